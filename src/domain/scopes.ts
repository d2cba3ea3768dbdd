/** What a caller may do, per domain and verb. A key or a token holds some of them; `schema/operations` need the reading ones. */
export const SCOPES = [
  'invoices:read',
  'invoices:write',
  'customers:read',
  'customers:write',
  'subscriptions:read',
  'subscriptions:write',
  'payments:read',
  'payments:write',
  'catalog:read',
  'outcomes:read',
  'outcomes:resolve',
  'audit:read',
] as const;

export type Scope = (typeof SCOPES)[number];

const KNOWN: ReadonlySet<string> = new Set(SCOPES);

/** Whether a text, from a key file or a token, is a scope of ours. */
export const isScope = (text: string): text is Scope => KNOWN.has(text);
