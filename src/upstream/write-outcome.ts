import type { WriteOutcome } from '../domain/result.ts';
import { done } from '../domain/result.ts';
import { UpstreamError } from './errors.ts';

/**
 * What became of a write. Refused only when nothing was sent, or when the upstream itself said no (a 429 too: it says that it did
 * not take the call). Everything else that went wrong after the first byte leaves the outcome unknown.
 */
export const writeOutcome = async <Value>(call: Promise<Value>): Promise<WriteOutcome<Value, UpstreamError>> => {
  try {
    return done(await call);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { outcome: error.sent === 'maybe' ? 'unknown' : 'refused', failure: error };
  }
};
