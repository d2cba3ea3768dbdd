import type { Department } from '../../domain/department.ts';
import { optionalDecimalOf } from './decimals.ts';
import type { Wire } from './fields.ts';
import { currencyOf, flagOf, idOf, integerOf, languageOf, objectOf, textOf, unpackJson } from './fields.ts';
import { DEPARTMENT_MODE, literalOf, vatModeOf } from './literals.ts';
import { localizedTextOf } from './localized-text.ts';
import type { Parsing } from './parsing.ts';

/** The upstream's own default (contract section 3). */
const DEFAULT_PAYMENT_TERM_DAYS = 3;

/** A row of contract section 7 as a department. `account.client_id` stays behind: it is half of the credentials. */
export const parseDepartment = (row: Wire, parsing: Parsing): Department => {
  const account = objectOf(unpackJson(row.account));
  return {
    id: idOf(row.id, 'id'),
    name: localizedTextOf(row.caption),
    description: localizedTextOf(row.description),
    invoicePrefix: textOf(row.prefix),
    paymentTermDays: integerOf(row.warn_days) ?? DEFAULT_PAYMENT_TERM_DAYS,
    currency: currencyOf(row.currency, 'currency', parsing),
    preferredLanguage: languageOf(row.preferred_language),
    mode: literalOf(DEPARTMENT_MODE, row.mode, 'mode', parsing),
    idno: textOf(row.idno),
    vatCode: textOf(row.tva),
    isVatPayer: !flagOf(row.no_tva),
    vatMode: vatModeOf(row.tva_calc, 'tva_calc', parsing),
    vatRate: optionalDecimalOf(row.tva_rate, 'tva_rate', parsing),
    bankName: textOf(row.bank_name),
    bankCode: textOf(row.bank_code),
    iban: textOf(row.mdl_account),
    countryCode: textOf(row.country_code),
    city: textOf(row.city),
    address: textOf(row.address),
    email: textOf(row.contact_email),
    phone: textOf(row.contact_phone),
    accountName: textOf(account?.caption),
    accountTariffAlias: textOf(account?.tariff_alias),
  };
};
