import type { AccountConfig } from '../config/accounts.ts';
import type { Config } from '../config/env.ts';
import type { DocumentUsage } from '../server/documents/document-usage.ts';
import type { Taken, Tokens } from '../server/limits/token-bucket.ts';

/** What a worker begins with: all workers have the same configuration, secrets that were made for this start included. */
export interface Beginning {
  /** From 1. A worker that takes another's place has its number. */
  readonly number: number;
  readonly config: Config;
  readonly accounts: readonly AccountConfig[];
  /** Whose keys the ledger keeps, where no account tells that. */
  readonly ledgerTenant: string | undefined;
}

/** A request for tokens, and its answer, by a number that the worker gave. */
export interface Take {
  readonly id: number;
  readonly key: string;
  readonly want: Tokens;
  readonly capacity: Tokens;
}

export interface TakeAnswer {
  readonly id: number;
  readonly taken: Taken;
  /** What the worker may give out by itself; `taken.left` is without it. */
  readonly lent: Tokens | null;
}

/** Tokens that were taken, or lent, and not used. */
export interface Return {
  readonly key: string;
  readonly unused: Tokens;
  readonly capacity: Tokens;
}

/** What the primary tells a worker. */
export type ToWorker =
  | { readonly kind: 'begin'; readonly beginning: Beginning }
  | { readonly kind: 'taken'; readonly answers: readonly TakeAnswer[] }
  | { readonly kind: 'noted'; readonly id: number; readonly problem: string | null }
  | { readonly kind: 'measure'; readonly id: number }
  /** Comes with the connection. */
  | { readonly kind: 'connection' };

/** What a worker tells the primary. */
export type ToPrimary =
  | { readonly kind: 'hello' }
  /** It takes connections from now on. */
  | { readonly kind: 'serving' }
  /** It has the connection that it was handed last. */
  | { readonly kind: 'took' }
  /** It ends, and is to get no more connections. */
  | { readonly kind: 'leaving' }
  | { readonly kind: 'problem'; readonly sentence: string }
  | { readonly kind: 'buckets'; readonly takes: readonly Take[]; readonly returns: readonly Return[] }
  | { readonly kind: 'used'; readonly id: number; readonly path: string; readonly usage: DocumentUsage }
  | { readonly kind: 'measured'; readonly id: number; readonly values: readonly object[] };
