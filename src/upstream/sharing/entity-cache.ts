/** Objects that were read by their ids, for a while. */
export interface EntityCache {
  /** Whether anything is kept at all. */
  readonly isOn: boolean;
  readonly find: (key: string) => { readonly value: unknown } | undefined;
  /** `sentAt`: when it was asked for; it is as old as that. What is not there is not kept. */
  readonly keep: (key: string, value: unknown, sentAt: number) => void;
  readonly empty: () => void;
}

/** A cache of so many objects, those that nobody asked for since being the first to go. */
export const createEntityCache = ({ ttlMs, entries, nowMs }: { readonly ttlMs: number; readonly entries: number; readonly nowMs: () => number }): EntityCache => {
  const kept = new Map<string, { readonly value: unknown; readonly until: number }>();
  return {
    isOn: ttlMs > 0,
    find(key) {
      const found = kept.get(key);
      if (found === undefined) return undefined;
      kept.delete(key);
      if (found.until <= nowMs()) return undefined;
      kept.set(key, found);
      return found;
    },
    keep(key, value, sentAt) {
      if (value === null || value === undefined) return;
      kept.delete(key);
      kept.set(key, { value, until: sentAt + ttlMs });
      for (const oldest of kept.keys()) {
        if (kept.size <= entries) return;
        kept.delete(oldest);
      }
    },
    empty: () => kept.clear(),
  };
};
