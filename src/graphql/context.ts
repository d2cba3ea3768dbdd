import type { Invoice } from '../domain/invoice.ts';
import type { Instant } from '../domain/dates.ts';
import type { Language } from '../domain/language.ts';
import type { RequestLedger } from '../ledger/ledger.ts';
import type { Loaders } from '../loaders/loaders.ts';
import type { Caller } from './caller.ts';
import type { Seal } from './seal.ts';

/** A signed, short-lived address of a document on this server. */
export interface DocumentLink {
  readonly url: string;
  readonly expiresAt: Instant;
  readonly filename: string;
}

/** Addresses that a field hands out; making one sends nothing. */
export interface Links {
  invoicePdf(invoice: Invoice): DocumentLink;
  invoicePage(publicKey: string): string;
}

/** Signs what `invoicePreview` hands out, so that only this server can have written it. */
export interface Previews {
  readonly sign: (text: string) => string;
  readonly verify: (text: string, signature: string) => boolean;
}

/** What the caller may still use, after what this operation was reckoned to cost. */
export interface RateLimitStatus {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Instant;
  readonly cost: number;
}

/** What every resolver of one operation shares. Made by the server for each request; nothing in it outlives the request. */
export interface GraphContext {
  readonly requestId: string;
  /** Who asks. */
  readonly caller: Caller;
  /** Chosen by the caller (`Accept-Language`, or `extensions.language` of the request), else the server's own. */
  readonly language: Language;
  readonly now: () => Instant;
  readonly loaders: Loaders;
  readonly ledger: RequestLedger;
  readonly links: Links;
  readonly previews: Previews;
  /** Seals the ids and cursors that the tenant gets. */
  readonly seal: Seal;
  readonly rateLimit: () => RateLimitStatus;
  /** Nobody waits for the answer any more. */
  readonly isGone: () => boolean;
}
