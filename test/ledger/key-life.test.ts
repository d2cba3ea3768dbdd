import { describe, expect, it } from 'vitest';

import { faultOfKey, hashOfKey, makeKey } from '../../src/ledger/idempotency-key.ts';
import type { KeyState, RepeatDecision } from '../../src/ledger/key-life.ts';
import { decideRepeat, nextCheckAfterMs } from '../../src/ledger/key-life.ts';

const known = { operation: 'invoiceIssue', fingerprint: 'f', mayRetry: false };
const repeat = { operation: 'invoiceIssue', fingerprint: 'f', isOwnerAlive: false };

describe('a key that comes again', () => {
  it.each<[KeyState, boolean, boolean, RepeatDecision]>([
    ['sending', false, true, 'wait'], ['sending', false, false, 'look'], ['sending', true, true, 'wait'], ['sending', true, false, 'look'],
    ['unknown', false, true, 'look'], ['unknown', false, false, 'look'], ['unknown', true, false, 'look'],
    ['done', false, false, 'answer'], ['done', true, true, 'answer'],
    ['refused', false, false, 'answer'], ['refused', true, false, 'send'], ['refused', true, true, 'send'],
    ['abandoned', false, false, 'answer'], ['abandoned', true, true, 'answer'],
  ])('in %s (may be tried again: %s, sender alive: %s): %s', (state, mayRetry, isOwnerAlive, decision) => {
    expect(decideRepeat({ ...known, state, mayRetry }, { ...repeat, isOwnerAlive })).toBe(decision);
  });

  it.each(['sending', 'unknown', 'done', 'refused', 'abandoned'] as const)('with another input is refused, whatever it came to (%s)', (state) => {
    expect(decideRepeat({ ...known, state, mayRetry: true }, { ...repeat, fingerprint: 'other' })).toBe('reused');
    expect(decideRepeat({ ...known, state, mayRetry: true }, { ...repeat, operation: 'paymentRecord' })).toBe('reused');
  });

  it.each(['done', 'refused', 'abandoned'] as const)('after the retention (%s) is expired, whatever the input', (state) => {
    expect(decideRepeat({ ...known, state, mayRetry: true, fingerprint: null }, repeat)).toBe('expired');
    expect(decideRepeat({ ...known, state, fingerprint: null }, { ...repeat, fingerprint: 'other' })).toBe('expired');
  });
});

describe('the looks for a write', () => {
  it('come ever more rarely, for a week, and then end', () => {
    const pauses = Array.from({ length: 19 }, (_, checks) => nextCheckAfterMs(checks));
    const times = pauses.filter((pause) => pause !== null);
    expect(times[0]).toBe(5_000);
    expect(times.every((pause, i) => i === 0 || pause >= (times[i - 1] ?? 0))).toBe(true);
    expect(times.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(6 * 86_400_000);
    expect(pauses.at(-1)).toBeNull();
  });
});

describe('a key', () => {
  it.each([['a'], ['~!"#'], ['k'.repeat(255)], ['3f1c2b0e-6a52-4c8f-9d54-0f5e0a8c7e11']])('%s is good', (key) => {
    expect(faultOfKey(key)).toBeNull();
  });

  it.each([
    ['', 'is empty'], ['k'.repeat(256), 'has 256 characters; at most 255 are allowed'],
    ...['a b', ' a', 'a\n', '\u0000', 'cheie-ă', 'ключ', '\u202ea', '\ud800', '\u007f'].map((key): [string, string] => [key, 'holds a character that is not visible ASCII; use letters, digits and signs without blanks']),
  ])('%j is none', (key, fault) => {
    expect(faultOfKey(key)).toBe(fault);
  });

  it('is of one tenant', () => {
    expect(hashOfKey('a', 'k')).not.toBe(hashOfKey('b', 'k'));
    expect(hashOfKey('a', 'k')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('of the server is good, and another each time', () => {
    expect(faultOfKey(makeKey())).toBeNull();
    expect(makeKey()).not.toBe(makeKey());
  });
});
