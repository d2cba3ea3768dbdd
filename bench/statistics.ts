/** The value below which a part of the numbers lies; between two of them, so much of each. */
export const quantile = (numbers: readonly number[], part: number): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below + (above - below) * (place - Math.floor(place));
};

/** The one in the middle. */
export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);
