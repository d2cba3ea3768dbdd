/** Longest text of the upstream that is shown to anybody. */
export const MAX_TEXT_LENGTH = 500;

/** C0, DEL, C1 and the marks that turn the direction of text: they can forge a line of a log or make a text read as another. */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Foreign text on one line, without what does not print, and bounded. */
export const cleanText = (text: string, maxLength: number = MAX_TEXT_LENGTH): string => {
  // Cut first as well: cleaning megabytes to keep 500 characters would be a way to slow the server down.
  const clean = text.slice(0, maxLength * 4).replace(UNPRINTABLE, ' ').replace(LONE_SURROGATE, '\uFFFD').trim();
  return clean.length > maxLength ? `${clean.slice(0, maxLength - 1).replace(LONE_SURROGATE, '')}…` : clean;
};
