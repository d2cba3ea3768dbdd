import type { CurrencyCode } from '../../domain/currency.ts';
import type { CalendarDate, Instant } from '../../domain/dates.ts';
import { decimal } from '../../domain/decimal.ts';
import type { InvoiceTotals } from '../../domain/invoice-totals.ts';
import { vatOfLine } from '../../domain/invoice-totals.ts';
import { money } from '../../domain/money.ts';
import { builder } from '../builder.ts';
import { Customer } from '../customer/customer-ref.ts';
import { Money } from '../shared/money.ts';
import type { PricedLine } from './invoice-line.ts';
import { InvoiceLine } from './invoice-line.ts';
import { InvoicePreviewWarning } from './invoice-preview-warning.ts';
import type { ReadIssue } from './issue-order.ts';
import { chargedVatMode, DEFAULT_UNIT } from './issue-order.ts';
import type { PreviewSources } from './preview-sources.ts';
import type { PreviewWarning } from './preview-warnings.ts';

export interface InvoicePreviewPayloadModel {
  readonly kind: 'InvoicePreviewPayload';
  readonly read: ReadIssue;
  readonly sources: PreviewSources;
  readonly totals: InvoiceTotals;
  readonly dueOn: CalendarDate;
  readonly warnings: readonly PreviewWarning[];
  readonly token: string;
  readonly expiresAt: Instant;
}

const InvoicePreviewTotals = builder.objectRef<InvoiceTotals & { readonly currency: CurrencyCode }>('InvoicePreviewTotals').implement({
  description: 'The sums of an invoice that was not issued yet. `gross = net + tax`.',
  fields: (t) => ({
    net: t.field({ type: Money, description: 'The price without VAT.', resolve: ({ net, currency }) => money(net, currency) }),
    tax: t.field({ type: Money, description: 'VAT, rounded per line.', resolve: ({ tax, currency }) => money(tax, currency) }),
    gross: t.field({ type: Money, description: 'The price with VAT: what the payer has to pay.', resolve: ({ gross, currency }) => money(gross, currency) }),
  }),
});

/** The lines as they will be printed. */
const printedLines = ({ read, sources: { department } }: InvoicePreviewPayloadModel): PricedLine[] => {
  const mode = chargedVatMode(department);
  const vatRate = mode === 'INNER' || mode === 'OVER' ? department.vatRate : null;
  return read.lines.map(({ name, unitPrice, quantity, unit = DEFAULT_UNIT, sku = null, productCode = null, total }, i) => ({
    currency: department.currency,
    line: { position: i + 1, productCode, sku, name, unitPrice, quantity: decimal(`${quantity}`), unit, total, vatRate, vatAmount: vatOfLine(total, mode, vatRate) },
  }));
};

export const InvoicePreviewPayload = builder.objectRef<InvoicePreviewPayloadModel>('InvoicePreviewPayload').implement({
  description: 'The invoice as it would be issued now. Nothing was sent.',
  fields: (t) => ({
    totals: t.field({ type: InvoicePreviewTotals, description: 'What it will come to.', resolve: ({ totals, sources }) => ({ ...totals, currency: sources.department.currency }) }),
    lines: t.field({ type: [InvoiceLine], description: 'Its lines with their VAT, at most 20.', resolve: printedLines }),
    customer: t.field({ type: Customer, nullable: true, description: 'The customer that it will belong to; `null` when e-Cont.md will link none.', resolve: ({ sources }) => sources.customer }),
    currency: t.field({ type: 'CurrencyCode', description: 'The currency of every amount of it.', resolve: ({ sources }) => sources.department.currency }),
    dueOn: t.expose('dueOn', { type: 'Date', description: 'The last day to pay.' }),
    warnings: t.field({ type: [InvoicePreviewWarning], description: 'What to look at first; often empty. None of it stops the issue.', resolve: ({ warnings }) => warnings }),
    previewToken: t.exposeString('token', { description: 'Hand it to `invoiceIssue`: what is not as it was shown is then not issued. Opaque.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when the token can be used.' }),
  }),
});
