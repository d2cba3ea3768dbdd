import type { CurrencyCode } from './currency.ts';
import type { Decimal } from './decimal.ts';
import type { VatMode } from './invoice.ts';
import type { Language, LocalizedText } from './language.ts';

export const DEPARTMENT_MODES = ['TEST', 'PRODUCTION', 'UNKNOWN'] as const;
export type DepartmentMode = (typeof DEPARTMENT_MODES)[number];

/** The seller's office behind the upstream key. One department, one currency. */
export interface Department {
  readonly id: number;
  readonly name: LocalizedText;
  readonly description: LocalizedText;
  readonly invoicePrefix: string | null;
  /** Days from issue to due date. */
  readonly paymentTermDays: number;
  readonly currency: CurrencyCode;
  readonly preferredLanguage: Language | null;
  readonly mode: DepartmentMode;
  readonly idno: string | null;
  readonly vatCode: string | null;
  readonly isVatPayer: boolean;
  readonly vatMode: VatMode;
  readonly vatRate: Decimal | null;
  readonly bankName: string | null;
  readonly bankCode: string | null;
  readonly iban: string | null;
  readonly countryCode: string | null;
  readonly city: string | null;
  readonly address: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly accountName: string | null;
  readonly accountTariffAlias: string | null;
}
