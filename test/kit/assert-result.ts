import type { Executed } from './execute.ts';

type Answered = Pick<Executed, 'data' | 'errors'>;
type Data = Readonly<Record<string, unknown>>;

/** The data of an operation that must have gone well; what it answered instead stands in the failure. */
export const dataOf = ({ data, errors }: Answered): Data => {
  if (errors.length > 0 || data === null || data === undefined) throw new Error(`expected data without errors, got ${JSON.stringify({ data, errors }, null, 2)}`);
  return data;
};

/** What stands at a place in the data, such as `invoices.pageInfo.endCursor`; the real payload stands in the failure. */
export const valueAt = (answered: Answered, path: string): unknown => {
  let value: unknown = dataOf(answered);
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !(name in value)) throw new Error(`nothing at ${path} of ${JSON.stringify(answered.data, null, 2)}`);
    value = (value as Data)[name];
  }
  return value;
};

/** A list in the data. */
export const listAt = (answered: Answered, path: string): readonly unknown[] => {
  const value = valueAt(answered, path);
  if (!Array.isArray(value)) throw new Error(`no list at ${path}: ${JSON.stringify(value, null, 2)}`);
  return value as unknown[];
};

/** The member of a result union that a mutation must have answered, without its `__typename`; the real payload stands in the failure. */
export const resultOf = (answered: Answered, field: string, typename: string): Data => {
  const { __typename, ...result } = valueAt(answered, field) as Data;
  if (__typename !== typename) throw new Error(`expected ${field} to be ${typename}, got ${JSON.stringify({ __typename, ...result }, null, 2)}`);
  return result;
};

export interface Refusal {
  readonly code: unknown;
  readonly argument: unknown;
  readonly path: string;
}

/** Code, argument and path of the only error of an operation. */
export const refusalOf = ({ data, errors }: Answered): Refusal => {
  const [error, ...others] = errors;
  if (error === undefined || others.length > 0) throw new Error(`expected one error, got ${JSON.stringify({ data, errors }, null, 2)}`);
  return { code: error.extensions.code, argument: error.extensions.argument, path: error.path?.join('.') ?? '' };
};
