import type { CurrencyCode } from '../../domain/currency.ts';
import type { CustomerDraft } from '../../domain/customer.ts';
import type { StateNumber } from '../../domain/idno.ts';
import { faultOfStateNumber } from '../../domain/idno.ts';
import type { Language as LanguageCode } from '../../domain/language.ts';
import { LANGUAGES } from '../../domain/language.ts';
import { faultOfCountryCode, faultOfEmail, faultOfPhone } from '../../domain/text.ts';
import { builder } from '../builder.ts';
import type { FaultCollector } from '../errors/fault-collector.ts';
import { withoutAbsent } from '../shared/argument-checks.ts';
import { Language } from '../shared/language.ts';

type Text = string | null | undefined;

/** A customer's data as a caller gives it; `null` means the same as absent. */
export interface CustomerDataInput {
  readonly isIndividual?: boolean | null | undefined;
  readonly idno?: Text;
  readonly vatCode?: Text;
  readonly juridicalType?: Text;
  readonly name?: Text;
  readonly legalName?: Readonly<Partial<Record<LanguageCode, Text>>> | null | undefined;
  readonly firstName?: Text;
  readonly lastName?: Text;
  readonly email?: Text;
  readonly phone?: Text;
  readonly address?: { readonly line?: Text; readonly city?: Text; readonly postalCode?: Text; readonly countryCode?: Text } | null | undefined;
  readonly currency?: CurrencyCode | null | undefined;
  readonly preferredLanguage?: LanguageCode | null | undefined;
}

export const LocalizedTextInput = builder.inputType('LocalizedTextInput', {
  description: 'One text in the languages of e-Cont.md. A language that is left out or `null` is not written.',
  fields: (t) => ({
    ro: t.string({ description: 'In Romanian, up to 255 characters.' }),
    ru: t.string({ description: 'In Russian, up to 255 characters.' }),
    en: t.string({ description: 'In English, up to 255 characters.' }),
  }),
});

export const AddressInput = builder.inputType('AddressInput', {
  description: 'A postal address as e-Cont.md keeps it. What is left out or `null` is not written.',
  fields: (t) => ({
    line: t.string({ description: 'Street and number, up to 255 characters.' }),
    city: t.string({ description: 'City or village, up to 255 characters.' }),
    postalCode: t.string({ description: 'Postal code, such as `MD-2001`, up to 16 characters.' }),
    countryCode: t.string({ description: 'Country, ISO 3166-1 alpha-2, such as `MD`.' }),
  }),
});

/** What both `customerCreate` and `customerUpdate` may be given, under the names of `Customer`. */
export const customerDataFields = (t: PothosSchemaTypes.InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>) => ({
  isIndividual: t.boolean({ description: 'A person, not a company.' }),
  idno: t.string({ description: 'IDNO of a company or IDNP of a person: 13 digits.' }),
  vatCode: t.string({ description: 'VAT registration code, up to 32 characters.' }),
  juridicalType: t.string({ description: 'Legal form, such as `SRL`, up to 64 characters.' }),
  name: t.string({ description: 'Short name, up to 255 characters.' }),
  legalName: t.field({ type: LocalizedTextInput, description: 'Full name.' }),
  firstName: t.string({ description: 'First name of a person, up to 255 characters.' }),
  lastName: t.string({ description: 'Last name of a person, up to 255 characters.' }),
  phone: t.string({ description: 'Telephone number.' }),
  address: t.field({ type: AddressInput, description: 'Postal address.' }),
  currency: t.field({ type: 'CurrencyCode', description: 'The currency it is billed in.' }),
  preferredLanguage: t.field({ type: Language, description: 'The language it wants to be written to in.' }),
});

const NAME = { maxLength: 255 };

const numberKind = (isIndividual: boolean | null | undefined): StateNumber => {
  if (isIndividual == null) return 'IDNO or IDNP';
  return isIndividual ? 'IDNP' : 'IDNO';
};

/** The data as it is sent: what was given, and nothing else. What is wrong with it goes to `faults`. */
export const readCustomerData = (input: CustomerDataInput, faults: FaultCollector): Omit<CustomerDraft, 'id'> => {
  const legalName = Object.fromEntries(
    LANGUAGES.flatMap((language) => {
      const text = faults.text(['legalName', language], input.legalName?.[language], NAME);
      return text === undefined ? [] : [[language, text]];
    }),
  ) as NonNullable<CustomerDraft['legalName']>;
  return {
    ...(Object.keys(legalName).length === 0 ? {} : { legalName }),
    ...withoutAbsent({
      isIndividual: input.isIndividual ?? undefined,
      idno: faults.shaped(['idno'], input.idno, (text) => faultOfStateNumber(text, numberKind(input.isIndividual))),
      vatCode: faults.text(['vatCode'], input.vatCode, { maxLength: 32 }),
      juridicalType: faults.text(['juridicalType'], input.juridicalType, { maxLength: 64 }),
      name: faults.text(['name'], input.name, NAME),
      firstName: faults.text(['firstName'], input.firstName, NAME),
      lastName: faults.text(['lastName'], input.lastName, NAME),
      email: faults.shaped(['email'], input.email, faultOfEmail),
      phone: faults.shaped(['phone'], input.phone, faultOfPhone),
      address: faults.text(['address', 'line'], input.address?.line, NAME),
      city: faults.text(['address', 'city'], input.address?.city, NAME),
      postalCode: faults.text(['address', 'postalCode'], input.address?.postalCode, { maxLength: 16 }),
      countryCode: faults.shaped(['address', 'countryCode'], input.address?.countryCode, faultOfCountryCode),
      currency: input.currency ?? undefined,
      preferredLanguage: input.preferredLanguage ?? undefined,
    }),
  };
};
