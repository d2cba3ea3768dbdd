import type { Language as LanguageModel } from '../../domain/language.ts';
import { builder } from '../builder.ts';

export const Language = builder.enumType('Language', {
  description: 'A language of e-Cont.md.',
  values: {
    RO: { value: 'ro' as LanguageModel, description: 'Romanian.' },
    RU: { value: 'ru' as LanguageModel, description: 'Russian.' },
    EN: { value: 'en' as LanguageModel, description: 'English.' },
  } as const,
});
