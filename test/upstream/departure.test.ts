import { describe, expect, it } from 'vitest';

import { abortSignalOf, Departure } from '../../src/upstream/departure.ts';

describe('a departure', () => {
  it('tells each listener once, and those that went before it not at all', () => {
    const gone = new Departure();
    const heard: string[] = [];
    const listeners = ['a', 'b', 'c', 'd'].map((name) => () => void heard.push(name));
    for (const listener of listeners) gone.addEventListener('abort', listener);
    gone.removeEventListener('abort', listeners[1]!);
    gone.removeEventListener('abort', listeners[1]!);
    gone.removeEventListener('abort', () => undefined);
    gone.removeEventListener('abort', listeners[3]!);
    expect(gone.aborted).toBe(false);
    gone.abort();
    gone.abort();
    expect([gone.aborted, heard.sort()]).toEqual([true, ['a', 'c']]);
  });

  it('lets a listener go while it is told', () => {
    const gone = new Departure();
    const heard: string[] = [];
    const second = (): void => void heard.push('second');
    gone.addEventListener('abort', () => {
      heard.push('first');
      gone.removeEventListener('abort', second);
    });
    gone.addEventListener('abort', second);
    expect(() => gone.abort()).not.toThrow();
    expect(heard[0]).toBe('first');
  });

  it('is an abort signal for who needs one, before and after', () => {
    const gone = new Departure();
    const before = abortSignalOf(gone);
    expect(before.aborted).toBe(false);
    gone.abort();
    expect([before.aborted, abortSignalOf(gone).aborted]).toEqual([true, true]);
  });
});
