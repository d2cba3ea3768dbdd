import type { CustomerDraft } from '../../domain/customer.ts';

/** The body of `put/customer` beside `connect`. An absent member is left as it is upstream. */
export const writeCustomerDraft = (draft: CustomerDraft): Readonly<Record<string, unknown>> => ({
  customer: {
    id: draft.id,
    is_individual: draft.isIndividual === undefined ? undefined : Number(draft.isIndividual),
    idno: draft.idno,
    tva: draft.vatCode,
    juridical_type: draft.juridicalType,
    caption: draft.name,
    caption_long: draft.legalName,
    first_name: draft.firstName,
    last_name: draft.lastName,
    contact_email: draft.email,
    contact_phone: draft.phone,
    country_code: draft.countryCode,
    city: draft.city,
    postal_index: draft.postalCode,
    address: draft.address,
    currency: draft.currency,
    preferred_language: draft.preferredLanguage,
  },
});
