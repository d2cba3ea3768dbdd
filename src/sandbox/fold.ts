const ASCII = /^[\x20-\x7e]*$/;
const MARKS = /\p{M}/gu;

/** A text without case and diacritics, so that `ștefan`, `Stefan` and `STEFAN` are one. */
export function fold(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : text.normalize('NFD').replace(MARKS, '').toLowerCase();
}
