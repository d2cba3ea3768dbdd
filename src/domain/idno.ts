const SHAPE = /^\d{13}$/;

/** IDNO: a company's. IDNP: a person's. Both are 13 digits, and the upstream keeps either in one column. */
export type StateNumber = 'IDNO' | 'IDNP' | 'IDNO or IDNP';

/**
 * What is wrong with a state identification number, as the end of a sentence; `null` when it has the right shape.
 * Only the shape is certain enough to refuse by: see `isCheckDigitRight`.
 */
export const faultOfStateNumber = (text: string, kind: StateNumber): string | null => (SHAPE.test(text) ? null : `is not an ${kind} of 13 digits`);

const WEIGHTS = [7, 3, 1] as const;

/**
 * The last digit is the weighted sum of the twelve before it (7, 3, 1, 7, …) modulo 10. Free implementations agree on that for both numbers,
 * but no published act says so and nobody says that no older number is an exception: a good reason to look twice, not to refuse.
 */
export const isCheckDigitRight = (text: string): boolean => {
  if (!SHAPE.test(text)) return false;
  const digits = Array.from(text, Number);
  const sum = digits.slice(0, 12).reduce((total, digit, i) => total + digit * (WEIGHTS[i % 3] ?? 0), 0);
  return sum % 10 === digits[12];
};
