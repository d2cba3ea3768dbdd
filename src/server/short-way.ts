import type { DocumentNode, ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import { getOperationAST, OperationTypeNode, specifiedRules, validate } from 'graphql';

import { LIMITS } from '../config/limits.ts';
import type { ErrorCode } from '../domain/error-codes.ts';
import type { Language } from '../domain/language.ts';
import type { Executor } from '../execution/create-executor.ts';
import { chosenLanguage } from './chosen-language.ts';
import type { TrustedDocuments } from './documents/open-documents.ts';
import { resolveDocument } from './documents/resolve-document.ts';
import { finished } from './finished-error.ts';
import type { Buckets } from './limits/buckets.ts';
import { bucketKeyOf, capacityOf } from './limits/charge.ts';
import { costExtensions, judge } from './limits/charge-operation.ts';
import type { KnownDocuments } from './limits/known-documents.ts';
import { operationNameOf } from './operation-name.ts';
import type { RequestInfo } from './request-info.ts';
import { noIntrospectionRule } from './use-introspection-off.ts';

export interface ShortWayOptions {
  readonly schema: GraphQLSchema;
  readonly executor: Executor;
  readonly documents: KnownDocuments;
  readonly trusted: TrustedDocuments;
  readonly buckets: Buckets;
  readonly introspection: boolean;
  readonly suggestions: boolean;
  readonly mask: (error: GraphQLError) => GraphQLError;
  readonly contextOf: (request: RequestInfo, language: Language) => object;
}

interface Params {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly extensions?: unknown;
}

const MEMBERS: ReadonlySet<string> = new Set(['query', 'documentId', 'operationName', 'variables', 'extensions']);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The parameters of a request where nothing about them is odd. */
const paramsOf = (body: string): Params | null => {
  let params: unknown;
  try {
    params = JSON.parse(body);
  } catch {
    return null;
  }
  if (!isObject(params) || !Object.keys(params).every((name) => MEMBERS.has(name))) return null;
  const { operationName, variables, extensions } = params;
  if (operationName != null && typeof operationName !== 'string') return null;
  return (variables == null || isObject(variables)) && (extensions == null || isObject(extensions)) ? params : null;
};

const languageOf = (extensions: unknown): Language | 'wrong' | null => {
  try {
    return chosenLanguage(extensions);
  } catch {
    return 'wrong';
  }
};

/**
 * The way of a request with nothing odd about it, without the detour over the web's `Request` and `Response`: the stages are those that
 * stand in Yoga's way, in the same order, and what any of them would refuse is left to Yoga (`null`), with what it was charged already.
 */
export const createShortWay = ({ schema, executor, documents, trusted, buckets, introspection, suggestions, mask, contextOf }: ShortWayOptions): ((body: string, info: RequestInfo) => Promise<string | null>) => {
  const rules = introspection ? specifiedRules : [...specifiedRules, noIntrospectionRule];
  const valid = new WeakMap<DocumentNode, boolean>();

  const isValid = (document: DocumentNode): boolean => {
    const known = valid.get(document);
    if (known !== undefined) return known;
    const told = validate(schema, document, rules).length === 0;
    valid.set(document, told);
    return told;
  };

  const finish = ({ errors, data }: ExecutionResult, info: RequestInfo): string => {
    const { noted, use, requestId } = info;
    const told = errors?.map((error) => finished(mask(error), requestId, suggestions));
    if (told !== undefined) noted.codes.push(...told.map(({ extensions }) => extensions.code as ErrorCode));
    const stale: Pick<ExecutionResult, 'extensions'> = use.staleSeconds === null ? {} : { extensions: { upstream: { stale: { ageSeconds: use.staleSeconds } } } };
    const extensions = noted.charge === undefined ? undefined : costExtensions(noted.charge, { data: data ?? null, ...stale }, info, buckets);
    return JSON.stringify({ errors: told, data, extensions });
  };

  return async (body, info) => {
    const { tenant, caller, noted } = info;
    const params = paramsOf(body);
    if (params === null) return null;
    const found = resolveDocument(params, trusted.current());
    if (!found.ok || found.text === undefined || (found.document === undefined && trusted.mode !== 'off')) return null;
    // Refused, and not worth to be looked at twice.
    if (found.text.length > LIMITS.documentChars) return null;
    const language = languageOf(params.extensions);
    const known = documents.look(found.text);
    if (language === 'wrong' || known.kind !== 'measured' || !isValid(known.document)) return null;
    const { document } = known;
    const operation = getOperationAST(document, params.operationName);
    const capacity = capacityOf(tenant, caller);
    const judged = judge({ ...params, query: found.text }, documents, info, capacity);
    if (operation == null || judged === null || 'refusal' in judged) return null;

    const key = bucketKeyOf(tenant, caller);
    const taking = buckets.take(key, { requests: 1, cost: judged.price.cost }, capacity);
    const taken = taking instanceof Promise ? await taking : taking;
    if (!taken.granted) {
      noted.taken = taken;
      return null;
    }
    noted.charge = { plan: judged.plan, price: judged.price, key, capacity, granted: true, left: taken.left };
    noted.operationName = operationNameOf(params.operationName) ?? operation.name?.value;
    noted.operationKind = operation.operation === OperationTypeNode.MUTATION ? 'mutation' : 'query';
    const contextValue = contextOf(info, language ?? info.acceptedLanguage ?? tenant.language);
    const result = await executor({ schema, document, contextValue, operationName: params.operationName, variableValues: params.variables });
    // What nobody waited for was not executed to its end: it is not told, and nothing of its cost is given back.
    if (info.signal.aborted) return '';
    if (result.data === undefined) {
      // Nothing was run: its variables do not fit.
      noted.taken = taken;
      return null;
    }
    if (found.document !== undefined) trusted.used(found.document);
    return finish(result, info);
  };
};
