import type { Customer } from '../../domain/customer.ts';
import { faultOfStateNumber } from '../../domain/idno.ts';
import type { InvoiceBilling } from '../../domain/invoice.ts';
import { faultOfCountryCode, faultOfEmail, faultOfPhone } from '../../domain/text.ts';
import type { FaultCollector } from '../errors/fault-collector.ts';
import { withoutAbsent } from '../shared/argument-checks.ts';

type Text = string | null | undefined;

/** The payer as the caller gives it. */
export interface BillingInput {
  readonly email: string;
  readonly companyName?: Text;
  readonly idno?: Text;
  readonly idnp?: Text;
  readonly firstName?: Text;
  readonly lastName?: Text;
  readonly phone?: Text;
  readonly address?: { readonly line1?: Text; readonly line2?: Text; readonly city?: Text; readonly postalCode?: Text; readonly countryCode?: Text } | null | undefined;
}

/** The payer block from the caller's own data; what is wrong with it goes to `faults`. */
export const billingOfInput = (input: BillingInput, faults: FaultCollector): InvoiceBilling => {
  const name = { maxLength: 255 };
  faults.note(['customer', 'email'], faultOfEmail(input.email));
  if (input.idno != null && input.idnp != null) faults.add(['customer', 'idnp'], '`customer.idno` is of a company and `customer.idnp` of a person; give one of them.');
  return {
    email: input.email,
    ...withoutAbsent({
      company: faults.text(['customer', 'companyName'], input.companyName, name),
      idno: faults.shaped(['customer', 'idno'], input.idno, (text) => faultOfStateNumber(text, 'IDNO')),
      idnp: faults.shaped(['customer', 'idnp'], input.idnp, (text) => faultOfStateNumber(text, 'IDNP')),
      firstName: faults.text(['customer', 'firstName'], input.firstName, name),
      lastName: faults.text(['customer', 'lastName'], input.lastName, name),
      addressLine1: faults.text(['customer', 'address', 'line1'], input.address?.line1, name),
      addressLine2: faults.text(['customer', 'address', 'line2'], input.address?.line2, name),
      city: faults.text(['customer', 'address', 'city'], input.address?.city, name),
      postalCode: faults.text(['customer', 'address', 'postalCode'], input.address?.postalCode, { maxLength: 16 }),
      countryCode: faults.shaped(['customer', 'address', 'countryCode'], input.address?.countryCode, faultOfCountryCode),
      phone: faults.shaped(['customer', 'phone'], input.phone, faultOfPhone),
    }),
  };
};

/** The payer block of a customer that the upstream knows; `null` when it has no e-mail address to send to. */
export const billingOfCustomer = (customer: Customer): InvoiceBilling | null => {
  if (customer.email === null || faultOfEmail(customer.email) !== null) return null;
  const name = customer.legalName.ro ?? customer.name ?? undefined;
  return {
    id: customer.id,
    email: customer.email,
    ...withoutAbsent({
      company: customer.isIndividual ? undefined : name,
      idno: customer.isIndividual ? undefined : (customer.idno ?? undefined),
      idnp: customer.isIndividual ? (customer.idno ?? undefined) : undefined,
      firstName: customer.firstName ?? undefined,
      lastName: customer.lastName ?? undefined,
      addressLine1: customer.address ?? undefined,
      city: customer.city ?? undefined,
      postalCode: customer.postalCode ?? undefined,
      countryCode: customer.countryCode ?? undefined,
      phone: customer.phone ?? undefined,
    }),
  };
};
