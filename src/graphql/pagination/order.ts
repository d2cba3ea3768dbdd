import type { SortDirection } from '../../domain/list-query.ts';
import { builder } from '../builder.ts';

/** Shared by every `orderBy`. */
export const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Which end of an order comes first.',
  values: {
    ASC: { value: 'asc', description: 'Smallest, oldest or alphabetically first.' },
    DESC: { value: 'desc', description: 'Largest, newest or alphabetically last.' },
  } as const,
});

/** A total order: equal values are ordered by id, so that no row can stand in two places. */
export const totalOrder = <Field extends string>(field: Field | 'id', direction: SortDirection) =>
  field === 'id'
    ? [{ field, direction } as const]
    : [{ field, direction } as const, { field: 'id', direction } as const];
