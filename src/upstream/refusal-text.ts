import { cleanText } from './clean-text.ts';

/** What the upstream said about its refusal. */
export interface RefusalText {
  readonly message: string | null;
  /** Field → text, where the message was a map. */
  readonly fields: Readonly<Record<string, string>> | null;
}

/** Fields beyond this number are dropped: no request of ours has as many. */
export const MAX_FIELDS = 100;
const MAX_FIELD_NAME = 100;

const parseMap = (text: string): unknown => {
  if (!text.trimStart().startsWith('{')) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** One text of a map; sibling apps of the vendor give a list of texts for one field. */
const textOf = (value: unknown): string | null => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(textOf).filter((text) => text !== null).join(' ');
  return null;
};

const readMap = (map: object, redact: (text: string) => string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(map)
      .slice(0, MAX_FIELDS)
      .flatMap(([name, value]) => {
        const text = textOf(value);
        return text === null ? [] : [[cleanText(redact(name), MAX_FIELD_NAME), cleanText(redact(text))] as const];
      }),
  );

/** Reads `data.message`: text, a map of field → text, or that map as a JSON string. */
export const readRefusalText = (message: unknown, redact: (text: string) => string): RefusalText => {
  const map = typeof message === 'string' ? parseMap(message) : message;
  if (typeof map === 'object' && map !== null) {
    const fields = readMap(map, redact);
    const texts = Object.entries(fields).map(([name, text]) => (Array.isArray(map) ? text : `${name}: ${text}`));
    return texts.length === 0 ? { message: null, fields: null } : { message: cleanText(texts.join('; ')), fields: Array.isArray(map) ? null : fields };
  }
  const text = typeof message === 'string' ? cleanText(redact(message)) : '';
  return { message: text === '' ? null : text, fields: null };
};
