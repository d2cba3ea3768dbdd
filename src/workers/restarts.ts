import { LIMITS } from '../config/limits.ts';

/** Milliseconds until a worker is replaced, when so many in its place ended young in a row. */
export const pauseBefore = (endedYoung: number): number => (endedYoung === 0 ? 0 : Math.min(LIMITS.workerRestartMaxMs, LIMITS.workerRestartMs * 2 ** Math.min(endedYoung - 1, 16)));
