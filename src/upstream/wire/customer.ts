import type { Customer } from '../../domain/customer.ts';
import type { Wire } from './fields.ts';
import { flagOf, idOf, instantOf, languageOf, optionalCurrencyOf, textOf } from './fields.ts';
import type { Readers } from './lazy-row.ts';
import { lazyRows, readAll } from './lazy-row.ts';
import { localizedTextOf } from './localized-text.ts';
import type { Parsing } from './parsing.ts';

type Sure = Pick<Customer, 'id'>;

/** What a customer cannot do without. */
const SURE: Readers<Sure> = { id: (row) => idOf(row.id, 'id') };

/** The others, none of which throws. */
const READERS: Readers<Omit<Customer, keyof Sure>> = {
  isIndividual: (row) => flagOf(row.is_individual),
  idno: (row) => textOf(row.idno),
  isIdnoVerified: (row) => flagOf(row.idno_verified),
  vatCode: (row) => textOf(row.tva),
  juridicalType: (row) => textOf(row.juridical_type),
  name: (row) => textOf(row.caption),
  legalName: (row) => localizedTextOf(row.caption_long),
  firstName: (row) => textOf(row.first_name),
  lastName: (row) => textOf(row.last_name),
  email: (row) => textOf(row.contact_email),
  phone: (row) => textOf(row.contact_phone),
  countryCode: (row) => textOf(row.country_code),
  city: (row) => textOf(row.city),
  postalCode: (row) => textOf(row.postal_index),
  address: (row) => textOf(row.address),
  currency: (row) => optionalCurrencyOf(row.currency),
  preferredLanguage: (row) => languageOf(row.preferred_language),
  source: (row) => textOf(row.source_create),
  createdAt: (row, parsing) => instantOf(row.moment, 'moment', parsing),
  updatedAt: (row, parsing) => instantOf(row.last_update, 'last_update', parsing),
};

/** A row of contract section 4 as a customer. */
export const parseCustomer = (row: Wire, parsing: Parsing): Customer => ({ ...readAll(SURE, row, parsing), ...readAll(READERS, row, parsing) });

/** The same, each member read when it is asked for. */
export const parseCustomerLazily: (row: Wire, parsing: Parsing) => Customer = lazyRows(SURE, READERS);
