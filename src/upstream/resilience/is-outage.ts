import type { UpstreamError } from '../errors.ts';

const OUTAGES: ReadonlySet<UpstreamError['kind']> = new Set(['failed', 'unreachable', 'timeout', 'connectionLost', 'protocol']);

/**
 * Whether a failure tells that the upstream is down. An answer of any kind, a refusal too, tells that it is up; so does a reply that came
 * whole and only holds a row that cannot be read. A call that waited here until its time was over tells nothing, and neither does
 * a caller who went away or gave it little time.
 */
export const isOutage = (error: unknown): boolean => {
  const { kind, sent, cameWhole } = error as Partial<UpstreamError>;
  if (kind === undefined || !OUTAGES.has(kind) || cameWhole === true) return false;
  return kind !== 'timeout' || sent !== 'nothing';
};

/** Whether a call ended without telling anything of the upstream. */
export const isUndecided = ({ kind, sent }: UpstreamError): boolean =>
  kind === 'cancelled' || kind === 'deadline' || kind === 'busy' || kind === 'circuitOpen' || (sent === 'nothing' && (kind === 'timeout' || kind === 'rateLimited'));
