import type { Customer } from '../../domain/customer.ts';
import type { Wire } from './fields.ts';
import { flagOf, idOf, instantOf, languageOf, optionalCurrencyOf, textOf } from './fields.ts';
import { localizedTextOf } from './localized-text.ts';
import type { Parsing } from './parsing.ts';

/** A row of contract section 4 as a customer. */
export const parseCustomer = (row: Wire, parsing: Parsing): Customer => ({
  id: idOf(row.id, 'id'),
  isIndividual: flagOf(row.is_individual),
  idno: textOf(row.idno),
  isIdnoVerified: flagOf(row.idno_verified),
  vatCode: textOf(row.tva),
  juridicalType: textOf(row.juridical_type),
  name: textOf(row.caption),
  legalName: localizedTextOf(row.caption_long),
  firstName: textOf(row.first_name),
  lastName: textOf(row.last_name),
  email: textOf(row.contact_email),
  phone: textOf(row.contact_phone),
  countryCode: textOf(row.country_code),
  city: textOf(row.city),
  postalCode: textOf(row.postal_index),
  address: textOf(row.address),
  currency: optionalCurrencyOf(row.currency),
  preferredLanguage: languageOf(row.preferred_language),
  source: textOf(row.source_create),
  createdAt: instantOf(row.moment, 'moment', parsing),
  updatedAt: instantOf(row.last_update, 'last_update', parsing),
});
