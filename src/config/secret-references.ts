import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

import type { SecretReference } from './config-schema.ts';

export type Secret = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly what: string };

/** A path as it stands in a file: from the folder of that file, wherever the process was started. */
export const pathFrom = (folder: string, path: string): string => (isAbsolute(path) ? path : join(folder, path));

const KEY = /^[0-9a-f]{32}$/;

/** Follows a reference to a key of an account. What is found is never told, only where it is looked for. */
export const readSecret = (reference: SecretReference, environment: Readonly<Record<string, string | undefined>>, folder: string): Secret => {
  if ('env' in reference) {
    const value = environment[reference.env] ?? '';
    if (value === '') return { ok: false, what: `names the variable ${reference.env}, which is not set.` };
    return KEY.test(value) ? { ok: true, value } : { ok: false, what: `names the variable ${reference.env}, which must be 32 lower-case hexadecimal digits.` };
  }
  try {
    const value = readFileSync(pathFrom(folder, reference.file), 'utf8').trim();
    return KEY.test(value) ? { ok: true, value } : { ok: false, what: 'names a file, which must hold 32 lower-case hexadecimal digits and nothing else.' };
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no such file';
    return { ok: false, what: `names a file that cannot be read (${code}).` };
  }
};
