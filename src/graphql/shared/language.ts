import { builder } from '../builder.ts';

export const Language = builder.enumType('Language', {
  description: 'A language of e-Cont.md.',
  values: {
    RO: { value: 'ro', description: 'Romanian.' },
    RU: { value: 'ru', description: 'Russian.' },
    EN: { value: 'en', description: 'English.' },
  } as const,
});
