import { CUSTOMER_LIST, INVOICE_LIST, PAYMENT_LIST, SUBSCRIPTION_LIST } from './fields.ts';
import { Lister } from './query.ts';
import type { CustomerRow, InvoiceRow, PaymentRow, SubscriptionRow, TariffRow } from './rows.ts';
import { heldRows } from './seed-rows.ts';
import { seedCustomers } from './seed/customers.ts';
import { drawInvoices } from './seed/invoice-columns.ts';
import { invoiceRows } from './seed/invoice-rows.ts';
import { seedOffices, type Office } from './seed/offices.ts';
import { paymentRows } from './seed/payment-rows.ts';
import { seedSubscriptions } from './seed/subscriptions.ts';
import { seedTariffs } from './seed/tariffs.ts';
import { Table } from './table.ts';

const CUSTOMERS_AT_MOST = 50_000;
const SUBSCRIPTIONS_AT_MOST = 20_000;

/** Everything that the upstream would keep in its database. */
export class State {
  readonly offices: Office[];
  readonly invoices: Table<InvoiceRow>;
  readonly customers: Table<CustomerRow>;
  readonly subscriptions: Table<SubscriptionRow>;
  readonly payments: Table<PaymentRow>;
  readonly lists: {
    invoices: Lister<InvoiceRow>;
    customers: Lister<CustomerRow>;
    subscriptions: Lister<SubscriptionRow>;
    payments: Lister<PaymentRow>;
  };
  /** Invoices sent by e-mail, pushed and signed since the start. */
  readonly deeds = { sent: 0, pushed: 0, signed: 0 };
  readonly #tariffs: ReadonlyMap<string, readonly TariffRow[]>;
  readonly #numbers = new Map<number, number>();

  /** Seeds by size and by the day the clock starts on, so that two starts hold the same rows. */
  constructor(size: number, today: number) {
    this.offices = seedOffices();
    const open = this.offices.filter(({ enabled }) => enabled);
    this.#tariffs = new Map((['MDL', 'EUR', 'USD'] as const).map((currency) => [currency, seedTariffs(currency)]));
    const customers = seedCustomers(Math.min(CUSTOMERS_AT_MOST, Math.max(5, Math.round(size / 10))), open, today);
    const subscriptions = seedSubscriptions(
      Math.min(SUBSCRIPTIONS_AT_MOST, Math.max(6, Math.round(size / 25))),
      open,
      customers,
      (department) => this.tariffsOf(department),
      today,
    );
    const columns = drawInvoices(size, open, customers, subscriptions, today);
    for (let id = 1; id <= size; id += 1) {
      const subscription = subscriptions[(columns.subscription[id] ?? 0) - 1];
      if (subscription) subscription.row.last_invoice_id = id;
    }
    const customerOffice = new Map(customers.map(({ row, department }) => [row.id, department]));
    const subscriptionOffice = new Map(subscriptions.map(({ row, department }) => [row.id, department]));
    this.customers = new Table(
      heldRows(customers.map(({ row }) => row), ({ id }) => customerOffice.get(id) ?? 0, CUSTOMER_LIST, ['idno', 'contact_email']),
      CUSTOMER_LIST,
      ['idno', 'contact_email'],
    );
    this.subscriptions = new Table(
      heldRows(subscriptions.map(({ row }) => row), ({ id }) => subscriptionOffice.get(id) ?? 0, SUBSCRIPTION_LIST, ['customer_id']),
      SUBSCRIPTION_LIST,
      ['customer_id'],
    );
    this.invoices = new Table(invoiceRows(columns, open, customers, subscriptions), INVOICE_LIST, [
      'buyer_id',
      'subscription_id',
      'inner_hash',
      'order_id',
      'outer_number',
    ]);
    this.payments = new Table(paymentRows(columns, open, today), PAYMENT_LIST, ['invoice_id']);
    this.lists = {
      invoices: new Lister(this.invoices),
      customers: new Lister(this.customers),
      subscriptions: new Lister(this.subscriptions),
      payments: new Lister(this.payments),
    };
  }

  office(department: number): Office {
    const office = this.offices.find(({ row }) => row.id === department);
    if (!office) throw new Error(`There is no department ${department}.`);
    return office;
  }

  tariffsOf(department: number): readonly TariffRow[] {
    return this.#tariffs.get(this.office(department).row.currency) ?? [];
  }

  /** Takes the next number of a department, `{prefix}-{n}`. */
  takeNumber(department: number): string {
    const n = (this.#numbers.get(department) ?? this.invoices.seed.idsOf(department).length) + 1;
    this.#numbers.set(department, n);
    return `${this.office(department).row.prefix}-${n}`;
  }

  /** The invoice behind a public key, of whichever department. */
  invoiceByKey(key: string): InvoiceRow | undefined {
    for (const id of this.invoices.lookup('inner_hash', [key]) ?? []) return this.invoices.get(id);
    return undefined;
  }

  /** Forgets every change since the start. */
  reset(): void {
    this.offices.splice(0, this.offices.length, ...seedOffices());
    for (const table of [this.invoices, this.customers, this.subscriptions, this.payments]) table.reset();
    Object.assign(this.deeds, { sent: 0, pushed: 0, signed: 0 });
    this.#numbers.clear();
  }
}
