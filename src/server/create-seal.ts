import type { KeyObject } from 'node:crypto';
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

import { LIMITS } from '../config/limits.ts';
import type { Seal, SealKind } from '../graphql/seal.ts';
import type { TenantSecrets } from './tenant.ts';

/** Bytes of a tag: whoever guesses has 2⁶⁴ to try, each by a request; and ids stay short. */
const TAG_BYTES = 8;

/** The seal of a tenant: a text and the first bytes of its HMAC, together as one opaque text. */
export const createSeal = ({ ids, cursors }: Pick<TenantSecrets, 'ids' | 'cursors'>): Seal => {
  const keys: Readonly<Record<SealKind, KeyObject>> = { id: createSecretKey(ids, 'hex'), cursor: createSecretKey(cursors, 'hex') };
  // As text with a byte a character: a buffer of its own for each tag takes a third longer.
  const tagOf = (kind: SealKind, text: string | Buffer): string => createHmac('sha256', keys[kind]).update(text).digest('binary');
  const sealed = (kind: SealKind, text: string): string => {
    const length = Buffer.byteLength(text, 'utf8');
    const bytes = Buffer.allocUnsafe(length + TAG_BYTES);
    bytes.write(text, 'utf8');
    bytes.write(tagOf(kind, text), length, TAG_BYTES, 'latin1');
    return bytes.toString('base64url');
  };
  // The same rows are shown again and again. Cursors are fewer, and more of them differ.
  const ofIds = new Map<string, string>();
  const remember = (text: string, made: string): string => {
    if (ofIds.size >= LIMITS.sealedIds) ofIds.clear();
    ofIds.set(text, made);
    return made;
  };
  const sealedId = (text: string): string => ofIds.get(text) ?? remember(text, sealed('id', text));
  return {
    close: (kind, text) => (kind === 'id' ? sealedId(text) : sealed(kind, text)),
    // What is known from before is not looked at here: how long it takes must not tell what was shown.
    open(kind, text) {
      const bytes = Buffer.from(text, 'base64url');
      const length = Math.max(0, bytes.length - TAG_BYTES);
      const content = bytes.subarray(0, length);
      const given = bytes.subarray(length);
      const right = Buffer.from(tagOf(kind, content), 'latin1').subarray(0, TAG_BYTES);
      // Only the one spelling that we write.
      const isOurs = bytes.toString('base64url') === text && given.length === right.length && timingSafeEqual(given, right);
      if (!isOurs) return null;
      const opened = content.toString('utf8');
      // Who asks by an id is most likely shown it.
      if (kind === 'id') remember(opened, text);
      return opened;
    },
  };
};
