import { createHash } from 'node:crypto';

import { canonicalKey } from '../domain/canonical-key.ts';

type Defaults = Readonly<Record<string, string | number | boolean>>;

/** The value without its absent members and without those that say what would be meant anyway. `at` is the path, with `*` for list places. */
const essence = (value: unknown, defaults: Defaults, at: string): unknown => {
  const below = (name: string): string => (at === '' ? name : `${at}.${name}`);
  if (Array.isArray(value)) return value.map((item) => essence(item, defaults, below('*')));
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value)
    .filter(([name, member]) => member != null && defaults[below(name)] !== member)
    .map(([name, member]): [string, unknown] => [name, essence(member, defaults, below(name))])
    // An object whose members all say the default says nothing.
    .filter(([, member]) => member === null || typeof member !== 'object' || Array.isArray(member) || Object.keys(member).length > 0);
  return Object.fromEntries(members);
};

/** The same for the same input, whatever the order of its members and whether it spells out its defaults. */
export const fingerprintOf = (operation: string, input: unknown, defaults: Defaults): string =>
  createHash('sha256')
    .update(canonicalKey([operation, essence(input, defaults, '')]))
    .digest('hex');
