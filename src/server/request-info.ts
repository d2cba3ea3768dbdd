import type { ErrorCode } from '../domain/error-codes.ts';
import type { Language } from '../domain/language.ts';
import type { Caller } from '../graphql/caller.ts';
import type { GoneSignal } from '../upstream/departure.ts';
import type { UpstreamUse } from '../upstream/upstream-use.ts';
import type { Charge } from './limits/charge.ts';
import type { Taken } from './limits/token-bucket.ts';
import type { Tenant } from './tenant.ts';

/** What becomes known of a request while it is answered. */
export interface Noted {
  operationName?: string | undefined;
  /** `undefined`: it was refused before it was executed. */
  operationKind?: 'query' | 'mutation' | undefined;
  /** Of the errors in the reply. */
  readonly codes: ErrorCode[];
  language?: Language | undefined;
  caller?: string | undefined;
  tenant?: string | undefined;
  /** What the operation was charged to its caller; `undefined` where it was refused before that. */
  charge?: Charge | undefined;
  /** What its caller's bucket has answered already: it is not asked twice. */
  taken?: Taken | undefined;
}

/** What the server knows of any request, whoever sent it. */
export interface HttpInfo {
  readonly requestId: string;
  /** From `Accept-Language`; `null` when the caller chose none there. */
  readonly acceptedLanguage: Language | null;
  /** Origin that links start with, unless the tenant has one of its own. */
  readonly origin: string;
  /** Ends when the caller goes away. */
  readonly signal: GoneSignal;
  /** What becomes known on the way, for the log and for `Content-Language`. Shared, since GraphQL's own context is a copy of this. */
  readonly noted: Noted;
  /** When the time that the caller gave is over, by `performance.now()`. */
  readonly givenUntil?: number | undefined;
  /** When a query ends whose caller gave no time, by `performance.now()`. */
  readonly endsBy: number;
  /** What its calls upstream come to. */
  readonly use: UpstreamUse;
}

/** What the server knows of a GraphQL request before GraphQL looks at it: also who sent it. */
export interface RequestInfo extends HttpInfo {
  readonly caller: Caller;
  readonly tenant: Tenant;
}
