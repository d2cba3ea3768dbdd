import type { Language } from '../domain/language.ts';

/** What the server knows of a request before GraphQL looks at it. */
export interface RequestInfo {
  readonly requestId: string;
  /** From `Accept-Language`; `null` when the caller chose none there. */
  readonly acceptedLanguage: Language | null;
  /** Origin that links start with. */
  readonly origin: string;
  /** Ends when the caller goes away. */
  readonly signal: AbortSignal;
  /** What becomes known on the way, for the log and for `Content-Language`. Shared, since GraphQL's own context is a copy of this. */
  readonly noted: { operationName?: string | undefined; language?: Language | undefined };
}
