import type { Endpoint, EndpointName, EndpointTable } from './endpoints.ts';

/** The table with the overrides in it, or a sentence that names the place that is wrong. */
export type OverriddenTable = { readonly ok: true; readonly table: EndpointTable } | { readonly ok: false; readonly problem: string };

const MAX_PATH_LENGTH = 200;
/** Path segments only: no query, no host (`//`), no way up (`..`). */
const PATH = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)+$/;

/** A check of one value: what is wrong with it, as the end of the sentence "`invoice.list.path` …"; `null` when nothing is. */
type Check = (value: unknown, was: Endpoint) => string | null;

const boolean: Check = (value) => (typeof value === 'boolean' ? null : 'must be true or false');

const CHECKS: { readonly [Member in keyof Endpoint]: Check } = {
  path: (value) => (typeof value === 'string' && value.length <= MAX_PATH_LENGTH && PATH.test(value) ? null : 'must be a path such as "/facturare/v1/get/invoice"'),
  verb: (value, was) => {
    if (value !== 'POST' && value !== 'GET') return 'must be "POST" or "GET"';
    // The keys travel in the body and nowhere else; only the three acts on a public key go without them.
    return value === 'GET' && was.verb === 'POST' ? 'must stay "POST": the keys of the account travel in the body' : null;
  },
  evidence: (value) => (value === 'DOC' || value === 'SEEN' || value === 'ASSUMED' ? null : 'must be "DOC", "SEEN" or "ASSUMED"'),
  safe: (value, was) => {
    if (typeof value !== 'boolean') return 'must be true or false';
    return value && !was.safe ? 'must stay false: a write may never be sent again when its outcome is unknown' : null;
  },
  batchById: boolean,
  batchByRelation: boolean,
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const problemOfRow = (name: string, row: unknown, was: Endpoint): string | null => {
  if (!isObject(row)) return `\`${name}\` must be an object with some of ${Object.keys(CHECKS).join(', ')}.`;
  for (const [member, value] of Object.entries(row)) {
    if (!Object.hasOwn(CHECKS, member)) return `\`${name}.${member}\` is not a member of an endpoint; there are ${Object.keys(CHECKS).join(', ')}.`;
    const problem = CHECKS[member as keyof Endpoint](value, was);
    if (problem !== null) return `\`${name}.${member}\` ${problem}.`;
  }
  return null;
};

/** Applies a configuration's overrides to the table of endpoints, row by row and member by member. Nothing given, nothing changed. */
export const applyEndpointOverrides = (table: EndpointTable, overrides: unknown): OverriddenTable => {
  if (overrides === undefined) return { ok: true, table };
  if (!isObject(overrides)) return { ok: false, problem: 'The endpoint overrides must be an object keyed by endpoint name.' };
  const changed: Record<EndpointName, Endpoint> = { ...table };
  for (const [name, row] of Object.entries(overrides)) {
    if (!Object.hasOwn(table, name)) return { ok: false, problem: `\`${name}\` is not an endpoint; there are ${Object.keys(table).join(', ')}.` };
    const endpoint = name as EndpointName;
    const problem = problemOfRow(name, row, table[endpoint]);
    if (problem !== null) return { ok: false, problem };
    changed[endpoint] = { ...table[endpoint], ...(row as Partial<Endpoint>) };
  }
  return { ok: true, table: changed };
};
