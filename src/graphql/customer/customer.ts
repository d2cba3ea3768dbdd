import { builder } from '../builder.ts';
import { InvoiceConnection, invoiceListArgs, invoiceListOrder } from '../invoice/invoice-list.ts';
import { Invoice } from '../invoice/invoice-ref.ts';
import { relatedConnection } from '../pagination/related-connection.ts';
import { PaymentConnection, paymentListArgs, paymentListOrder } from '../payment/payment-list.ts';
import { Payment } from '../payment/payment-ref.ts';
import { Address } from '../shared/address.ts';
import { Language } from '../shared/language.ts';
import { LocalizedText } from '../shared/localized-text.ts';
import { SubscriptionConnection, subscriptionListArgs, subscriptionListOrder } from '../subscription/subscription-list.ts';
import { Subscription } from '../subscription/subscription-ref.ts';
import { CustomerBalance, readBalance } from './customer-balance.ts';
import { Customer } from './customer-ref.ts';

builder.node(Customer, {
  description: 'A payer: a company or a person that invoices are issued to.',
  id: { resolve: ({ id }) => id },
  fields: (t) => ({
    upstreamId: t.exposeInt('id', { description: 'The number that e-Cont.md knows it by.' }),
    isIndividual: t.exposeBoolean('isIndividual', { description: 'A person, not a company.' }),
    idno: t.exposeString('idno', { nullable: true, description: 'IDNO of a company or IDNP of a person: usually 13 digits, though 12 to 14 occur.' }),
    isIdnoVerified: t.exposeBoolean('isIdnoVerified', { description: 'The IDNO was checked against the state register.' }),
    vatCode: t.exposeString('vatCode', { nullable: true, description: 'VAT registration code.' }),
    juridicalType: t.exposeString('juridicalType', { nullable: true, description: 'Legal form, such as `SRL`.' }),
    name: t.exposeString('name', { nullable: true, description: 'Short name.' }),
    legalName: t.field({ type: LocalizedText, description: 'Full name.', resolve: ({ legalName }) => legalName }),
    firstName: t.exposeString('firstName', { nullable: true, description: 'First name of a person.' }),
    lastName: t.exposeString('lastName', { nullable: true, description: 'Last name of a person.' }),
    email: t.exposeString('email', { nullable: true, description: 'Where invoices are sent.' }),
    phone: t.exposeString('phone', { nullable: true, description: 'Telephone number.' }),
    address: t.field({ type: Address, description: 'Postal address.', resolve: (customer) => customer }),
    currency: t.expose('currency', { type: 'CurrencyCode', nullable: true, description: 'The currency it is billed in.' }),
    preferredLanguage: t.field({ type: Language, nullable: true, description: 'The language it wants to be written to in.', resolve: ({ preferredLanguage }) => preferredLanguage }),
    source: t.exposeString('source', { nullable: true, description: 'What made it, as the upstream names it; `self`: by hand.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', nullable: true, description: 'When it was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', nullable: true, description: 'When it was last changed.' }),
    balance: t.field({ type: CustomerBalance, nullable: true, description: 'What it owes now. Reads its open invoices.', resolve: ({ id }, _args, context) => readBalance(id, context) }),
    invoices: t.connection({
      type: Invoice,
      nullable: true,
      description: 'Its invoices, newest issue first unless ordered otherwise.',
      args: invoiceListArgs,
      ...relatedConnection({ name: 'Customer.invoices', orderOf: invoiceListOrder, pagesIn: ({ invoicesByCustomerId }) => invoicesByCustomerId }),
    }, InvoiceConnection),
    subscriptions: t.connection({
      type: Subscription,
      nullable: true,
      description: 'Its subscriptions, newest first unless ordered otherwise.',
      args: subscriptionListArgs,
      ...relatedConnection({ name: 'Customer.subscriptions', orderOf: subscriptionListOrder, pagesIn: ({ subscriptionsByCustomerId }) => subscriptionsByCustomerId }),
    }, SubscriptionConnection),
    payments: t.connection({
      type: Payment,
      nullable: true,
      description: 'Payments on its invoices, newest first unless ordered otherwise. Reads its invoices to find them.',
      args: paymentListArgs,
      ...relatedConnection({ name: 'Customer.payments', orderOf: paymentListOrder, pagesIn: ({ paymentsByCustomerId }) => paymentsByCustomerId }),
    }, PaymentConnection),
  }),
});
