import type { KeyObject } from 'node:crypto';
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

import type { Seal, SealKind } from '../graphql/seal.ts';
import { NUMBERED_TYPES } from '../graphql/seal.ts';
import type { NumberSeal } from './seal-numbers.ts';
import { createNumberSeal, numberIn, TAG_BYTES } from './seal-numbers.ts';
import type { TenantSecrets } from './tenant.ts';
import { deriveKey } from './tenant.ts';

/**
 * The seal of a tenant: a text and a tag, together as one opaque text. The tag is the first bytes of the text's HMAC-SHA256; of an id with a
 * number, which nearly all are, it is the first bytes of the number's block under AES-256, with a key of the type.
 */
export const createSeal = ({ ids, cursors }: Pick<TenantSecrets, 'ids' | 'cursors'>): Seal => {
  const keys: Readonly<Record<SealKind, KeyObject>> = { id: createSecretKey(ids, 'hex'), cursor: createSecretKey(cursors, 'hex') };
  const numberSeals = new Map<string, NumberSeal>(NUMBERED_TYPES.map((typename) => [typename, createNumberSeal(typename, Buffer.from(deriveKey(ids, 'ids', typename), 'hex'))]));
  const numberedIn = (text: string): readonly [NumberSeal, number] | null => {
    const colon = text.indexOf(':');
    const seal = numberSeals.get(text.slice(0, Math.max(0, colon)));
    const number = seal === undefined ? null : numberIn(text.slice(colon + 1));
    return seal === undefined || number === null ? null : [seal, number];
  };
  // As text with a byte a character: a buffer of its own for each tag takes a third longer.
  const hmacOf = (kind: SealKind, text: string | Buffer): string => createHmac('sha256', keys[kind]).update(text).digest('binary');
  const close = (kind: SealKind, text: string): string => {
    const numbered = kind === 'id' ? numberedIn(text) : null;
    if (numbered !== null) return numbered[0].close(numbered[1]);
    const length = Buffer.byteLength(text, 'utf8');
    const bytes = Buffer.allocUnsafe(length + TAG_BYTES);
    bytes.write(text, 'utf8');
    bytes.write(hmacOf(kind, text), length, TAG_BYTES, 'latin1');
    return bytes.toString('base64url');
  };
  return {
    close,
    closeIds(typename, all) {
      const seal = numberSeals.get(typename);
      const numbers = all.map(numberIn);
      if (seal !== undefined && numbers.every((number) => number !== null)) return seal.closeAll(numbers);
      // Of a few tariffs there are as many ids as subscriptions.
      const made = new Map([...new Set(all)].map((id) => [id, close('id', `${typename}:${id}`)]));
      return all.map((id) => made.get(id) ?? '');
    },
    open(kind, text) {
      const bytes = Buffer.from(text, 'base64url');
      const length = Math.max(0, bytes.length - TAG_BYTES);
      const content = bytes.toString('utf8', 0, length);
      const given = bytes.subarray(length);
      const numbered = kind === 'id' ? numberedIn(content) : null;
      // Of the bytes: what is no UTF-8 is not what we closed, though its text may look like it.
      const right = numbered === null ? Buffer.from(hmacOf(kind, bytes.subarray(0, length)), 'latin1').subarray(0, TAG_BYTES) : numbered[0].tagOf(numbered[1]);
      // Only the one spelling that we write.
      const isOurs = bytes.toString('base64url') === text && given.length === right.length && timingSafeEqual(given, right);
      return isOurs ? content : null;
    },
  };
};
