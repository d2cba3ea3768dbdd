/** What keeps a read from joining one that was sent before a write was over. */
export interface Fence {
  /** Grows when a write begins and when it ends. */
  readonly generation: () => number;
  /** No write is under way. */
  readonly isCalm: () => boolean;
  /** Does a write behind the fence. */
  readonly around: <Value>(write: () => Promise<Value>) => Promise<Value>;
  /** What is read from now on may not be older than now. */
  readonly raise: () => void;
}

/** The fence of one tenant. `onRaise`: what is known is void. */
export const createFence = (onRaise: () => void): Fence => {
  let generation = 0;
  let underWay = 0;
  const raise = (): void => {
    generation += 1;
    onRaise();
  };
  return {
    generation: () => generation,
    isCalm: () => underWay === 0,
    raise,
    async around(write) {
      underWay += 1;
      raise();
      try {
        return await write();
      } finally {
        underWay -= 1;
        raise();
      }
    },
  };
};
