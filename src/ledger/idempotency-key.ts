import { hash, randomUUID } from 'node:crypto';

/** Longest key of a caller. */
export const MAX_KEY_LENGTH = 255;

/** Visible characters of ASCII: what can be typed, logged and sent in a header without a doubt about which character it is. */
const KEY = new RegExp(`^[\\x21-\\x7e]{1,${MAX_KEY_LENGTH}}$`);

/** What is wrong with a key, as the end of the sentence "`idempotencyKey` …"; `null` when nothing is. */
export const faultOfKey = (key: string): string | null => {
  if (key === '') return 'is empty';
  if (key.length > MAX_KEY_LENGTH) return `has ${key.length} characters; at most ${MAX_KEY_LENGTH} are allowed`;
  return KEY.test(key) ? null : 'holds a character that is not visible ASCII; use letters, digits and signs without blanks';
};

/** What stands for a key for ever, also after the key itself is forgotten. Bound to the tenant. */
export const hashOfKey = (tenant: string, key: string): string => hash('sha256', `${tenant}\n${key}`);

/** The key of a write whose caller gave none: with it the outcome can be asked for all the same. */
export const makeKey = (): string => `auto-${randomUUID()}`;
