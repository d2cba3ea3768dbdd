import { randomUUID } from 'node:crypto';

const WELL_FORMED = /^[\w.:-]{8,128}$/;

/** The caller's `X-Request-Id` when it is one that can stand in a log, else a fresh one. */
export const requestIdOf = (header: string | string[] | undefined): string =>
  typeof header === 'string' && WELL_FORMED.test(header) ? header : randomUUID();
