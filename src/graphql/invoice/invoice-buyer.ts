import type { InvoiceBuyer as InvoiceBuyerModel } from '../../domain/invoice.ts';
import { builder } from '../builder.ts';

export const InvoiceBuyer = builder.objectRef<InvoiceBuyerModel>('InvoiceBuyer').implement({
  description: "The payer's details as printed on the invoice. They stay as they were when it was issued; `Invoice.customer` is the payer today.",
  fields: (t) => ({
    name: t.exposeString('name', { nullable: true, description: 'Name of the company or person.' }),
    idno: t.exposeString('idno', { nullable: true, description: 'IDNO of a company or IDNP of a person, usually 13 digits.' }),
    vatCode: t.exposeString('vatCode', { nullable: true, description: 'VAT registration code.' }),
    email: t.exposeString('email', { nullable: true, description: 'Where the invoice is sent.' }),
    phone: t.exposeString('phone', { nullable: true, description: 'Telephone number.' }),
    address: t.exposeString('address', { nullable: true, description: 'Address on one line.' }),
  }),
});
