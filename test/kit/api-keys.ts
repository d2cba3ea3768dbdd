import type { ApiKeyRecord } from '../../src/config/keys-file.ts';
import { apiKeyText, hashOfSecret, makeApiKey } from '../../src/server/auth/api-key.ts';

/** A key, and what is kept of it. */
export interface MadeKey {
  readonly text: string;
  /** The part of the text that is secret; it may hold `_`, so it cannot be cut out of the text. */
  readonly secret: string;
  readonly record: ApiKeyRecord;
}

export const madeKey = (changes: Partial<ApiKeyRecord> = {}): MadeKey => {
  const key = makeApiKey();
  const record: ApiKeyRecord = {
    id: key.id, name: 'shop', tenant: 'test', scopes: ['invoices:read'], payerOf: null, hash: hashOfSecret(key.secret).toString('hex'), createdAt: '2026-11-01T00:00:00.000Z', expiresAt: null, revokedAt: null, ...changes,
  };
  return { text: apiKeyText(key), secret: key.secret, record };
};

export const bearer = (text: string): { readonly authorization: string } => ({ authorization: `Bearer ${text}` });
