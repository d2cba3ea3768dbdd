import { builder } from '../builder.ts';

export const Language = builder.enumType('Language', {
  description: 'A language of e-Cont.md.',
  values: {
    RO: { value: 'ro', description: 'Romanian (română).' },
    RU: { value: 'ru', description: 'Russian (русский).' },
    EN: { value: 'en', description: 'English (British or American).' },
  } as const,
});
