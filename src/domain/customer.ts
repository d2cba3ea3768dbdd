import type { CurrencyCode } from './currency.ts';
import type { Instant } from './dates.ts';
import type { Language, LocalizedText } from './language.ts';
import type { InstantRange, ListQuery } from './list-query.ts';

/** A payer. In the upstream's tables this is `ut_customer`; `ut_client` there is the seller's account. */
export interface Customer {
  readonly id: number;
  readonly isIndividual: boolean;
  /** IDNO of a company, IDNP of an individual; 13 digits, though real data holds 12 to 14. */
  readonly idno: string | null;
  readonly isIdnoVerified: boolean;
  readonly vatCode: string | null;
  readonly juridicalType: string | null;
  readonly name: string | null;
  readonly legalName: LocalizedText;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly countryCode: string | null;
  readonly city: string | null;
  readonly postalCode: string | null;
  readonly address: string | null;
  readonly currency: CurrencyCode | null;
  readonly preferredLanguage: Language | null;
  readonly source: string | null;
  readonly createdAt: Instant | null;
  readonly updatedAt: Instant | null;
}

export const CUSTOMER_SORT_FIELDS = ['id', 'name', 'createdAt'] as const;
export type CustomerSortField = (typeof CUSTOMER_SORT_FIELDS)[number];

export interface CustomerFilter {
  readonly ids?: readonly number[];
  readonly isIndividual?: boolean;
  readonly idnos?: readonly string[];
  readonly emails?: readonly string[];
  readonly preferredLanguages?: readonly Language[];
  readonly createdAt?: InstantRange;
  readonly search?: string;
}
export type CustomerListQuery = ListQuery<CustomerFilter, CustomerSortField>;

export type CustomerSelector = { readonly id: number } | { readonly idno: string };

/** What `put/customer` takes; with `id` it updates, without it creates. An absent member is left as it is. */
export interface CustomerDraft {
  readonly id?: number;
  readonly isIndividual?: boolean;
  readonly idno?: string;
  readonly vatCode?: string;
  readonly juridicalType?: string;
  readonly name?: string;
  readonly legalName?: Partial<Record<Language, string>>;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly countryCode?: string;
  readonly city?: string;
  readonly postalCode?: string;
  readonly address?: string;
  readonly currency?: CurrencyCode;
  readonly preferredLanguage?: Language;
}
