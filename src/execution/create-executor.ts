import type { DocumentNode, ExecutionArgs, ExecutionResult, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { execute, getOperationAST, getVariableValues, Kind, OperationTypeNode } from 'graphql';

import { conditionVariables } from './collect-fields.ts';
import type { Plan, Traits } from './plan.ts';
import { NotPlanned, planOperation } from './plan.ts';
import { PlanShelf } from './plan-shelf.ts';
import { Run } from './run.ts';

export interface ExecutorOptions {
  readonly schema: GraphQLSchema;
  readonly traits: Traits;
  /** Fields of all plans that are kept. */
  readonly mostFields: number;
  /** Told of each operation that graphql-js executes, and why. */
  readonly onFallback?: (reason: string) => void;
  /** Nobody waits for what is executed in this context any more. */
  readonly isAbandoned?: (context: unknown) => boolean;
}

/** Executes operations whose document is valid. Answers as graphql-js does. */
export type Executor = (args: ExecutionArgs) => Promise<ExecutionResult>;

/** An operation of a document, and its plans by what its conditions came to; where it cannot be planned, why. */
interface Prepared {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly conditions: readonly string[];
  readonly plans: Map<string, Plan | NotPlanned>;
}

/** Outcomes of the conditions of one operation that are planned for. */
const MAX_PLANS = 32;

const prepare = (document: DocumentNode, operation: OperationDefinitionNode): Prepared => {
  const fragments = Object.create(null) as Record<string, FragmentDefinitionNode>;
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
  return { operation, fragments, conditions: conditionVariables(operation, Object.values(fragments)), plans: new Map() };
};

/**
 * Executes operations by plans that are made once for each document and kept with it. What a plan cannot do is left to graphql-js:
 * introspection, and types that ask something of each object.
 */
export const createExecutor = ({ schema, traits, mostFields, onFallback, isAbandoned }: ExecutorOptions): Executor => {
  const shelf = new PlanShelf(mostFields);
  const known = new WeakMap<DocumentNode, Map<string, Prepared>>();

  const preparedOf = (document: DocumentNode, name: string | null | undefined): Prepared | null => {
    const ofDocument = known.get(document) ?? new Map<string, Prepared>();
    const before = ofDocument.get(name ?? '');
    if (before !== undefined) return before;
    const operation = getOperationAST(document, name);
    if (operation == null) return null;
    const made = prepare(document, operation);
    known.set(document, ofDocument.set(name ?? '', made));
    return made;
  };

  const planned = ({ operation, fragments, conditions }: Prepared, variables: Readonly<Record<string, unknown>>): Plan | NotPlanned => {
    try {
      const type = schema.getRootType(operation.operation);
      if (type == null || operation.operation === OperationTypeNode.SUBSCRIPTION) throw new NotPlanned('no such root');
      const selecting = { schema, fragments: new Map(Object.entries(fragments)), conditions: new Map(conditions.map((name) => [name, variables[name] === true])) };
      return planOperation(selecting, traits, type, operation.selectionSet);
    } catch (thrown) {
      if (thrown instanceof NotPlanned) return thrown;
      throw thrown;
    }
  };

  const planOf = (prepared: Prepared, variables: Readonly<Record<string, unknown>>): Plan | NotPlanned => {
    const { conditions, plans } = prepared;
    const key = conditions.map((name) => (variables[name] === true ? '1' : '0')).join('');
    const before = plans.get(key);
    if (before !== undefined) {
      if (!(before instanceof NotPlanned)) shelf.touch(before);
      return before;
    }
    if (plans.size >= MAX_PLANS) return new NotPlanned('too many outcomes of conditions');
    const made = planned(prepared, variables);
    plans.set(key, made);
    if (!(made instanceof NotPlanned)) shelf.keep(made, () => plans.delete(key));
    return made;
  };

  return async (args) => {
    const byGraphqlJs = async (reason: string): Promise<ExecutionResult> => {
      onFallback?.(reason);
      return execute(args);
    };
    const { document, operationName, rootValue, contextValue } = args;
    const prepared = args.schema === schema ? preparedOf(document, operationName) : null;
    if (prepared === null) return byGraphqlJs('no such operation');
    const { operation, fragments } = prepared;
    const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], args.variableValues ?? {}, { maxErrors: 50 });
    if (coerced === undefined) return { errors };
    const plan = planOf(prepared, coerced);
    if (plan instanceof NotPlanned) return byGraphqlJs(plan.message);
    const run = new Run({ plan, operation, rootValue, context: contextValue, variableValues: coerced, fragments, isAbandoned: isAbandoned === undefined ? undefined : () => isAbandoned(contextValue) });
    await run.execute();
    return run.errors.length === 0 ? { data: run.data } : { errors: run.errors, data: run.data };
  };
};
