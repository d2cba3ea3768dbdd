import type { GoneSignal } from './departure.ts';
import type { UpstreamFailureKind } from './errors.ts';

/** Why nobody waits for a call any more: its caller went away, it took too long for this server, or longer than its caller gave. */
export type Ending = 'cancelled' | 'deadline' | 'timeGiven';

export const KIND_OF_ENDING = { cancelled: 'cancelled', deadline: 'timeout', timeGiven: 'deadline' } as const satisfies Record<Ending, UpstreamFailureKind>;

/**
 * How long a call may go on: until its deadline, or until its caller goes away. One timer and one listener for the whole call,
 * whatever number of attempts and pauses it has; `release` takes both down.
 */
export class CallLife {
  #ending: Ending | null = null;
  #timer: NodeJS.Timeout | undefined;
  #signal: GoneSignal | undefined;
  #isReleased = false;
  readonly #endsAt: number;
  readonly #listeners = new Set<(ending: Ending) => void>();
  readonly #onAbort = (): void => this.#end('cancelled');

  /** `givenUntil`: when the caller's own time is over, by `performance.now()`. */
  constructor(signal: GoneSignal | undefined, deadlineMs: number, givenUntil = Infinity) {
    this.#signal = signal;
    const now = performance.now();
    const isGiven = givenUntil < now + deadlineMs;
    this.#endsAt = isGiven ? givenUntil : now + deadlineMs;
    if (signal?.aborted === true || givenUntil <= now) {
      this.#ending = signal?.aborted === true ? 'cancelled' : 'timeGiven';
      return;
    }
    signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (this.#endsAt < Infinity) this.#timer = setTimeout(() => this.#end(isGiven ? 'timeGiven' : 'deadline'), this.#endsAt - now);
  }

  get ending(): Ending | null {
    return this.#ending;
  }

  get remainingMs(): number {
    return this.#endsAt - performance.now();
  }

  /** Calls back once, when the call ends before its time. Answers a function that forgets the listener. */
  onEnd(listener: (ending: Ending) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What is being read may take as long as it moves: only the caller ends it now. */
  liftDeadline(): void {
    clearTimeout(this.#timer);
  }

  /** The call is over; `false`: that was said before. */
  release(): boolean {
    if (this.#isReleased) return false;
    this.#isReleased = true;
    this.#takeDown();
    return true;
  }

  #takeDown(): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.#signal = undefined;
    this.#listeners.clear();
  }

  #end(ending: Ending): void {
    if (this.#ending !== null) return;
    this.#ending = ending;
    const listeners = [...this.#listeners];
    this.#takeDown();
    for (const listener of listeners) listener(ending);
  }
}
