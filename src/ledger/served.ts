/** The rows of tenants that are served here. */
export interface Served {
  /**
   * Reads rows without those of tenants that are not served. `read` is told whom to leave out, so that their rows, which nobody
   * works on, never fill its limit.
   */
  readonly only: <Row extends { readonly tenant: string }>(read: (without: readonly string[]) => Promise<readonly Row[]>) => Promise<readonly Row[]>;
}

/** A tenant may be taken out of the configuration while writes of its are open: they wait, untouched, until it is back. `onUnserved` is told of each once. */
export const createServed = (isServed: (tenant: string) => boolean, onUnserved: (tenant: string) => void = () => undefined): Served => {
  const unserved = new Set<string>();
  return {
    async only(read) {
      for (;;) {
        const rows = await read([...unserved]);
        const strangers = new Set(rows.map(({ tenant }) => tenant).filter((tenant) => !isServed(tenant)));
        if (strangers.size === 0) return rows;
        for (const tenant of strangers) {
          if (!unserved.has(tenant)) onUnserved(tenant);
          unserved.add(tenant);
        }
      }
    },
  };
};
