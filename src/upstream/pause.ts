import type { CallLife } from './call-life.ts';
import { EndedWhileWaiting } from './limiter.ts';

/** Waits, but no longer than anybody cares for the call: then it throws `EndedWhileWaiting` at once. */
export const pause = (life: CallLife, ms: number): Promise<void> =>
  new Promise((resolve, reject) => {
    if (life.ending !== null) {
      reject(new EndedWhileWaiting(life.ending));
      return;
    }
    const timer = setTimeout(() => {
      forget();
      resolve();
    }, ms);
    const forget = life.onEnd((ending) => {
      clearTimeout(timer);
      reject(new EndedWhileWaiting(ending));
    });
  });
