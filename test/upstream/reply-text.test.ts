import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { replyText } from '../../src/upstream/reply-text.ts';

const LENGTHS = [0, 1, 4_095, 4_096, 4_097, 20_000];

describe('the text of a reply', () => {
  it.each(LENGTHS)('is what its bytes say, with some %i of them', (length) => {
    for (const piece of ['a', 'ș', 'Домен', '€', '👍', '\u0000', '\uFEFF']) {
      const text = piece.repeat(Math.ceil(length / Buffer.byteLength(piece)));
      expect(replyText(Buffer.from(text)) === text).toBe(true);
    }
  });

  it('is what its bytes say, whatever they are', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 100 }).map((text) => new Uint8Array(Buffer.from(text)))), fc.constantFrom(...LENGTHS), (piece, length) => {
        const bytes = Buffer.concat(Array.from({ length: piece.length === 0 ? 1 : Math.ceil(length / piece.length) }, () => piece));
        expect(replyText(bytes) === bytes.toString('utf8')).toBe(true);
      }),
      { numRuns: 500, seed: 20_261_123 },
    );
  });
});
