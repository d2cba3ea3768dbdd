import { parseCents } from './cents.ts';
import type { FieldSpec, ListSpec } from './fields.ts';
import { isObject, type JsonObject } from './json.ts';
import type { Condition, Query } from './query.ts';
import { refuseFields } from './refusal.ts';
import type { Sort } from './sorted-ids.ts';
import type { SandboxSwitches } from './switches.ts';
import type { Saying } from './texts.ts';
import { DAY, parseWall } from './wall-time.ts';

const DEFAULT_LENGTH = 10;

type Errors = Map<string, Saying>;

/** Reads `filter`, `sort`, `start` and `length`; throws a field map of all that is wrong. */
export function readListRequest(body: JsonObject, spec: ListSpec, switches: SandboxSwitches, fallback: readonly Sort[]): Query {
  const errors: Errors = new Map();
  const filter = body['filter'] ?? {};
  // PHP writes an empty map as [].
  const members = isObject(filter) ? filter : {};
  if (!isObject(filter) && !(Array.isArray(filter) && filter.length === 0)) errors.set('filter', { key: 'object' });
  const conditions = Object.entries(members).flatMap(([name, value]) => readCondition(name, value, spec, switches, errors) ?? []);
  const search = members['search'];
  const sort = readSort(body['sort'], spec, errors);
  const start = readCount(body, 'start', 0, 0, errors);
  const length = readCount(body, 'length', DEFAULT_LENGTH, 1, errors);
  if (errors.size > 0) throw refuseFields(errors);
  return {
    conditions,
    ...(typeof search === 'string' ? { search: search.trim() } : {}),
    sort: sort.length > 0 ? sort : fallback,
    start,
    length: Math.min(length, switches.pageCap),
  };
}

function readCondition(name: string, value: unknown, spec: ListSpec, switches: SandboxSwitches, errors: Errors): Condition | undefined {
  const path = `filter.${name}`;
  if (name === 'search') {
    if (typeof value !== 'string' && value !== null) errors.set(path, { key: 'string' });
    return undefined;
  }
  const bound = /^(.+)_(from|to)$/.exec(name);
  const ranged = bound?.[1] === undefined ? undefined : spec.fields[bound[1]];
  if (bound?.[1] !== undefined && ranged?.range === true) return readBound(path, bound[1], bound[2] === 'from', value, ranged, errors);
  if (!Object.hasOwn(spec.fields, name) || spec.fields[name]?.filter !== true) {
    errors.set(path, { key: 'unknownField' });
    return undefined;
  }
  if (name === 'id' && switches.filterId === 'no') {
    errors.set(path, { key: 'filterId' });
    return undefined;
  }
  if (Array.isArray(value) && switches.filterLists === 'no') {
    errors.set(path, { key: 'filterList' });
    return undefined;
  }
  const values: unknown[] = Array.isArray(value) ? value : [value];
  if (!values.every((one) => one === null || typeof one === 'string' || typeof one === 'number')) {
    errors.set(path, { key: 'filterValue' });
    return undefined;
  }
  if (name === 'id' && switches.filterId === 'ignored') return undefined;
  return { field: name, oneOf: new Set(values.map(String)) };
}

function readBound(path: string, field: string, isFrom: boolean, value: unknown, spec: FieldSpec, errors: Errors): Condition | undefined {
  if (value === null) return undefined;
  const text = typeof value === 'string' ? value : '';
  const at = spec.kind === 'date' ? parseWall(text) : parseCents(text);
  if (at === undefined) {
    errors.set(path, { key: spec.kind === 'date' ? 'date' : 'decimal' });
    return undefined;
  }
  // A date that is not set lies in no range; a day without a time ends with its last second.
  const least = spec.kind === 'date' ? 1 : 0;
  if (isFrom) return { field, from: Math.max(least, Number(at)), to: Infinity };
  return { field, from: least, to: Number(at) + (spec.kind === 'date' && text.length === 10 ? DAY - 1 : 0) };
}

function readSort(value: unknown, spec: ListSpec, errors: Errors): Sort[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    errors.set('sort', { key: 'sort' });
    return [];
  }
  return value.flatMap((entry: unknown, index): Sort[] => {
    const parts: unknown[] = Array.isArray(entry) ? entry : [];
    const [field, direction = 'asc', ...rest] = parts;
    if (typeof field !== 'string' || (direction !== 'asc' && direction !== 'desc') || rest.length > 0) {
      errors.set(`sort.${index}`, { key: 'sort' });
      return [];
    }
    if (Object.hasOwn(spec.fields, field) && spec.fields[field]?.sort === true) return [[field, direction]];
    errors.set(`sort.${field}`, { key: 'unknownField' });
    return [];
  });
}

function readCount(body: JsonObject, name: string, fallback: number, least: number, errors: Errors): number {
  const value = body[name] ?? fallback;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
  errors.set(name, { key: 'range', args: { min: least, max: Number.MAX_SAFE_INTEGER } });
  return fallback;
}
