import { builder } from '../builder.ts';
import { REQUIRED_KEY } from '../mutation/write-result.ts';
import { Language } from '../shared/language.ts';

const InvoiceAddressInput = builder.inputType('InvoiceAddressInput', {
  description: "The payer's address.",
  fields: (t) => ({
    line1: t.string({ description: 'Street and number.' }),
    line2: t.string({ description: 'Anything more: block, office.' }),
    city: t.string({ description: 'City or village.' }),
    postalCode: t.string({ description: 'Postal code, such as `MD-2001`.' }),
    countryCode: t.string({ description: 'Country, ISO 3166-1 alpha-2, such as `MD`.' }),
  }),
});

const InvoiceCustomerInput = builder.inputType('InvoiceCustomerInput', {
  description: 'The payer, in full. e-Cont.md links the invoice to the customer with the same IDNO, if there is one.',
  fields: (t) => ({
    email: t.string({ required: true, description: 'Where the invoice is sent.' }),
    companyName: t.string({ description: 'Name of the payer when it is a company.' }),
    idno: t.string({ description: 'IDNO of a company: 13 digits.' }),
    idnp: t.string({ description: 'IDNP of a person: 13 digits.' }),
    firstName: t.string({ description: 'First name of a person.' }),
    lastName: t.string({ description: 'Last name of a person.' }),
    address: t.field({ type: InvoiceAddressInput, description: 'Postal address.' }),
    phone: t.string({ description: 'Telephone number.' }),
  }),
});

export const InvoiceLineInput = builder.inputType('InvoiceLineInput', {
  description: 'One thing that is sold.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'What it is, up to 255 characters.' }),
    unitPrice: t.field({ type: 'Decimal', required: true, description: 'Price of one unit: 0 or more, at most 2 decimals.' }),
    quantity: t.int({ required: true, description: 'How many units: 1 to 1 000 000.' }),
    unit: t.string({ description: 'The unit, such as `pcs`.' }),
    sku: t.string({ description: 'Stock keeping unit.' }),
    productCode: t.int({ description: "The seller's number of the product." }),
  }),
});

type MemberBuilder = PothosSchemaTypes.InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>;

/** What an invoice is made from: the same members wherever one is issued, shown beforehand, or issued among many. */
export const invoiceMembers = (t: MemberBuilder) => ({
  customerId: t.id({ description: 'The payer, by the `id` of a customer. It needs an e-mail address.' }),
  customer: t.field({ type: InvoiceCustomerInput, description: 'The payer, in full.' }),
  lines: t.field({ type: [InvoiceLineInput], required: true, description: 'What is sold: 1 to 20 lines.' }),
  currency: t.field({ type: 'CurrencyCode', description: "The currency of the prices. It must be the department's, which is also what it is when left out." }),
  expectedTotal: t.field({ type: 'Decimal', description: 'The price with VAT that the payer was shown. When it differs from what the lines come to, nothing is issued.' }),
  issuedAt: t.field({ type: 'DateTime', description: 'The date on the invoice; now when left out.' }),
  dueOn: t.field({ type: 'Date', description: "The last day to pay; by the department's payment term when left out." }),
  orderNumber: t.string({ description: "The number of the caller's own order, up to 64 characters; an id of our own when left out." }),
  subscriptionId: t.id({ description: 'The subscription that it bills, by its `id`.' }),
  note: t.string({ description: "The payer's note, up to 1000 characters." }),
  remark: t.string({ description: "The seller's note, up to 1000 characters." }),
  language: t.field({ type: Language, description: "The language it is printed in; the department's when left out." }),
});

export const InvoiceIssueInput = builder.inputType('InvoiceIssueInput', {
  description: 'An invoice to issue. Exactly one of `customerId` and `customer` is needed.',
  fields: (t) => ({
    idempotencyKey: t.id({ required: true, description: REQUIRED_KEY }),
    previewToken: t.string({ description: 'The `previewToken` of `invoicePreview` for the same invoice. When what would be issued now is not what was shown, nothing is issued.' }),
    ...invoiceMembers(t),
  }),
});
