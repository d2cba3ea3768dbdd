/**
 * The life of a key. `sending` is written before the first byte goes upstream; from there:
 *
 *   sending ─→ done | refused | unknown        by the answer
 *   sending ─→ unknown                         its process died
 *   unknown ─→ done                            the object was found
 *   unknown ─→ done | refused | unknown        the answer came after all
 *   unknown ─→ sending                         a person said RESEND
 *   unknown ─→ abandoned                       a person said ABANDON
 *   refused ─→ sending                         the same key again, where the reason may have passed and nothing was made
 *
 * Nothing else sends, and nothing ever leaves `done` and `abandoned`. After the retention a settled key keeps its state and its
 * hash, and forgets the rest.
 */
export const KEY_STATES = ['sending', 'unknown', 'done', 'refused', 'abandoned'] as const;
export type KeyState = (typeof KEY_STATES)[number];

/** What is known of a key when it comes again. */
export interface KnownKey {
  readonly state: KeyState;
  readonly operation: string;
  /** `null`: forgotten after the retention. */
  readonly fingerprint: string | null;
  readonly mayRetry: boolean;
}

export interface Repeat {
  readonly operation: string;
  readonly fingerprint: string;
  /** The process that is sending it lives. */
  readonly isOwnerAlive: boolean;
}

/**
 * What to do when a key comes again:
 * `answer` what is recorded · `wait` for the sender · `look` for the object upstream · `send` once more, since surely nothing was made ·
 * `reused`, `expired`: tell so, and send nothing.
 */
export type RepeatDecision = 'answer' | 'wait' | 'look' | 'send' | 'reused' | 'expired';

export const decideRepeat = (known: KnownKey, repeat: Repeat): RepeatDecision => {
  if (known.fingerprint === null) return 'expired';
  if (known.operation !== repeat.operation || known.fingerprint !== repeat.fingerprint) return 'reused';
  switch (known.state) {
    case 'sending':
      return repeat.isOwnerAlive ? 'wait' : 'look';
    case 'unknown':
      return 'look';
    case 'refused':
      return known.mayRetry ? 'send' : 'answer';
    case 'done':
    case 'abandoned':
      return 'answer';
  }
};

/** Pauses between two looks for a write whose outcome is unknown: often at first, when it may still arrive, then ever more rarely. */
const CHECK_AFTER_SECONDS = [5, 15, 30, 60, 300, 900, 3_600, 3_600, 21_600, 21_600, 21_600, 21_600, 86_400, 86_400, 86_400, 86_400, 86_400, 86_400] as const;

export const LONGEST_PAUSE_MS = 86_400_000;

/** Milliseconds until the next look, after so many; `null`: none any more, a person must look. */
export const nextCheckAfterMs = (checks: number): number | null => {
  const seconds = CHECK_AFTER_SECONDS[checks];
  return seconds === undefined ? null : seconds * 1_000;
};
