import { GraphQLError } from 'graphql';

import type { Language } from '../domain/language.ts';
import { parseLanguage } from '../domain/language.ts';

/** The language that the request's `extensions` choose; a wrong one is an error, since it was meant to be right. */
export const chosenLanguage = (extensions: unknown): Language | null => {
  const chosen = typeof extensions === 'object' && extensions !== null && 'language' in extensions ? extensions.language : undefined;
  if (chosen === undefined || chosen === null) return null;
  const language = typeof chosen === 'string' ? parseLanguage(chosen) : null;
  if (language === null) {
    throw new GraphQLError('`extensions.language` must be one of ro, ru, en.', { extensions: { code: 'INVALID_INPUT', argument: 'extensions.language', http: { status: 400 } } });
  }
  return language;
};
