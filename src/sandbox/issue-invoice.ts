import { formatCents, type Cents } from './cents.ts';
import { itemsOf, type Line } from './invoice-items.ts';
import { KEY_OF, publicKey } from './public-key.ts';
import type { CustomerRow, InvoiceRow, Language } from './rows.ts';
import { PDF_BASE } from './seed/invoice-rows.ts';
import type { State } from './state.ts';
import { DAY, formatWall, ZERO_DATE } from './wall-time.ts';

/** The payer as an invoice shows it. */
export interface Buyer {
  id: number;
  name: string;
  idno: string;
  tva: string;
  email: string;
  phone: string;
  address: string;
}

/** What a new invoice is made of. */
export interface Draft {
  department: number;
  at: number;
  buyer: Buyer;
  lines: readonly Line[];
  /** Stored as given, even when it is not the sum of the lines. */
  amount?: Cents;
  currency: string;
  status: string;
  source: string;
  language: Language;
  topic?: string;
  remark?: string;
  orderId?: number;
  orderNumber?: string;
  subscriptionId?: number;
  due?: number;
}

/** Adds an invoice under the next number of its department. */
export function issueInvoice(state: State, draft: Draft): InvoiceRow {
  const { row: department } = state.office(draft.department);
  const { items, vat, net, gross } = itemsOf(draft.lines, department);
  const taxed = department.tva_calc === 'inner' || department.tva_calc === 'over';
  const id = state.invoices.nextId;
  const key = publicKey(KEY_OF.invoice, id);
  const moment = formatWall(draft.at);
  const row: InvoiceRow = {
    id,
    inner_hash: key,
    outer_number: state.takeNumber(draft.department),
    order_id: draft.orderId ?? 0,
    order_number: draft.orderNumber ?? '',
    buyer_id: draft.buyer.id,
    subscription_id: draft.subscriptionId ?? null,
    status: draft.status,
    is_archived: 0,
    moment,
    issue_date: moment,
    due_on: formatWall(draft.due ?? draft.at + department.warn_days * DAY),
    paid_date: ZERO_DATE,
    refund_date: ZERO_DATE,
    currency: draft.currency,
    amount: formatCents(draft.amount ?? gross),
    amount_paid: '0.00',
    amount_refunded: '0.00',
    tva_calc: department.tva_calc,
    tva_rate: taxed ? department.tva_rate : '0',
    tva_amount: formatCents(vat),
    wtva_amount: formatCents(net),
    supplier_idno: department.idno,
    buyer_name: draft.buyer.name,
    buyer_idno: draft.buyer.idno,
    buyer_tva: draft.buyer.tva,
    buyer_email: draft.buyer.email,
    buyer_phone: draft.buyer.phone,
    buyer_address: draft.buyer.address,
    topic: draft.topic ?? draft.lines[0]?.name ?? '',
    remark: draft.remark ?? '',
    pattern_language: draft.language,
    source_create: draft.source,
    doc_url: { pdf_url: `${PDF_BASE}/${key}.pdf` },
    items,
  };
  state.invoices.insert(draft.department, row);
  return row;
}

/** A customer as the buyer of an invoice. */
export function buyerFrom(customer: CustomerRow): Buyer {
  return {
    id: customer.id,
    name: customer.caption,
    idno: customer.idno,
    tva: customer.tva,
    email: customer.contact_email,
    phone: customer.contact_phone,
    address: [customer.city, customer.address].filter(Boolean).join(', '),
  };
}
