import type { DocumentNode, GraphQLSchema } from 'graphql';
import { getOperationAST, GraphQLError, parse } from 'graphql';

import { LIMITS } from '../../config/limits.ts';
import type { ErrorCode } from '../../domain/error-codes.ts';
import type { OperationPlan } from '../../graphql/cost/operation-plan.ts';
import { createPlanner } from '../../graphql/cost/operation-plan.ts';
import { createBoundedCache } from './bounded-cache.ts';
import { refusalOfMeasure, refusalOfText } from './document-refusal.ts';
import { measureDocument } from './measure-document.ts';
import { refusalError } from './refusal.ts';

/** A text that came as a document: why it is refused, or what its operations cost. */
export type KnownDocument =
  | { readonly kind: 'refused'; readonly error: GraphQLError }
  /** No GraphQL: the parser of the server tells what is wrong. */
  | { readonly kind: 'unparsed' }
  /** `planOf` answers `null` where there is no such operation: the executor tells that. */
  | { readonly kind: 'measured'; readonly document: DocumentNode; readonly planOf: (operationName: string | null | undefined) => OperationPlan | null };

/** Looks at each document once, before it is validated. */
export interface KnownDocuments {
  readonly look: (text: string) => KnownDocument;
  /** Its tree, for whoever parses later. */
  readonly parsed: (text: string) => DocumentNode | undefined;
}

const CYCLE: ErrorCode = 'GRAPHQL_VALIDATION_FAILED';

/** Said here in the words of validation, which would take the longer the more fragments there are. */
const cycleError = ([name = '', ...via]: readonly string[]): GraphQLError => {
  const others = via.slice(0, -1).map((each) => `"${each}"`);
  return new GraphQLError(`Cannot spread fragment "${name}" within itself${others.length === 0 ? '' : ` via ${others.join(', ')}`}.`, { extensions: { code: CYCLE, http: { status: 400, spec: true } } });
};

const parsedOrNull = (text: string): DocumentNode | null => {
  try {
    return parse(text);
  } catch {
    return null;
  }
};

export const createKnownDocuments = (schema: GraphQLSchema): KnownDocuments => {
  const known = createBoundedCache<KnownDocument>({ entries: LIMITS.knownDocuments, chars: LIMITS.knownDocumentChars });
  const plan = createPlanner(schema);

  const measured = (document: DocumentNode): KnownDocument => {
    const plans = new Map<string, OperationPlan>();
    return {
      kind: 'measured',
      document,
      planOf(operationName) {
        const operation = getOperationAST(document, operationName);
        if (operation == null) return null;
        const name = operation.name?.value ?? '';
        const before = plans.get(name);
        if (before !== undefined) return before;
        const made = plan(document, operation);
        plans.set(name, made);
        return made;
      },
    };
  };

  const examine = (text: string): KnownDocument => {
    const tooLong = refusalOfText(text);
    if (tooLong !== null) return { kind: 'refused', error: refusalError(tooLong) };
    const document = parsedOrNull(text);
    if (document === null) return { kind: 'unparsed' };
    const measure = measureDocument(document, LIMITS.documentFields);
    const refusal = refusalOfMeasure(measure);
    if (refusal !== null) return { kind: 'refused', error: refusalError(refusal) };
    return measure.cycle === null ? measured(document) : { kind: 'refused', error: cycleError(measure.cycle) };
  };

  return {
    look(text) {
      const before = known.get(text);
      if (before !== undefined) return before;
      const looked = examine(text);
      // Too long to keep, and quick to tell again.
      if (text.length <= LIMITS.documentChars) known.set(text, looked);
      return looked;
    },
    parsed(text) {
      const looked = known.get(text);
      return looked?.kind === 'measured' ? looked.document : undefined;
    },
  };
};
