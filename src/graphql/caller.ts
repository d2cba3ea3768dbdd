import type { Scope } from '../domain/scopes.ts';
import { SCOPES } from '../domain/scopes.ts';

/** Who asks, as the server found out before the first resolver ran. */
export interface Caller {
  /** What logs and the audit call it: the name of a key, or the subject of a token. Never a secret. */
  readonly name: string;
  readonly scopes: ReadonlySet<Scope>;
  /** A payer sees this customer alone, and what hangs from it, by every path. `null`: everything of the tenant that the scopes allow. */
  readonly payerOf: number | null;
}

/** Of a server without authentication, which only its own machine can reach: everything is allowed. */
export const ANYBODY: Caller = { name: 'anonymous', scopes: new Set(SCOPES), payerOf: null };

/** What a payer may hold at most: the rest of a key's or token's scopes is left out. */
const PAYER_SCOPES: ReadonlySet<Scope> = new Set(['invoices:read', 'customers:read', 'subscriptions:read', 'payments:read', 'catalog:read']);

/** The caller as the graph may trust it. */
export const limited = (caller: Caller): Caller =>
  caller.payerOf === null ? caller : { ...caller, scopes: new Set([...caller.scopes].filter((scope) => PAYER_SCOPES.has(scope))) };
