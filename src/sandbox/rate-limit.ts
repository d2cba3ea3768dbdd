/** Counts the calls of each key within the last second. */
export class RateLimit {
  readonly #times = new Map<string, number[]>();

  /** Counts a call; false when it is one too many. Refused calls do not count. */
  admits(token: string, perSecond: number, nowMs = performance.now()): boolean {
    const recent = (this.#times.get(token) ?? []).filter((time) => time > nowMs - 1000);
    const admitted = recent.length < perSecond;
    if (admitted) recent.push(nowMs);
    this.#times.set(token, recent);
    return admitted;
  }

  clear(): void {
    this.#times.clear();
  }
}
