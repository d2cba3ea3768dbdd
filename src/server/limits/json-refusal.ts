import { LIMITS } from '../../config/limits.ts';
import type { Refusal } from './refusal.ts';
import { over } from './refusal.ts';
import type { JsonSize } from './scan-json.ts';
import { scanJson } from './scan-json.ts';

/** What stands against a JSON text before it is parsed. */
const refusalOfSize = ({ depth, values }: JsonSize): Refusal | null =>
  over('JSON_TOO_COMPLEX', LIMITS.jsonDepth, depth, 'The objects and lists within each other are') ?? over('JSON_TOO_COMPLEX', LIMITS.jsonValues, values, 'The values of the request are');

/** What stands against the body of a request. A list of operations is one too many, even of one. */
export const refusalOfBody = (body: string): Refusal | null => {
  const size = scanJson(body);
  if (/^\s*\[/.test(body)) return { code: 'BATCHING_OFF', limit: 1, value: size.members, message: 'The body is a list; a request holds one operation, and not in a list.' };
  return refusalOfSize(size);
};

/** What stands against the JSON in an address. */
export const refusalOfSearch = (search: URLSearchParams): Refusal | null => {
  const [variables, extensions] = ['variables', 'extensions'].map((name) => refusalOfSize(scanJson(search.get(name) ?? '')));
  return variables ?? extensions ?? null;
};
