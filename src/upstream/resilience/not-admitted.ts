/** A call that this server did not let out: nothing was sent. */
export class NotAdmitted extends Error {
  readonly kind: 'busy' | 'circuitOpen' | 'rateLimited';
  readonly retryAfterMs: number;

  constructor(kind: NotAdmitted['kind'], retryAfterMs: number) {
    super(kind);
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}
