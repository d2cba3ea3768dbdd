import { describe, expect, it } from 'vitest';

import { MAX_TRIES, pauseBeforeAgain } from '../../src/ledger/jobs/row-patience.ts';

describe('pauseBeforeAgain', () => {
  it('doubles from half a second to half a minute, and ends', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, MAX_TRIES - 1, MAX_TRIES].map((tries) => pauseBeforeAgain(tries))).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, null]);
  });

  it('keeps the pause that e-Cont.md asks for, within half a minute', () => {
    expect([pauseBeforeAgain(1, 7_000), pauseBeforeAgain(1, 3_600_000), pauseBeforeAgain(MAX_TRIES, 1)]).toEqual([7_000, 30_000, null]);
  });
});
