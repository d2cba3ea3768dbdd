import type { Language } from '../domain/language.ts';

/** Numbers that a tenant may set for itself, each with what the number must be. */
export const ACCOUNT_LIMITS = {
  requestsPerMinute: { from: 1, to: 1_000_000 },
  costPerMinute: { from: 1, to: 1_000_000_000 },
  upstreamConcurrentCalls: { from: 1, to: 256 },
} as const;

export type AccountLimits = { readonly [Name in keyof typeof ACCOUNT_LIMITS]?: number | undefined };

/** One tenant: a department of an account of e-Cont.md, with its keys. */
export interface AccountConfig {
  readonly name: string;
  readonly apiUrl: string;
  readonly client: string;
  readonly token: string;
  readonly language: Language;
  /** Origin of its links, where it is not the server's. */
  readonly publicUrl: string | undefined;
  /** Names its own part of the ledger, where other tenants have the same client id. */
  readonly ledger: string | undefined;
  readonly limits: AccountLimits;
}

/** The name of a tenant that no file names. */
export const ONLY_TENANT = 'default';

export const DEFAULT_API_URL = 'https://api.diginet.md';
