/** Why nobody waits for a call any more. */
export type Ending = 'cancelled' | 'deadline';

/**
 * How long a call may go on: until its deadline, or until its caller goes away. One timer and one listener for the whole call,
 * whatever number of attempts and pauses it has; `release` takes both down.
 */
export class CallLife {
  #ending: Ending | null = null;
  #timer: NodeJS.Timeout | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #endsAt: number;
  readonly #listeners = new Set<(ending: Ending) => void>();
  readonly #onAbort = (): void => this.#end('cancelled');

  constructor(signal: AbortSignal | undefined, deadlineMs: number) {
    this.#signal = signal;
    this.#endsAt = performance.now() + deadlineMs;
    if (signal?.aborted === true) {
      this.#ending = 'cancelled';
      return;
    }
    signal?.addEventListener('abort', this.#onAbort, { once: true });
    this.#timer = setTimeout(() => this.#end('deadline'), deadlineMs);
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

  release(): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.#listeners.clear();
  }

  #end(ending: Ending): void {
    if (this.#ending !== null) return;
    this.#ending = ending;
    const listeners = [...this.#listeners];
    this.release();
    for (const listener of listeners) listener(ending);
  }
}
