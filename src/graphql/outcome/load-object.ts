import { brandWithType } from '@pothos/core';

import type { ObjectReference } from '../../ledger/operations.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import { loadInvoice } from '../invoice/load-invoice.ts';

const read = (loaders: Loaders, reference: ObjectReference): Promise<object | null> => {
  if (reference.type === 'Invoice') return loadInvoice(loaders, reference);
  const loader = { Customer: loaders.customerById, Subscription: loaders.subscriptionById, Payment: loaders.paymentById }[reference.type];
  return reference.id === null ? Promise.resolve(null) : loader.load(reference.id);
};

/** The object that a write made or changed, told to GraphQL by its type; `null` when it is gone. */
export const loadObject = async (loaders: Loaders, reference: ObjectReference | null): Promise<object | null> => {
  const object = reference === null ? null : await read(loaders, reference);
  if (object !== null && reference !== null) brandWithType(object, reference.type as never);
  return object;
};
