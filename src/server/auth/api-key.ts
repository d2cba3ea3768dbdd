import { hash, randomBytes } from 'node:crypto';

/** `eck_<id>_<secret>`: the id finds the record, the secret proves the holder. The prefix lets scanners of leaked secrets know it. */
export interface ApiKey {
  readonly id: string;
  readonly secret: string;
}

export const API_KEY_PREFIX = 'eck_';

const FORM = /^eck_([0-9a-f]{16})_([\w-]{43})$/;

export const readApiKey = (text: string): ApiKey | null => {
  const [, id, secret] = FORM.exec(text) ?? [];
  return id === undefined || secret === undefined ? null : { id, secret };
};

export const apiKeyText = ({ id, secret }: ApiKey): string => `${API_KEY_PREFIX}${id}_${secret}`;

/** 256 random bits need no slow hash: nobody can try them through. */
export const makeApiKey = (): ApiKey => ({ id: randomBytes(8).toString('hex'), secret: randomBytes(32).toString('base64url') });

export const hashOfSecret = (secret: string): Buffer => hash('sha256', secret, 'buffer');
