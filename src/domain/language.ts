/** The languages of the upstream: Romanian, Russian, English. Error texts and captions come in them. */
export const LANGUAGES = ['ro', 'ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const byTag = new Map<string, Language>(LANGUAGES.flatMap((l) => [[l, l], [`${l}-${l === 'en' ? 'us' : l}`, l]] as const));

/** Reads `ro`, `ro-RO`, `ru`, `ru-RU`, `en`, `en-US` in any letter case; `null` for anything else. */
export const parseLanguage = (text: string): Language | null => byTag.get(text.trim().toLowerCase()) ?? null;

/** The same text in the upstream's three languages; a missing one is `null`. */
export interface LocalizedText {
  readonly ro: string | null;
  readonly ru: string | null;
  readonly en: string | null;
}
