import { LANGUAGES } from '../../domain/language.ts';
import type { LocalizedText as LocalizedTextModel } from '../../domain/language.ts';
import { builder } from '../builder.ts';

export const LocalizedText = builder.objectRef<LocalizedTextModel>('LocalizedText').implement({
  description: 'One text in the languages of e-Cont.md.',
  fields: (t) => ({
    text: t.string({
      nullable: true,
      description: "In the language of the operation; where that is missing, in the first of ro, ru, en that is there.",
      resolve: (text, _args, { language }) => text[language] ?? LANGUAGES.map((other) => text[other]).find((other) => other !== null) ?? null,
    }),
    ro: t.exposeString('ro', { nullable: true, description: 'In Romanian.' }),
    ru: t.exposeString('ru', { nullable: true, description: 'In Russian.' }),
    en: t.exposeString('en', { nullable: true, description: 'In English.' }),
  }),
});
