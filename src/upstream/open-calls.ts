import { CallLife } from './call-life.ts';

/** The calls under way, so that closing can wait for them. */
export interface OpenCalls {
  /** No call may begin any more, nor be made again. */
  readonly closing: boolean;
  readonly begin: (signal: AbortSignal | undefined, givenUntil?: number) => CallLife;
  readonly end: (life: CallLife) => void;
  /** Waits for the last call to end, then closes what is beneath. Every later call gets the same promise. */
  readonly close: (beneath: () => Promise<void>) => Promise<void>;
}

export const createOpenCalls = (deadlineMs: number): OpenCalls => {
  const underWay = new Set<CallLife>();
  let onIdle: (() => void) | undefined;
  let closed: Promise<void> | undefined;

  const idle = (): Promise<void> =>
    underWay.size === 0
      ? Promise.resolve()
      : new Promise((resolve) => {
          onIdle = resolve;
        });

  return {
    get closing() {
      return closed !== undefined;
    },
    begin(signal, givenUntil) {
      const life = new CallLife(signal, deadlineMs, givenUntil);
      underWay.add(life);
      return life;
    },
    end(life) {
      life.release();
      underWay.delete(life);
      if (underWay.size === 0) onIdle?.();
    },
    close: (beneath) => (closed ??= idle().then(beneath)),
  };
};
