import type { CallLife } from '../call-life.ts';
import { EndedWhileWaiting } from '../limiter.ts';
import type { CallClass } from './call-class.ts';
import { NotAdmitted } from './not-admitted.ts';
import { WaitingLine } from './waiting-line.ts';

export interface BulkheadSettings {
  /** Calls under way at once. */
  readonly places: number;
  /** Of these, places that reads never take: a write finds one even while every read is slow. */
  readonly reservedForWrites: number;
  /** Calls of each class that may wait for a place; the next one is turned away. */
  readonly maxWaiting: number;
  readonly writesInARow: number;
  /** What who is turned away is told to wait. */
  readonly busyRetryAfterMs: number;
}

/** The calls of one tenant: a bounded number at once, a bounded number in line. */
export interface Bulkhead {
  /** Answers the function that gives the place back. Throws `NotAdmitted` when the line is full, `EndedWhileWaiting` as soon as the call ends. */
  readonly acquire: (kind: CallClass, life: CallLife) => Promise<() => void>;
}

interface Waiter {
  readonly kind: CallClass;
  readonly admit: () => void;
}

export const createBulkhead = (settings: BulkheadSettings, onQueued: (kind: CallClass, ms: number) => void = () => undefined): Bulkhead => {
  const readPlaces = settings.places - settings.reservedForWrites;
  const line = new WaitingLine<Waiter>(settings.writesInARow);
  const held = { read: 0, write: 0 };

  const isFree = (kind: CallClass): boolean => held.read + held.write < settings.places && (kind === 'write' || held.read < readPlaces);

  const admitNext = (): void => {
    while (isFree('write')) {
      const next = line.next(isFree('read'));
      if (next === undefined) return;
      held[next.kind] += 1;
      next.admit();
    }
  };

  const place = (kind: CallClass): (() => void) => {
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      held[kind] -= 1;
      if (line.length > 0) admitNext();
    };
  };

  return {
    acquire(kind, life) {
      if (life.ending !== null) return Promise.reject(new EndedWhileWaiting(life.ending));
      // Whoever waits has waited because there is no place for its class: nobody is overtaken here.
      if (isFree(kind)) {
        held[kind] += 1;
        return Promise.resolve(place(kind));
      }
      if (line.lengthOf(kind) >= settings.maxWaiting) return Promise.reject(new NotAdmitted('busy', settings.busyRetryAfterMs));
      return new Promise((resolve, reject) => {
        const since = performance.now();
        const waiter: Waiter = {
          kind,
          admit: () => {
            forget();
            onQueued(kind, performance.now() - since);
            resolve(place(kind));
          },
        };
        const forget = life.onEnd((ending) => {
          line.remove(kind, waiter);
          reject(new EndedWhileWaiting(ending));
        });
        line.add(kind, waiter);
      });
    },
  };
};
