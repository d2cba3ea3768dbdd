import type { GraphQLError } from 'graphql';
import { locatedError } from 'graphql';

import { isPromise } from './is-promise.ts';
import { isIterable, notIterable, serialized, unexpectedNull } from './leaf-value.ts';
import type { FieldPlan } from './plan.ts';
import type { Shape } from './shape.ts';

/** What a list of leaves is about: its field, and where errors are told that a null stands for. */
export interface LeafListTerms {
  readonly field: FieldPlan;
  readonly onError: (error: GraphQLError) => void;
}

/** A leaf, or a list of leaves whose items may come late, at any depth. Throws, or rejects with, what may not stand there as a null. */
export const completeLeaves = (terms: LeafListTerms, shape: Shape, value: unknown, path: readonly (string | number)[]): unknown => {
  const { field, onError } = terms;
  if (value instanceof Error) throw value;
  if (value == null) {
    if (shape.nonNull) throw unexpectedNull(field);
    return null;
  }
  const { item } = shape;
  if (item === null) return serialized(field, value);
  if (!isIterable(value)) throw notIterable(field);
  const handled = (thrown: unknown, at: readonly (string | number)[]): null => {
    const error = locatedError(thrown, field.nodes, at);
    if (item.nonNull) throw error;
    onError(error);
    return null;
  };
  const items = Array.from(value, (each, n) => {
    const at = [...path, n];
    try {
      const completed = isPromise(each) ? Promise.resolve(each).then((arrived) => completeLeaves(terms, item, arrived, at)) : completeLeaves(terms, item, each, at);
      if (!isPromise(completed)) return completed;
      const late = Promise.resolve(completed).catch((thrown: unknown) => handled(thrown, at));
      // Where another item fails first, nobody waits for this one.
      late.catch(() => undefined);
      return late;
    } catch (thrown) {
      return handled(thrown, at);
    }
  });
  return items.some(isPromise) ? Promise.all(items) : items;
};
