import type { Invoice } from '../../domain/invoice.ts';
import type { ObjectReference } from '../../ledger/operations.ts';
import type { Loaders } from '../../loaders/loaders.ts';

/** The invoice that a write made or changed: by its id, or by its public key where the upstream told no more. */
export const loadInvoice = (loaders: Loaders, { id, publicKey }: ObjectReference): Promise<Invoice | null> => {
  if (id !== null) return loaders.invoiceById.load(id);
  return publicKey === undefined ? Promise.resolve(null) : loaders.invoiceBySelector.load({ publicKey });
};
