/** Keeps what was used last, bounded in number and in what it weighs. */
export interface BoundedCache<Value> {
  readonly get: (key: string) => Value | undefined;
  readonly set: (key: string, value: Value) => void;
}

/** A cache of values that weigh as much as their keys have characters. */
export const createBoundedCache = <Value>({ entries, chars }: { readonly entries: number; readonly chars: number }): BoundedCache<Value> => {
  const kept = new Map<string, Value>();
  let weight = 0;
  const drop = (key: string): void => {
    if (kept.delete(key)) weight -= key.length;
  };
  return {
    get(key) {
      const value = kept.get(key);
      if (value !== undefined) {
        // Used just now: the last to go.
        kept.delete(key);
        kept.set(key, value);
      }
      return value;
    },
    set(key, value) {
      drop(key);
      kept.set(key, value);
      weight += key.length;
      for (const oldest of kept.keys()) {
        if (kept.size <= entries && weight <= chars) return;
        drop(oldest);
      }
    },
  };
};
