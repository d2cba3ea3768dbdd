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
  /** Filled in as it becomes known, for the log. */
  operationName?: string | undefined;
  /** Filled in as it becomes known, for `Content-Language`. */
  language?: Language | undefined;
}
