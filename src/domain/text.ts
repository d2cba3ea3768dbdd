/** C0, DEL, C1 and Unicode's own line breaks: characters that print nothing and can forge a line of a log or a mail header. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u;
const CONTROL_BUT_BREAKS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u;
/** Marks that turn the direction of text: they can make a name read as another. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const LONE_SURROGATE = /\p{Surrogate}/u;

export interface TextRule {
  readonly maxLength: number;
  /** Line breaks and tabs are part of the text, as in a note. */
  readonly multiline?: boolean;
}

/** What is wrong with a text, as the end of the sentence "`name` …"; `null` when nothing is. */
export const faultOfText = (text: string, { maxLength, multiline = false }: TextRule): string | null => {
  if (text.trim() === '') return 'is blank';
  if (text.length > maxLength) return `has ${text.length} characters; at most ${maxLength} are allowed`;
  if ((multiline ? CONTROL_BUT_BREAKS : CONTROL).test(text)) return 'holds a control character, such as a line break';
  if (DIRECTION.test(text)) return 'holds a character that turns the direction of text';
  if (LONE_SURROGATE.test(text)) return 'is not well-formed Unicode';
  return null;
};

const EMAIL = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:".]+(?:\.[^\s@<>()[\]\\,;:".]+)+$/u;

/** What is wrong with an e-mail address, as the end of a sentence; `null` when it is one. */
export const faultOfEmail = (text: string): string | null =>
  faultOfText(text, { maxLength: 254 }) ?? (EMAIL.test(text) ? null : 'is not an e-mail address');

/** Blanks, but no line breaks. */
const PHONE = /^\+?[\d ()./-]{5,31}$/;

/** What is wrong with a telephone number, as the end of a sentence; `null` when it is one. */
export const faultOfPhone = (text: string): string | null => (PHONE.test(text) ? null : 'is not a telephone number');

const COUNTRY = /^[A-Z]{2}$/;

/** What is wrong with a country code (ISO 3166-1 alpha-2), as the end of a sentence; `null` when it has its shape. */
export const faultOfCountryCode = (text: string): string | null => (COUNTRY.test(text) ? null : 'is not a country code of two upper-case letters');
