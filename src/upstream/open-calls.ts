import { CallLife } from './call-life.ts';
import type { GoneSignal } from './departure.ts';

/** The calls under way, so that closing can wait for them. */
export interface OpenCalls {
  /** No call may begin any more, nor be made again. */
  readonly closing: boolean;
  readonly begin: (signal: GoneSignal | undefined, givenUntil?: number) => CallLife;
  readonly end: (life: CallLife) => void;
  /** Waits for the last call to end, then closes what is beneath. Every later call gets the same promise. */
  readonly close: (beneath: () => Promise<void>) => Promise<void>;
}

export const createOpenCalls = (deadlineMs: number): OpenCalls => {
  let underWay = 0;
  let onIdle: (() => void) | undefined;
  let closed: Promise<void> | undefined;

  const idle = (): Promise<void> =>
    underWay === 0
      ? Promise.resolve()
      : new Promise((resolve) => {
          onIdle = resolve;
        });

  return {
    get closing() {
      return closed !== undefined;
    },
    begin(signal, givenUntil) {
      underWay += 1;
      return new CallLife(signal, deadlineMs, givenUntil);
    },
    end(life) {
      if (!life.release()) return;
      underWay -= 1;
      if (underWay === 0) onIdle?.();
    },
    close: (beneath) => (closed ??= idle().then(beneath)),
  };
};
