import { z } from 'zod';

import type { Scope } from '../domain/scopes.ts';
import { SCOPES } from '../domain/scopes.ts';

/** What is kept of an API key. The key itself is known to its holder alone. */
export interface ApiKeyRecord {
  readonly id: string;
  /** Of the holder, for logs and the audit. */
  readonly name: string;
  readonly tenant: string;
  readonly scopes: readonly Scope[];
  /** The customer whose data alone it may see; `null`: those of the whole tenant. */
  readonly payerOf: number | null;
  /** SHA-256 of the secret, in hexadecimal digits. */
  readonly hash: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

export type KeysFileResult = { readonly ok: true; readonly keys: readonly ApiKeyRecord[] } | { readonly ok: false; readonly problem: string };

const instant = z.iso.datetime({ offset: true });

const schema = z.strictObject({
  version: z.literal(1),
  keys: z.array(
    z.strictObject({
      id: z.string().regex(/^[0-9a-f]{16}$/),
      name: z.string().min(1).max(63),
      tenant: z.string().min(1).max(63),
      scopes: z.array(z.enum(SCOPES)),
      payerOf: z.int().positive().nullable(),
      hash: z.string().regex(/^[0-9a-f]{64}$/),
      createdAt: instant,
      expiresAt: instant.nullable(),
      revokedAt: instant.nullable(),
    }),
  ),
});

/** Reads the text of a file of keys; a problem names the place, never what stands there. */
export const parseKeysFile = (text: string): KeysFileResult => {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'it is not JSON' };
  }
  const parsed = schema.safeParse(data);
  if (!parsed.success) return { ok: false, problem: `${parsed.error.issues[0]?.path.join('.') ?? ''} is not as \`npm run keys\` writes it` };
  const { keys } = parsed.data;
  return new Set(keys.map(({ id }) => id)).size === keys.length ? { ok: true, keys } : { ok: false, problem: 'two keys have the same id' };
};

export const printKeysFile = (keys: readonly ApiKeyRecord[]): string => `${JSON.stringify({ version: 1, keys }, null, 2)}\n`;
