const SECONDS = /^\d{1,9}$/;
/** RFC 9110 dates name the day first; anything else that `Date.parse` would take (`5 March`, `2`) is not one. */
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/;

/** Milliseconds that a `Retry-After` header asks to wait: seconds or an HTTP date; `undefined` for anything else. */
export const readRetryAfter = (header: string | readonly string[] | undefined, nowMs: number): number | undefined => {
  const text = (typeof header === 'string' ? header : header?.[0])?.trim();
  if (text === undefined) return undefined;
  if (SECONDS.test(text)) return Number(text) * 1000;
  const at = HTTP_DATE.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
};
