/**
 * What became of a write. `unknown` is an outcome of its own, never a failure: something may have been created,
 * so nobody may send the same again without looking first.
 */
export type WriteOutcome<Value, Failure> =
  | { readonly outcome: 'done'; readonly value: Value }
  | { readonly outcome: 'refused'; readonly failure: Failure }
  | { readonly outcome: 'unknown'; readonly failure: Failure };

export const done = <Value>(value: Value): { readonly outcome: 'done'; readonly value: Value } => ({ outcome: 'done', value });
