/** What a caller uses up: requests, and what they cost. */
export interface Tokens {
  readonly requests: number;
  readonly cost: number;
}

/** A bucket that fills up evenly: in one minute from empty to full. */
export interface Bucket extends Tokens {
  readonly atMs: number;
}

export const FILL_MS = 60_000;

/** Whether the tokens were there, and what is left. */
export interface Taken {
  readonly granted: boolean;
  readonly left: Tokens;
}

/** The bucket as it is now. A clock that goes back takes nothing away. */
export const filled = (bucket: Bucket, capacity: Tokens, nowMs: number): Bucket => {
  const share = Math.max(0, nowMs - bucket.atMs) / FILL_MS;
  const fill = (left: number, most: number): number => Math.min(most, left + share * most);
  return { requests: fill(bucket.requests, capacity.requests), cost: fill(bucket.cost, capacity.cost), atMs: Math.max(bucket.atMs, nowMs) };
};

/** What filling up in small steps may lose: whoever waited as long as he was told is not turned away for it. */
export const ROUNDING = 1e-6;

/** Takes all of the tokens, or none. */
export const takeFrom = (bucket: Bucket, want: Tokens): { readonly bucket: Bucket; readonly granted: boolean } => {
  const granted = bucket.requests + ROUNDING >= want.requests && bucket.cost + ROUNDING >= want.cost;
  return { granted, bucket: granted ? { ...bucket, requests: bucket.requests - want.requests, cost: bucket.cost - want.cost } : bucket };
};

/** Seconds until so many are there again. */
export const secondsUntil = (left: number, wanted: number, capacity: number): number => Math.max(0, Math.ceil((((wanted - left - ROUNDING) / capacity) * FILL_MS) / 1_000));
