import type { CallLife, Ending } from './call-life.ts';

/** Nobody waits for the call any more, and it had not begun. */
export class EndedWhileWaiting extends Error {
  readonly ending: Ending;

  constructor(ending: Ending) {
    super('the call ended while it waited');
    this.ending = ending;
  }
}

/** Lets a bounded number of calls go on at once; the others wait in order of arrival. */
export interface Limiter {
  /** Answers the function that gives the place back. Throws `EndedWhileWaiting` as soon as the call ends. */
  readonly acquire: (life: CallLife) => Promise<() => void>;
}

interface Waiter {
  readonly admit: () => void;
}

/** A limiter of `limit` places. */
export const createLimiter = (limit: number): Limiter => {
  const waiting = new Set<Waiter>();
  let free = limit;

  const place = (): (() => void) => {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      free += 1;
      const [next] = waiting;
      if (next === undefined) return;
      free -= 1;
      waiting.delete(next);
      next.admit();
    };
  };

  return {
    acquire(life) {
      if (life.ending !== null) return Promise.reject(new EndedWhileWaiting(life.ending));
      if (free > 0) {
        free -= 1;
        return Promise.resolve(place());
      }
      return new Promise((resolve, reject) => {
        const waiter: Waiter = {
          admit: () => {
            forget();
            resolve(place());
          },
        };
        const forget = life.onEnd((ending) => {
          waiting.delete(waiter);
          reject(new EndedWhileWaiting(ending));
        });
        waiting.add(waiter);
      });
    },
  };
};
