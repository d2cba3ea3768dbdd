import type { ExecutionResult } from 'graphql';
import { execute, GraphQLError, parse, validate } from 'graphql';

import type { Executor } from '../../src/execution/create-executor.ts';
import { createExecutor } from '../../src/execution/create-executor.ts';
import type { GraphContext } from '../../src/graphql/context.ts';
import { TRAITS } from '../../src/graphql/execution-traits.ts';
import { schema } from '../../src/graphql/schema.ts';

/** As the server executes. */
export const PLANS: Executor = createExecutor({ schema, traits: TRAITS, mostFields: 100_000 });

/** As graphql-js does. */
export const GRAPHQL_JS: Executor = async (args) => execute(args);

/** One operation of the graph. */
export const runGraph = async ({ source, variables, contextValue, executor = PLANS }: { readonly source: string; readonly variables: Readonly<Record<string, unknown>>; readonly contextValue: GraphContext; readonly executor?: Executor }): Promise<ExecutionResult> => {
  try {
    const document = parse(source);
    const errors = validate(schema, document);
    return errors.length > 0 ? { errors } : await executor({ schema, document, variableValues: variables, contextValue });
  } catch (thrown) {
    if (thrown instanceof GraphQLError) return { errors: [thrown] };
    throw thrown;
  }
};
