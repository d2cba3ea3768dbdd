import type { UpstreamScope } from '../client.ts';
import { UpstreamError } from '../errors.ts';
import type { UpstreamObserver } from '../observer.ts';
import type { Call, Sender } from '../sender.ts';
import { isOutage } from './is-outage.ts';
import type { LastGood } from './last-good.ts';

export interface StaleReads {
  /** Reads, and hands the text of a good reply to `onGood`. */
  readonly read: <Value>(scope: UpstreamScope, call: Call<Value>, onGood: (text: string) => void) => Promise<Value>;
  /** What a call makes of the text of a good reply. */
  readonly reread: <Value>(call: Call<Value>, text: string) => Value;
  readonly lastGood: LastGood;
  readonly observer: UpstreamObserver;
}

/** Lets reads answer from the last good replies while the upstream is down, where their scope allows it. Writes empty them. */
export const withStaleReads = (sender: Sender, { read, reread, lastGood, observer }: StaleReads): Sender => {
  /** The upstream is up and says otherwise now; to keys that it does not take any more it shows nothing at all. */
  const forget = (key: string, { kind, sent }: UpstreamError): void => {
    if (kind === 'unauthenticated' || kind === 'forbidden') lastGood.empty();
    else if (sent === 'answered' && kind !== 'rateLimited') lastGood.drop(key);
  };

  return {
    ...sender,
    async read(scope, call) {
      const key = JSON.stringify([scope.language, call.endpoint, call.body]);
      const epoch = lastGood.epoch();
      try {
        return await read(scope, call, (text) => lastGood.keep(key, text, epoch));
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        forget(key, error);
        if (scope.mayBeStale !== true || !(isOutage(error) || error.kind === 'circuitOpen')) throw error;
        const kept = lastGood.find(key);
        if (kept === null) throw error;
        const value = reread(call, kept.text);
        if (scope.use !== undefined) scope.use.staleSeconds = Math.max(scope.use.staleSeconds ?? 0, kept.ageSeconds);
        try {
          observer.onStale?.({ endpoint: call.endpoint, ageSeconds: kept.ageSeconds });
        } catch {
          // An observer's fault is not the call's.
        }
        return value;
      }
    },
    noteChanged: () => lastGood.empty(),
    async write(scope, call) {
      lastGood.empty();
      try {
        return await sender.write(scope, call);
      } finally {
        lastGood.empty();
      }
    },
  };
};
