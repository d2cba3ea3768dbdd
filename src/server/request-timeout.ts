import { LIMITS } from '../config/limits.ts';

/**
 * The milliseconds that `X-Request-Timeout` gives a request, at most as long as any call may take; `undefined` without it. Something else
 * than a whole number is `wrong` and not ignored: whoever sends it counts on it.
 */
export const readRequestTimeout = (header: string | readonly string[] | undefined): number | 'wrong' | undefined => {
  if (header === undefined) return undefined;
  const ms = typeof header === 'string' && /^\d{1,9}$/.test(header) ? Number(header) : 0;
  return ms < LIMITS.requestGivenMinMs ? 'wrong' : Math.min(ms, LIMITS.callDeadlineMs);
};
