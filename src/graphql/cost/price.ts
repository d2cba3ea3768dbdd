import type { BatchEndpoint, CallRule } from './field-costs.ts';
import type { OperationPlan, Paging, PlanField } from './operation-plan.ts';
import type { Variables } from './selected-places.ts';

/** What one operation may cost at most, told before it runs. */
export interface Price {
  /** Points: the objects that the reply may hold, and what writes cost. */
  readonly cost: number;
  /** Of these, what writes cost, whatever they return. */
  readonly writes: number;
  /** Calls to the upstream that it needs at worst. */
  readonly upstreamCalls: number;
}

/** An argument that is over a limit. */
export interface ArgumentFault {
  readonly kind: 'pageSize' | 'listLength';
  readonly argument: string;
  readonly value: number;
}

export interface PriceTerms {
  readonly defaultPageSize: number;
  readonly maxPageSize: number;
  readonly maxListValues: number;
  /** Whether this upstream answers for several ids or parents at once. */
  readonly batches: (endpoint: BatchEndpoint, by: 'batchById' | 'batchByRelation') => boolean;
}

/** Rows in one page of the upstream. */
const UPSTREAM_PAGE = 100;
/** Reads before a write (department, customer, subscription, tariff, a look for an earlier send) and the write itself. */
const WRITE_CALLS = 6;
/** Reads for rows that are sent in the background: customers and subscriptions by a hundred ids, the department, tariffs. */
const WRITE_MANY_CALLS = 12;

const pages = (rows: number): number => Math.ceil(rows / UPSTREAM_PAGE);
const isPageSize = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value);

/** What stands in one place, priced for so many objects. */
class Pricing {
  readonly faults: ArgumentFault[] = [];
  readonly #variables: Variables;
  readonly #terms: PriceTerms;
  readonly #once = new Set<string>();

  constructor(variables: Variables, terms: PriceTerms) {
    this.#variables = variables;
    this.#terms = terms;
  }

  of(fields: readonly PlanField[], objects: number): Price {
    let cost = 0;
    let writes = 0;
    let upstreamCalls = 0;
    for (const field of fields) {
      if (field.counts?.(this.#variables) === false) continue;
      const price = this.#ofField(field, objects);
      cost += price.cost;
      writes += price.writes;
      upstreamCalls += price.upstreamCalls;
    }
    return { cost, writes, upstreamCalls };
  }

  #ofField(field: PlanField, objects: number): Price {
    const { paging, size, calls, points, objectPoints, lists } = field;
    for (const { argument, longest } of lists) {
      const value = longest(this.#variables);
      if (value > this.#terms.maxListValues) this.faults.push({ kind: 'listLength', argument, value });
    }
    const page = paging === null ? 1 : this.#pageSize(paging);
    const each = size?.(this.#variables) ?? page;
    const inner = objects * each;
    const below = field.branches.map((branch) => this.of(branch, inner));
    const writes = points?.(this.#variables) ?? 0;
    return {
      cost: objectPoints * inner + writes + Math.max(0, ...below.map(({ cost }) => cost)),
      writes,
      upstreamCalls: (calls === null ? 0 : this.#calls(calls, { objects, page, paging, inner })) + Math.max(0, ...below.map((price) => price.upstreamCalls)),
    };
  }

  #pageSize({ first, last }: Paging): number {
    const { defaultPageSize, maxPageSize } = this.#terms;
    for (const [argument, told] of [['first', first], ['last', last]] as const) {
      const value = told(this.#variables);
      if (!isPageSize(value)) continue;
      if (value < 1 || value > maxPageSize) this.faults.push({ kind: 'pageSize', argument, value });
      return Math.min(maxPageSize, Math.max(1, value));
    }
    return defaultPageSize;
  }

  #calls(rule: CallRule, { objects, page, paging, inner }: { readonly objects: number; readonly page: number; readonly paging: Paging | null; readonly inner: number }): number {
    const has = (told: Paging['after'] | undefined): boolean => told?.(this.#variables) != null;
    // The row beside the page is read too: it proves that nothing moved.
    const ofWindow = has(paging?.after) || has(paging?.before) ? pages(page + 1) : 1;
    switch (rule.kind) {
      case 'each':
        return objects;
      case 'byId':
        return objects === 1 ? 1 : this.#terms.batches(rule.endpoint, 'batchById') ? pages(objects) : objects + 1;
      case 'page':
        return objects * ofWindow;
      case 'children':
        return ofWindow === 1 && !has(paging?.last) ? this.#shared(objects) : objects * ofWindow;
      case 'whole':
        return this.#shared(objects);
      case 'paymentsOfCustomer':
        return 2 * this.#shared(objects);
      case 'once': {
        if (this.#once.has(rule.of)) return 0;
        this.#once.add(rule.of);
        return 1;
      }
      case 'nodes':
        return Math.min(inner, 5);
      case 'write':
        return WRITE_CALLS;
      case 'writeMany':
        return WRITE_MANY_CALLS;
    }
  }

  /** ADR 0004: of each hundred parents, one reading of all and at most one for each; where nothing is shared, one for each and one to learn that. */
  #shared(parents: number): number {
    return parents === 1 ? 1 : parents + pages(parents);
  }
}

/** The variables that count: those that were given, else their defaults. */
const variablesOf = ({ defaults }: OperationPlan, given: unknown): Variables => {
  const variables = Object.assign(Object.create(null) as Record<string, unknown>, defaults);
  if (typeof given !== 'object' || given === null) return variables;
  for (const [name, value] of Object.entries(given)) if (value !== undefined) variables[name] = value;
  return variables;
};

const bounded = (value: number): number => Math.min(Number.MAX_SAFE_INTEGER, value);

/** Prices a planned operation with its variables. */
export const priceOf = (plan: OperationPlan, given: unknown, terms: PriceTerms): Price & { readonly faults: readonly ArgumentFault[] } => {
  const pricing = new Pricing(variablesOf(plan, given), terms);
  const { cost, writes, upstreamCalls } = pricing.of(plan.fields, 1);
  return { cost: bounded(Math.max(1, cost)), writes, upstreamCalls: bounded(upstreamCalls), faults: pricing.faults };
};
