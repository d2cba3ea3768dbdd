import { hash } from 'node:crypto';

type Defaults = Readonly<Record<string, string | number | boolean>>;

/**
 * The value as JSON, its members sorted, without those that are absent and those that say what would be meant anyway; an object whose
 * members all do says nothing itself. `at` is the path, with `*` for list places. Fingerprints are recorded: the same value is the same text for ever.
 */
const essence = (value: unknown, defaults: Defaults, at: string): string => {
  if (value === undefined || value === null) return 'null';
  if (typeof value !== 'object') return JSON.stringify(value);
  const prefix = at === '' ? '' : `${at}.`;
  if (Array.isArray(value)) return `[${value.map((item) => essence(item, defaults, `${prefix}*`)).join(',')}]`;
  let text = '';
  for (const name of Object.keys(value).sort()) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    const path = prefix + name;
    if (member === undefined || member === null || defaults[path] === member) continue;
    const said = essence(member, defaults, path);
    if (said !== '{}') text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${said}`;
  }
  return `{${text}}`;
};

/** The same for the same input, whatever the order of its members and whether it spells out its defaults. */
export const fingerprintOf = (operation: string, input: unknown, defaults: Defaults): string => hash('sha256', `[${JSON.stringify(operation)},${essence(input, defaults, '')}]`);
