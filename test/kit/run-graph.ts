import type { ExecutionResult } from 'graphql';
import { GraphQLError, parse, validate } from 'graphql';

import { createExecutor } from '../../src/execution/create-executor.ts';
import type { GraphContext } from '../../src/graphql/context.ts';
import { TRAITS } from '../../src/graphql/execution-traits.ts';
import { schema } from '../../src/graphql/schema.ts';

const executor = createExecutor({ schema, traits: TRAITS });

/** One operation of the graph, as the server executes it. */
export const runGraph = async ({ source, variables, contextValue }: { readonly source: string; readonly variables: Readonly<Record<string, unknown>>; readonly contextValue: GraphContext }): Promise<ExecutionResult> => {
  try {
    const document = parse(source);
    const errors = validate(schema, document);
    return errors.length > 0 ? { errors } : await executor({ schema, document, variableValues: variables, contextValue });
  } catch (thrown) {
    if (thrown instanceof GraphQLError) return { errors: [thrown] };
    throw thrown;
  }
};
