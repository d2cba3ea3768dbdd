import type { CurrencyCode } from '../../src/domain/currency.ts';
import type { Customer } from '../../src/domain/customer.ts';
import type { CalendarDate, Instant } from '../../src/domain/dates.ts';
import { instantOfEpoch } from '../../src/domain/dates.ts';
import { decimal } from '../../src/domain/decimal.ts';
import type { Department } from '../../src/domain/department.ts';
import type { Invoice, InvoiceLine } from '../../src/domain/invoice.ts';
import type { Payment } from '../../src/domain/payment.ts';
import type { Subscription, Tariff } from '../../src/domain/subscription.ts';

export const MDL = 'MDL' as CurrencyCode;
export const instant = (text: string): Instant => text as Instant;
export const day = (text: string): CalendarDate => text as CalendarDate;

/** The `n`th minute of the tests' year: rows made one after the other are a minute apart. */
export const minute = (n: number): Instant => instantOfEpoch(Date.UTC(2026, 0, 5, 8, 0) + n * 60_000);

export const makeLine = (over: Partial<InvoiceLine> = {}): InvoiceLine => ({
  position: 1, productCode: null, sku: null, name: 'Abonament', unitPrice: decimal('100.00'), quantity: decimal('1'), unit: 'pcs', total: decimal('100.00'),
  vatRate: null, vatAmount: null, ...over,
});

/** An invoice without a customer, made in the order of its id. */
export const makeInvoice = (over: Partial<Invoice> & { readonly id: number }): Invoice => ({
  publicKey: over.id.toString(16).padStart(32, '0'),
  number: `EC-${over.id}`,
  orderId: null,
  orderNumber: null,
  customerId: null,
  subscriptionId: null,
  status: 'SENT',
  isArchived: false,
  createdAt: minute(over.id),
  issuedAt: minute(over.id),
  dueOn: day('2026-12-31'),
  paidAt: null,
  refundedAt: null,
  currency: MDL,
  amount: decimal('100.00'),
  amountPaid: decimal('0.00'),
  amountRefunded: decimal('0.00'),
  vatMode: 'NONE',
  vatRate: null,
  vatAmount: decimal('0.00'),
  netAmount: decimal('100.00'),
  supplierIdno: null,
  buyer: { name: null, idno: null, vatCode: null, email: null, phone: null, address: null },
  topic: null,
  remark: null,
  patternLanguage: null,
  source: null,
  pdfUrl: null,
  lines: [],
  ...over,
});

export const makeCustomer = (over: Partial<Customer> & { readonly id: number }): Customer => ({
  isIndividual: false,
  idno: `${1_000_000_000_000 + over.id}`,
  isIdnoVerified: false,
  vatCode: null,
  juridicalType: null,
  name: `Client ${over.id}`,
  legalName: { ro: null, ru: null, en: null },
  firstName: null,
  lastName: null,
  email: `client${over.id}@exemplu.md`,
  phone: null,
  countryCode: null,
  city: null,
  postalCode: null,
  address: null,
  currency: null,
  preferredLanguage: null,
  source: null,
  createdAt: minute(over.id),
  updatedAt: null,
  ...over,
});

export const makeSubscription = (over: Partial<Subscription> & { readonly id: number }): Subscription => ({
  customerId: null,
  tariffAlias: null,
  status: 'ACTIVE',
  currency: MDL,
  amount: decimal('120.00'),
  frequency: 'MONTHLY',
  startsAt: minute(over.id),
  endsAt: null,
  nextInvoiceAt: null,
  lastInvoiceId: null,
  lines: [],
  createdAt: minute(over.id),
  ...over,
});

export const makePayment = (over: Partial<Payment> & { readonly id: number }): Payment => ({
  invoiceId: null,
  invoiceKey: null,
  method: 'maib',
  terminal: null,
  transactionId: null,
  amount: decimal('10.00'),
  remaining: null,
  amountRefunded: decimal('0.00'),
  currency: MDL,
  transactionType: 'CONFIRM',
  status: 'CONFIRMED',
  approvalCode: null,
  referenceNumber: null,
  maskedCard: null,
  createdAt: minute(over.id),
  reversedAt: null,
  ...over,
});

export const makeTariff = (over: Partial<Tariff> & { readonly alias: string }): Tariff => ({
  name: { ro: null, ru: null, en: null },
  currency: MDL,
  frequency: 'MONTHLY',
  rate: decimal('120.00'),
  extensionRate: null,
  isVisible: true,
  limits: [],
  ...over,
});

export const makeDepartment = (over: Partial<Department> = {}): Department => ({
  id: 2,
  name: { ro: 'Oficiu', ru: null, en: null },
  description: { ro: null, ru: null, en: null },
  invoicePrefix: 'EC',
  paymentTermDays: 3,
  currency: MDL,
  preferredLanguage: 'ro',
  mode: 'TEST',
  idno: null,
  vatCode: null,
  isVatPayer: true,
  vatMode: 'INNER',
  vatRate: decimal('20'),
  bankName: null,
  bankCode: null,
  iban: null,
  countryCode: null,
  city: null,
  address: null,
  email: null,
  phone: null,
  accountName: null,
  accountTariffAlias: null,
  ...over,
});

/** `count` things, told their numbers from 1. */
export const times = <Thing>(count: number, make: (n: number) => Thing): Thing[] => Array.from({ length: count }, (_, i) => make(i + 1));
