/** The first pause before a row is tried again; each is twice the one before. */
const FIRST_MS = 500;
/** The longest pause of our own, and the longest `Retry-After` that is kept. */
const LONGEST_MS = 30_000;
/** Tries in a row that end in a passing refusal: some twenty minutes. What lasts longer is an outage, and a person shall see it. */
export const MAX_TRIES = 45;

/**
 * How long to wait before a row is sent again whose last try was refused for a reason that passes, nothing having been sent or made;
 * `null`: it was tried long enough. Once that is so, each further row is tried once, until one gets through.
 */
export const pauseBeforeAgain = (tries: number, retryAfterMs = 0): number | null =>
  tries >= MAX_TRIES ? null : Math.min(LONGEST_MS, Math.max(retryAfterMs, FIRST_MS * 2 ** Math.min(tries - 1, 16)));
