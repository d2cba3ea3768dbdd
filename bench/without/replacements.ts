/** Modules of the built server that are replaced where one protection is to be off, each with what takes its place. */
export const REPLACEMENTS = {
  nothing: {},
  ledger: { 'ledger/create-ledger.js': 'ledger.js' },
  limits: { 'server/limits/buckets.js': 'limits.js', 'server/limits/charge.js': 'limits.js', 'server/limits/charge-operation.js': 'limits.js', 'server/limits/json-refusal.js': 'limits.js' },
  scopes: { 'graphql/execution-traits.js': 'scopes.js' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export type Replacement = keyof typeof REPLACEMENTS;
