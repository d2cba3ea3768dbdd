import fc from 'fast-check';
import { parse, validate } from 'graphql';

import { ERROR_CODES } from '../../src/domain/error-codes.ts';
import { schema } from '../../src/graphql/schema.ts';
import { mismatches } from './match-reply.ts';
import { randomOperation } from './random-operation.ts';
import type { Stack } from './start-stack.ts';

interface Reply {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string; readonly requestId?: string } }[];
}

export interface FuzzReport {
  readonly operations: number;
  /** How many replies had each status, and how many errors each code. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly codes: Readonly<Record<string, number>>;
}

export interface FuzzOptions {
  readonly operations: number;
  readonly seed: number;
  /** Ids and texts to send beside those that are there. */
  readonly ids?: readonly string[];
  readonly texts?: readonly string[];
  /** How often a mutation is made, of 100. */
  readonly mutations?: number;
}

/** Ids of everything that a small seed has, as a client gets them. */
const idsOf = async (stack: Stack): Promise<readonly string[]> => {
  const query = '{ a: invoices(first: 8) { nodes { id } } b: customers(first: 5) { nodes { id } } c: subscriptions(first: 5) { nodes { id } } d: payments(first: 5) { nodes { id } } e: tariffs(first: 3) { nodes { id } } }';
  const { data } = (await (await stack.post({ query })).json()) as { readonly data: Readonly<Record<string, { readonly nodes: readonly { readonly id: string }[] }>> };
  return Object.values(data).flatMap(({ nodes }) => nodes.map(({ id }) => id));
};

/** Sends random valid operations. Throws at the first reply that no client should get, with the operation that brought it about, made small. */
export const fuzzRun = async (stack: Stack, { operations, seed, ids: oddIds = [], texts = [], mutations }: FuzzOptions): Promise<FuzzReport> => {
  const ids = [...(await idsOf(stack)), ...oddIds];
  const statuses: Record<string, number> = {};
  const codes: Record<string, number> = {};
  const property = fc.asyncProperty(fc.gen(), async (g) => {
    const { document, variables } = randomOperation(schema, g, { ids, texts, ...(mutations === undefined ? {} : { mutations }) });
    const parsed = parse(document);
    const invalid = validate(schema, parsed);
    if (invalid.length > 0) throw new Error(`the generator made an invalid document: ${invalid[0]?.message ?? ''}`);

    const response = await stack.post({ query: document, variables });
    const text = await response.text();
    const wrong = (what: string): Error => new Error(`${what}\n${document}\n${JSON.stringify(variables)}\n→ ${response.status} ${text.slice(0, 2_000)}`);
    statuses[response.status] = (statuses[response.status] ?? 0) + 1;
    if (response.status >= 500) throw wrong('a reply of 5xx');
    const { data, errors = [] } = JSON.parse(text) as Reply;
    for (const { message, extensions } of errors) {
      const code = extensions?.code ?? 'none';
      codes[code] = (codes[code] ?? 0) + 1;
      if (!(code in ERROR_CODES)) throw wrong(`an error without a code of ours: ${code}`);
      if (code === 'INTERNAL' || /unexpected error/i.test(message)) throw wrong('a fault of the server');
      if (extensions?.requestId === undefined) throw wrong('an error without the id of the request');
    }
    if (data == null) {
      if (errors.length === 0) throw wrong('neither data nor errors');
      return;
    }
    const [mismatch] = mismatches(schema, parsed, variables, data);
    if (mismatch !== undefined) throw wrong(`a reply that does not fit the schema: ${mismatch}`);
  });
  await fc.assert(property, { numRuns: operations, seed, endOnFailure: false });
  return { operations, statuses, codes };
};
