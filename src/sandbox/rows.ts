import type { VatMode } from './vat.ts';

/** The languages of the upstream's texts. */
export type Language = 'ro' | 'ru' | 'en';

/** A text in the three languages. */
export type Captions = Record<Language, string>;

/** An invoice line, as the upstream stores it. */
export interface ItemRow {
  Code: number;
  SKU: string;
  Name: string;
  UnitPrice: string;
  Quantity: number;
  UnitOfMeasure: string;
  TotalPrice: string;
  TVA: string;
  TotalTVA: string;
}

/** An invoice (contract, section 3). */
export interface InvoiceRow {
  id: number;
  inner_hash: string;
  outer_number: string;
  order_id: number;
  order_number: string;
  buyer_id: number;
  subscription_id: number | null;
  status: string;
  is_archived: number;
  moment: string;
  issue_date: string;
  due_on: string;
  paid_date: string;
  refund_date: string;
  currency: string;
  amount: string;
  amount_paid: string;
  amount_refunded: string;
  tva_calc: VatMode;
  tva_rate: string;
  tva_amount: string;
  wtva_amount: string;
  supplier_idno: string;
  buyer_name: string;
  buyer_idno: string;
  buyer_tva: string;
  buyer_email: string;
  buyer_phone: string;
  buyer_address: string;
  topic: string;
  remark: string;
  pattern_language: Language;
  source_create: string;
  doc_url: { pdf_url: string };
  items: Record<string, ItemRow>;
}

/** A payer (section 4). */
export interface CustomerRow {
  id: number;
  unique_key: string;
  is_individual: number;
  idno: string;
  idno_verified: number;
  tva: string;
  juridical_type: string;
  caption: string;
  caption_long: Captions;
  first_name: string;
  last_name: string;
  contact_email: string;
  contact_phone: string;
  country_code: string;
  city: string;
  postal_index: string;
  address: string;
  currency: string;
  preferred_language: Language;
  source_create: string;
  moment: string;
  last_update: string;
}

/** A price list entry (section 5). */
export interface TariffRow {
  alias: string;
  caption: Captions;
  currency: string;
  frequency: 'monthly' | 'yearly';
  tariff_rate: string;
  extention_rate: string;
  is_show: number;
  limits: Record<string, number>;
}

/** A subscription (section 5). */
export interface SubscriptionRow {
  id: number;
  customer_id: number;
  tariff_alias: string;
  status: string;
  currency: string;
  amount: string;
  frequency: 'monthly' | 'yearly';
  date_start: string;
  date_stop: string;
  next_issue_on: string;
  last_invoice_id: number;
  items: Record<string, ItemRow>;
  moment: string;
}

/** A payment (section 6). */
export interface PaymentRow {
  id: number;
  invoice_id: number;
  hash: string;
  bank: string;
  terminal: string;
  transaction_id: string;
  amount: string;
  rest: string;
  refund: string;
  currency: string;
  trtype: string;
  status: string;
  approval: string;
  rrn: string;
  card: string;
  moment: string;
  reverse_moment: string;
}

/** The seller's office (section 7), as the API answers it. */
export interface DepartmentRow {
  id: number;
  caption: Captions;
  description: Captions;
  prefix: string;
  warn_days: number;
  currency: 'MDL' | 'EUR' | 'USD';
  preferred_language: Language;
  mode: 'test' | 'prod';
  idno: string;
  tva: string;
  no_tva: number;
  tva_calc: VatMode;
  tva_rate: string;
  bank_name: string;
  bank_code: string;
  mdl_account: string;
  country_code: string;
  city: string;
  address: string;
  contact_email: string;
  contact_phone: string;
  account: { caption: string; client_id: number; tariff_alias: string };
}
