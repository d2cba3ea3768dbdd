/** Money in minor units: exact, never a float. */
export type Cents = bigint;

const DECIMAL = /^(\d{1,15})(?:\.(\d{1,2}))?$/;

/** Reads a plain decimal string of at most two decimals; undefined when it is anything else. */
export function parseCents(text: string): Cents | undefined {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  return BigInt(match[1] ?? '0') * 100n + BigInt((match[2] ?? '').padEnd(2, '0'));
}

/** Writes minor units as a decimal string with two decimals. */
export function formatCents(cents: Cents): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Divides two non-negative integers and rounds half up. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  return (2n * dividend + divisor) / (2n * divisor);
}
