/** A reply that has come, and is not read yet. */
interface Waiting {
  /** When its request came. */
  readonly since: number;
  readonly read: () => void;
}

/** So long replies are read before whoever waits for the event loop gets a turn, in milliseconds. */
const SLICE_MS = 1;

/**
 * Replies that have come, as bytes. They are read in the order of the requests that they are for, not in that in which they came: the
 * oldest request is done first, and what was read for it can be forgotten, while the others hold bytes alone. Were all of them read at
 * once, every request would hold its rows for as long as all of them take together, and the collector would carry them from place to place.
 */
export class ReplyTurns {
  /** The oldest last. */
  readonly #waiting: Waiting[] = [];
  #isPlanned = false;

  /** Has it read when its turn has come, in a later turn of the event loop. `since`: when its request came, by `performance.now()`. `read` must not throw. */
  add(since: number, read: () => void): void {
    let low = 0;
    let high = this.#waiting.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#waiting[middle]?.since ?? 0) > since) low = middle + 1;
      else high = middle;
    }
    this.#waiting.splice(low, 0, { since, read });
    this.#plan();
  }

  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    setImmediate(() => {
      this.#isPlanned = false;
      const until = performance.now() + SLICE_MS;
      do this.#waiting.pop()?.read();
      while (this.#waiting.length > 0 && performance.now() < until);
      if (this.#waiting.length > 0) this.#plan();
    });
  }
}
