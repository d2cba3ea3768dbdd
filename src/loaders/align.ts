/**
 * Puts the rows of a batch answer where they were asked for: by key, never by position.
 * A row nobody asked for is left out; a key without a row answers `null`.
 */
export const alignByKey = <Key, Row>(keys: readonly Key[], rows: readonly Row[], keyOf: (row: Row) => Key): (Row | null)[] => {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key) ?? null);
};
