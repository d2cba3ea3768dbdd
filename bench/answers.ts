import { isDeepStrictEqual } from 'node:util';

import type { Running } from './contender.ts';
import type { Work } from './work.ts';

/** The `data` of an answer, or what was wrong with it. */
type Answer = { readonly data: unknown } | { readonly problem: string };

/** Blanks out what is different each time. */
const settled = (value: unknown, fresh: readonly string[]): unknown => {
  if (Array.isArray(value)) return value.map((item) => settled(item, fresh));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fresh.includes(name) ? '…' : settled(member, fresh)]));
};

let asked = 0;

const ask = async ({ url, headers }: Running, body: string, fresh: readonly string[]): Promise<Answer> => {
  asked += 1;
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: body.replace('{n}', `asked-${process.pid}-${asked}`) });
  const text = await response.text();
  try {
    const { data, errors } = JSON.parse(text) as { readonly data?: unknown; readonly errors?: unknown };
    if (response.status !== 200 || errors !== undefined || data === undefined || data === null) return { problem: `HTTP ${response.status}: ${text.slice(0, 300)}` };
    return { data: settled(data, fresh) };
  } catch {
    return { problem: `HTTP ${response.status}, no JSON: ${text.slice(0, 300)}` };
  }
};

/** Where two answers differ first, as a path and what stands there. */
const difference = (ours: unknown, theirs: unknown, path = 'data'): string => {
  if (typeof ours !== 'object' || ours === null || typeof theirs !== 'object' || theirs === null) return `${path} is ${JSON.stringify(theirs)}, where it should be ${JSON.stringify(ours)}`;
  const [left, right] = [ours as Record<string, unknown>, theirs as Record<string, unknown>];
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  const name = names.find((each) => !isDeepStrictEqual(left[each], right[each])) ?? '';
  return difference(left[name], right[name], `${path}.${name}`);
};

/** Answers by what a contender's answers differ from ours, as parsed JSON; `null`: by nothing. */
export const compareAnswers = async (work: Work, reference: Running, contender: Running, bodies: readonly string[]): Promise<string | null> => {
  for (const body of bodies) {
    const [ours, theirs] = [await ask(reference, body, work.fresh ?? []), await ask(contender, body, work.fresh ?? [])];
    if ('problem' in ours) return `the reference failed: ${ours.problem}`;
    if ('problem' in theirs) return theirs.problem;
    if (!isDeepStrictEqual(ours.data, theirs.data)) return difference(ours.data, theirs.data).slice(0, 300);
  }
  return null;
};

/** Bytes of the document that everybody streams. */
const PDF_BYTES = 10_000_000;

/** Answers by what is wrong with a document; `null`: nothing. */
export const comparePdfs = async (url: string): Promise<string | null> => {
  const response = await fetch(url);
  const { byteLength } = await response.arrayBuffer();
  const isRight = response.status === 200 && response.headers.get('content-type') === 'application/pdf' && byteLength === PDF_BYTES;
  return isRight ? null : `HTTP ${response.status} with ${byteLength} bytes of ${response.headers.get('content-type') ?? 'nothing'}`;
};
