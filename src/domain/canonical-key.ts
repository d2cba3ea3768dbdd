/** Text that is the same for the same value, whatever the order of its members; absent members and `undefined` are the same. */
export const canonicalKey = (value: unknown): string =>
  JSON.stringify(value, (_name, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );

const keys = new WeakMap<object, string>();

/** The same, for a value that many share and nobody changes: worked out once. */
export const sharedKey = (value: object): string => {
  const known = keys.get(value);
  if (known !== undefined) return known;
  const key = canonicalKey(value);
  keys.set(value, key);
  return key;
};
