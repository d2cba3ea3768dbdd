import type { Language } from '../domain/language.ts';
import { parseLanguage } from '../domain/language.ts';

/** Longest header that is looked at. */
const MAX_LENGTH = 1_000;

const qualityOf = (parameters: readonly string[]): number => {
  const q = parameters.map((parameter) => /^\s*q=(\d(?:\.\d{0,3})?)\s*$/i.exec(parameter)?.[1]).find((value) => value !== undefined);
  return q === undefined ? 1 : Number(q);
};

/** The language of the upstream that `Accept-Language` wants most; `null` when it names none of them. */
export const preferredLanguage = (header: string | undefined): Language | null => {
  if (header === undefined || header.length > MAX_LENGTH) return null;
  const wanted = header.split(',').map((range, place) => {
    const [tag = '', ...parameters] = range.split(';');
    const language = parseLanguage(tag) ?? parseLanguage(tag.trim().split('-')[0] ?? '');
    return { language, quality: qualityOf(parameters), place };
  });
  const [best] = wanted.filter(({ language, quality }) => language !== null && quality > 0).sort((a, b) => b.quality - a.quality || a.place - b.place);
  return best?.language ?? null;
};
