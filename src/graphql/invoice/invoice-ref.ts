import type { Invoice as InvoiceModel } from '../../domain/invoice.ts';
import { builder } from '../builder.ts';

export const Invoice = builder.objectRef<InvoiceModel>('Invoice');
