export interface LastGoodSettings {
  /** 0: nothing is kept. */
  readonly maxAgeMs: number;
  /** Of all that is kept for one tenant. */
  readonly maxBytes: number;
}

export interface KeptReply {
  readonly text: string;
  readonly ageSeconds: number;
}

/**
 * The last good replies to the reads of one tenant, for when its upstream is down. Bounded by age and by bytes; what was not used for
 * longest goes first. A write empties it, and what was asked before a write ended is not kept: it may be what was before.
 */
export interface LastGood {
  /** Changes with every write. A read notes it before it asks. */
  readonly epoch: () => number;
  readonly keep: (key: string, text: string, epoch: number) => void;
  readonly find: (key: string) => KeptReply | null;
  readonly drop: (key: string) => void;
  /** Called before a write and after it. */
  readonly empty: () => void;
}

/** Texts of JavaScript take up to two bytes a character; what holds them takes some more. */
const sizeOf = (key: string, text: string): number => 2 * (key.length + text.length) + 200;

export const createLastGood = ({ maxAgeMs, maxBytes }: LastGoodSettings, nowMs: () => number = Date.now): LastGood => {
  const kept = new Map<string, { readonly text: string; readonly at: number }>();
  let bytes = 0;
  let epoch = 0;

  const drop = (key: string): void => {
    const reply = kept.get(key);
    if (reply === undefined) return;
    kept.delete(key);
    bytes -= sizeOf(key, reply.text);
  };

  return {
    epoch: () => epoch,
    keep(key, text, at) {
      if (at !== epoch) return;
      const known = kept.get(key);
      if (known?.text === text) {
        // Most replies are the same as before. The old text stays: each new one that lives on is work for the garbage collector.
        kept.delete(key);
        kept.set(key, { text: known.text, at: nowMs() });
        return;
      }
      drop(key);
      if (sizeOf(key, text) > maxBytes) return;
      kept.set(key, { text, at: nowMs() });
      bytes += sizeOf(key, text);
      for (const oldest of kept.keys()) {
        if (bytes <= maxBytes) return;
        drop(oldest);
      }
    },
    find(key) {
      const reply = kept.get(key);
      if (reply === undefined) return null;
      const ageMs = nowMs() - reply.at;
      if (ageMs > maxAgeMs) {
        drop(key);
        return null;
      }
      kept.delete(key);
      kept.set(key, reply);
      return { text: reply.text, ageSeconds: Math.max(0, Math.round(ageMs / 1000)) };
    },
    drop,
    empty() {
      epoch += 1;
      kept.clear();
      bytes = 0;
    },
  };
};
