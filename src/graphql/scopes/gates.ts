import type { Scope } from '../../domain/scopes.ts';

/** The types that a scope opens. What only hangs from one of these (money, addresses, lines) is opened with it. */
export const TYPE_SCOPES: Readonly<Record<string, Scope>> = {
  Invoice: 'invoices:read',
  // Of many customers at once: for those who issue.
  InvoiceIssueJob: 'invoices:write',
  Customer: 'customers:read',
  // A sum over invoices.
  CustomerBalance: 'invoices:read',
  Subscription: 'subscriptions:read',
  Payment: 'payments:read',
  Tariff: 'catalog:read',
  Department: 'catalog:read',
  SellerAccount: 'catalog:read',
  MutationOutcome: 'outcomes:read',
  AuditRecord: 'audit:read',
};

/** What each mutation needs, by how its name begins; the first that fits counts. */
const MUTATION_SCOPES: readonly (readonly [prefix: string, scope: Scope])[] = [
  ['invoice', 'invoices:write'],
  ['customer', 'customers:write'],
  ['subscription', 'subscriptions:write'],
  ['payment', 'payments:write'],
  ['mutationOutcomeResolve', 'outcomes:resolve'],
];

/** Root fields that everybody who may call at all may ask. `node` and `nodes` ask for the scope of what the id names. */
export const OPEN_QUERIES: ReadonlySet<string> = new Set(['node', 'nodes', 'rateLimit']);

export const scopeOfMutation = (name: string): Scope | null => MUTATION_SCOPES.find(([prefix]) => name.startsWith(prefix))?.[1] ?? null;

/** The scope that opens a type: its own, or that of what its connection or edges lead to. */
export const scopeOfType = (name: string): Scope | null => TYPE_SCOPES[name.replace(/(?:Connection|Edge)$/, '')] ?? null;
