import type { CurrencyCode } from '../../domain/currency.ts';
import type { Invoice } from '../../domain/invoice.ts';
import type { InvoiceBalance } from '../../domain/invoice-totals.ts';
import { totalsOfInvoice } from '../../domain/invoice-totals.ts';
import { money } from '../../domain/money.ts';
import { builder } from '../builder.ts';
import { Money } from '../shared/money.ts';

type Totals = InvoiceBalance & { readonly currency: CurrencyCode };

/** The sums of an invoice in its currency. */
export const invoiceTotals = (invoice: Invoice): Totals => totalsOfInvoice(invoice);

export const InvoiceTotals = builder.objectRef<Totals>('InvoiceTotals').implement({
  description: 'The sums of an invoice. `gross = net + tax`.',
  fields: (t) => ({
    net: t.field({ type: Money, description: 'Without VAT.', resolve: (totals) => money(totals.net, totals.currency) }),
    tax: t.field({ type: Money, description: 'VAT, rounded per line.', resolve: (totals) => money(totals.tax, totals.currency) }),
    gross: t.field({ type: Money, description: 'The price: with VAT.', resolve: (totals) => money(totals.gross, totals.currency) }),
    paid: t.field({ type: Money, description: 'Paid so far.', resolve: (totals) => money(totals.paid, totals.currency) }),
    refunded: t.field({ type: Money, description: 'Paid back so far.', resolve: (totals) => money(totals.refunded, totals.currency) }),
    due: t.field({ type: Money, description: 'Left to pay; zero once the invoice is settled, cancelled or denied.', resolve: (totals) => money(totals.due, totals.currency) }),
  }),
});
