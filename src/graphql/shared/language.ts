import { builder } from '../builder.ts';

export const Language = builder.enumType('Language', {
  description: 'A language of e-Cont.md.',
  values: {
    RO: { value: 'ro', description: 'Romanian, `ro` in `Accept-Language`.' },
    RU: { value: 'ru', description: 'Russian, `ru` in `Accept-Language`.' },
    EN: { value: 'en', description: 'English, `en` in `Accept-Language`.' },
  } as const,
});
