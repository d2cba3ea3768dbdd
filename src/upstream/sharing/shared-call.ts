import { CallLife } from '../call-life.ts';
import type { UpstreamScope } from '../client.ts';
import { Departure } from '../departure.ts';
import { UpstreamError } from '../errors.ts';
import { EndedWhileWaiting } from '../limiter.ts';
import type { UpstreamUse } from '../upstream-use.ts';
import { createUpstreamUse } from '../upstream-use.ts';

/** For whom a call is sent, and where it is counted. */
export type Terms = Pick<UpstreamScope, 'signal' | 'givenUntil'> & { readonly use: UpstreamUse };
export type Send<Value> = (terms: Terms) => Promise<Value>;

/** Failures by which one asker ends its own call; whoever waits beside it goes on. What takes too long for the server does so for all. */
const ENDINGS: ReadonlySet<UpstreamError['kind']> = new Set(['cancelled', 'deadline']);

/** Thrown to who waits for the call of others that went away. */
export class LeftAlone extends Error {
  override readonly name = 'LeftAlone';
}

/**
 * One call upstream for several askers. One that is asked for by one alone when it begins, as most are, ends when that one does; any other
 * has a life of its own, and ends when all have gone. What it costs counts for each.
 */
export class SharedCall<Value> {
  /** When it was sent, by the clock of whoever sent it. */
  sentAt = 0;
  readonly #deadlineMs: number;
  readonly #use = createUpstreamUse();
  readonly #counted = new Set<UpstreamUse>();
  readonly #answer: Promise<Value>;
  #settle: { readonly resolve: (value: Value) => void; readonly reject: (reason: unknown) => void } | null = null;
  #gone: Departure | null = null;
  #owner: UpstreamScope | null = null;
  #first: UpstreamScope | null = null;
  /** It was asked for by others than the first. */
  #isShared = false;
  /** How often it is waited for. One may ask several times. */
  #askers = 0;

  constructor(deadlineMs: number) {
    this.#deadlineMs = deadlineMs;
    this.#answer = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    // Whoever waits is told; there may be nobody left.
    this.#answer.catch(() => undefined);
  }

  /** Counts for whoever asks, from now on. */
  join(scope: UpstreamScope): void {
    this.#askers += 1;
    if (this.#first === null) this.#first = scope;
    else if (scope !== this.#first) this.#isShared = true;
    if (scope.use === undefined) return;
    this.#counted.add(scope.use);
    // It is as old as the oldest of those that ask.
    this.#use.since = Math.min(this.#use.since, scope.use.since);
  }

  /** Sends it for those who have asked so far. */
  begin(send: Send<Value>, sentAt: number): void {
    this.sentAt = sentAt;
    const owner = this.#isShared ? null : this.#first;
    this.#owner = owner;
    this.#gone = owner === null ? new Departure() : null;
    if (this.#askers === 0) this.#gone?.abort();
    const signal = owner === null ? this.#gone ?? undefined : owner.signal;
    void send({ use: this.#use, givenUntil: owner?.givenUntil, ...(signal === undefined ? {} : { signal }) })
      .finally(() => this.#count())
      .then(this.#settle?.resolve, this.#settle?.reject);
  }

  #count(): void {
    const { calls, bytes, ms, retries, staleSeconds } = this.#use;
    for (const use of this.#counted) {
      use.calls += calls;
      use.bytes += bytes;
      use.ms += ms;
      use.retries += retries;
      if (this.#counted.size > 1) use.shared += calls;
      if (staleSeconds !== null) use.staleSeconds = Math.max(use.staleSeconds ?? 0, staleSeconds);
    }
  }

  /** Once it is settled, whatever it came to. */
  onSettled(act: () => void): void {
    this.#answer.then(act, act);
  }

  /** Who has as much time as the call needs no timer of its own. */
  async #answerWithin(scope: UpstreamScope): Promise<Value> {
    const { signal, givenUntil = Infinity } = scope;
    const deadlineMs = performance.now() + this.#deadlineMs <= givenUntil && this.#owner === null ? Infinity : this.#deadlineMs;
    const life = new CallLife(signal, deadlineMs, deadlineMs === Infinity ? undefined : givenUntil);
    try {
      if (life.ending !== null) throw new EndedWhileWaiting(life.ending);
      return await new Promise<Value>((resolve, reject) => {
        life.onEnd((ending) => reject(new EndedWhileWaiting(ending)));
        this.#answer.then(resolve, reject);
      });
    } finally {
      life.release();
    }
  }

  /**
   * The answer, for as long as this asker waits; once for each time that it joined. Rejects with `EndedWhileWaiting` when it does not any
   * more, and with `LeftAlone` where those went away who had asked for it before.
   */
  async wait(scope: UpstreamScope): Promise<Value> {
    if (scope === this.#owner) return this.#answer;
    try {
      return await this.#answerWithin(scope);
    } catch (thrown) {
      const isLeft = this.#owner === null ? this.#gone?.aborted === true : scope !== this.#owner;
      if (isLeft && thrown instanceof UpstreamError && ENDINGS.has(thrown.kind)) throw new LeftAlone();
      throw thrown;
    } finally {
      this.#askers -= 1;
      if (this.#askers === 0) this.#gone?.abort();
    }
  }
}
