import { GraphQLError } from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';

import type { FieldPlan } from './plan.ts';
import type { Shape } from './shape.ts';

/** A value cannot be projected at once: it is looked at field by field. */
export class NotAtOnce extends Error {
  override readonly name = 'NotAtOnce';
  /** It will not be there at once the next time either. */
  readonly isSlow: boolean;

  constructor(isSlow = false) {
    super('not there at once');
    this.isSlow = isSlow;
  }
}

export const isIterable = (value: unknown): value is Iterable<unknown> => typeof value === 'object' && value !== null && Symbol.iterator in value && typeof value[Symbol.iterator] === 'function';

/** What graphql-js says where a list is expected. */
export const notIterable = ({ parentType, name }: FieldPlan): GraphQLError => new GraphQLError(`Expected Iterable, but did not find one for field "${parentType.name}.${name}".`);

/** What graphql-js says where something is expected. */
export const unexpectedNull = ({ parentType, name }: FieldPlan): Error => new Error(`Cannot return null for non-nullable field ${parentType.name}.${name}.`);

/** A value of a scalar or enum as the reply writes it; `serialize` and null as graphql-js treats them. Throws what is wrong. */
export const serialized = ({ leaf }: FieldPlan, value: unknown): unknown => {
  const written: unknown = leaf?.serialize(value);
  if (written == null) throw new Error(`Expected \`${inspect(leaf)}.serialize(${inspect(value)})\` to return non-nullable value, returned: ${inspect(written)}`);
  return written;
};

/** A leaf, or a list of leaves, all of which are there and right. Throws what is wrong, or `NotAtOnce` where it matters in which item. */
export const leafValue = (field: FieldPlan, shape: Shape, value: unknown): unknown => {
  if (value instanceof Error) throw value;
  if (value == null) {
    if (shape.nonNull) throw unexpectedNull(field);
    return null;
  }
  if (shape.item === null) return serialized(field, value);
  if (!Array.isArray(value)) throw new NotAtOnce();
  const { item } = shape;
  return value.map((each: unknown) => {
    if (each == null && item.nonNull) throw new NotAtOnce();
    if (typeof each === 'object' && each !== null && 'then' in each) throw new NotAtOnce();
    return leafValue(field, item, each);
  });
};
