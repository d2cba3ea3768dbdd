import type { LocalizedText } from '../../domain/language.ts';
import { objectOf, textOf, unpackJson } from './fields.ts';

/** A caption in three languages: an object, or JSON text of one. Plain text names no language and so stands for all three. */
export const localizedTextOf = (value: unknown): LocalizedText => {
  const unpacked = unpackJson(value);
  const map = objectOf(unpacked);
  if (map !== null) return { ro: textOf(map.ro), ru: textOf(map.ru), en: textOf(map.en) };
  const text = textOf(unpacked);
  return { ro: text, ru: text, en: text };
};
