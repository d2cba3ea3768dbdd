import type { Finding } from './check-endpoints.ts';

const MARKS: Readonly<Record<Finding['state'], string>> = { ok: 'ok     ', wrong: 'WRONG  ', skipped: '–      ' };

/** Findings as lines for a person, and whether all is well. */
export const reportOf = (title: string, findings: readonly Finding[]): string =>
  [title, ...findings.map(({ state, what, detail }) => `  ${MARKS[state]}${what}: ${detail}`)].join('\n');

export const isWell = (findings: readonly Finding[]): boolean => findings.every(({ state }) => state !== 'wrong');
