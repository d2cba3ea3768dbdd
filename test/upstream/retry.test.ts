import { describe, expect, it } from 'vitest';

import type { UpstreamFailureKind } from '../../src/upstream/errors.ts';
import { CODE_OF_KIND } from '../../src/upstream/errors.ts';
import type { RetryDecision, RetryQuestion } from '../../src/upstream/retry.ts';
import { decideRetry } from '../../src/upstream/retry.ts';

const settings = { attempts: 4, baseDelayMs: 100, maxDelayMs: 350, maxRetryAfterMs: 5000 };
const base: RetryQuestion = { attempt: 1, safe: true, kind: 'failed', sent: 'maybe', jitter: 0, remainingMs: 60_000 };
const wait = (waitMs: number): RetryDecision => ({ waitMs });

describe('decideRetry', () => {
  it.each<[string, Partial<RetryQuestion>, RetryDecision]>([
    ['the first pause, no jitter', {}, wait(50)],
    ['the first pause, full jitter', { jitter: 1 }, wait(100)],
    ['the second pause', { attempt: 2, jitter: 1 }, wait(200)],
    ['a pause at its limit', { attempt: 3, jitter: 1 }, wait(350)],
    ['the last attempt', { attempt: 4 }, 'stop'],
    ['beyond the last attempt', { attempt: 9 }, 'stop'],
    ['a write, nothing sent', { safe: false, kind: 'unreachable', sent: 'nothing' }, wait(50)],
    ['a write, maybe sent', { safe: false, kind: 'connectionLost', sent: 'maybe' }, 'stop'],
    ['a write, timed out', { safe: false, kind: 'timeout', sent: 'maybe' }, 'stop'],
    ['a write, 500', { safe: false, kind: 'failed', sent: 'maybe' }, 'stop'],
    ['a write, 429', { safe: false, kind: 'rateLimited', sent: 'answered', retryAfterMs: 10 }, 'stop'],
    ['a hint longer than the pause', { kind: 'rateLimited', retryAfterMs: 2000 }, wait(2000)],
    ['a hint shorter than the pause', { kind: 'rateLimited', retryAfterMs: 0 }, wait(50)],
    ['a hint at its limit', { kind: 'rateLimited', retryAfterMs: 5000 }, wait(5000)],
    ['a hint beyond its limit', { kind: 'rateLimited', retryAfterMs: 5001 }, 'stop'],
    ['a pause that ends before the deadline', { remainingMs: 51 }, wait(50)],
    ['a pause that ends at the deadline', { remainingMs: 50 }, 'stop'],
    ['a deadline gone by', { remainingMs: -1 }, 'stop'],
  ])('%s', (_name, question, expected) => {
    expect(decideRetry({ ...base, ...question }, settings)).toStrictEqual(expected);
  });

  const PASSING = new Set<UpstreamFailureKind>(['rateLimited', 'failed', 'unreachable', 'timeout', 'connectionLost']);
  it.each(Object.keys(CODE_OF_KIND) as UpstreamFailureKind[])('a read that ends in %s', (kind) => {
    expect(decideRetry({ ...base, kind }, settings)).toStrictEqual(PASSING.has(kind) ? wait(50) : 'stop');
  });

  it('never repeats a write that may have been sent', () => {
    for (const kind of Object.keys(CODE_OF_KIND) as UpstreamFailureKind[]) {
      for (const sent of ['maybe', 'answered'] as const) expect(decideRetry({ ...base, safe: false, kind, sent }, settings)).toBe('stop');
    }
  });
});
