import type { Language } from '../domain/language.ts';
import type { UpstreamScope } from '../upstream/client.ts';
import type { GoneSignal } from '../upstream/departure.ts';
import type { UpstreamUse } from '../upstream/upstream-use.ts';
import type { RequestInfo } from './request-info.ts';

/**
 * What the calls of a request have in common. Of its operation it is known late whether it is a query. A class, and no object with accessors
 * of its own: V8 makes a hidden class for each of those.
 */
export class RequestScope implements UpstreamScope {
  readonly language: Language;
  readonly signal: GoneSignal;
  readonly use: UpstreamUse;
  readonly payerOf: number | null;
  readonly #info: RequestInfo;

  constructor(info: RequestInfo, language: Language) {
    this.language = language;
    this.signal = info.signal;
    this.use = info.use;
    this.payerOf = info.caller.payerOf;
    this.#info = info;
  }

  /** A write is not cut off: then nobody would know what became of it. */
  get givenUntil(): number | undefined {
    const { givenUntil, endsBy } = this.#info;
    return givenUntil ?? (this.mayBeStale ? endsBy : undefined);
  }

  /** What a mutation reads decides what it writes. */
  get mayBeStale(): boolean {
    return this.#info.noted.operationKind === 'query';
  }
}
