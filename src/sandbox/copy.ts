/** A deep copy of plain JSON data; several times faster than structuredClone, which every read of a row would pay. */
export function copy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy) as T;
  const copied: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) copied[name] = copy(member);
  return copied as T;
}
