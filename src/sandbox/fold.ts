const ASCII = /^[\x20-\x7e]*$/;
const MARKS = /\p{M}/gu;

/** Folded texts are kept: a search of a million invoices meets the same names again and again. */
const KEPT = 100_000;
const folded = new Map<string, string>();

/** A text without case and diacritics, so that `ștefan`, `Stefan` and `STEFAN` are one. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  const known = folded.get(text);
  if (known !== undefined) return known;
  const plain = text.normalize('NFD').replace(MARKS, '').toLowerCase();
  if (folded.size >= KEPT) folded.clear();
  folded.set(text, plain);
  return plain;
}
