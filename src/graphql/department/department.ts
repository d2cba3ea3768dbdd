import type { Department as DepartmentModel } from '../../domain/department.ts';
import { builder } from '../builder.ts';
import { notForPayers } from '../scopes/forbidden-error.ts';
import { Address } from '../shared/address.ts';
import { Language } from '../shared/language.ts';
import { LocalizedText } from '../shared/localized-text.ts';
import { Vat } from '../shared/vat.ts';
import { BankAccount } from './bank-account.ts';
import { DepartmentMode } from './department-mode.ts';
import { SellerAccount } from './seller-account.ts';

export const Department = builder.objectRef<DepartmentModel>('Department').implement({
  description: "The seller's office behind the keys of this server. It has one currency.",
  fields: (t) => ({
    upstreamId: t.exposeInt('id', { description: 'The number that e-Cont.md knows it by.' }),
    name: t.field({ type: LocalizedText, description: 'Name of the office.', resolve: ({ name }) => name }),
    description: t.field({ type: LocalizedText, description: 'What it does.', resolve: ({ description }) => description }),
    invoicePrefix: t.exposeString('invoicePrefix', { nullable: true, description: 'The start of its invoice numbers.' }),
    paymentTermDays: t.exposeInt('paymentTermDays', { description: 'Days from the issue of an invoice to its last day to pay.' }),
    currency: t.expose('currency', { type: 'CurrencyCode', description: 'The currency of everything it issues.' }),
    preferredLanguage: t.field({ type: Language, nullable: true, description: 'The language it works in.', resolve: ({ preferredLanguage }) => preferredLanguage }),
    mode: t.field({ type: DepartmentMode, description: 'Whether it works for real.', resolve: ({ mode }) => mode }),
    idno: t.exposeString('idno', { nullable: true, description: 'IDNO of the seller.' }),
    vatCode: t.exposeString('vatCode', { nullable: true, description: 'VAT registration code of the seller.' }),
    isVatPayer: t.exposeBoolean('isVatPayer', { description: 'It charges VAT.' }),
    vat: t.field({ type: Vat, description: 'How it charges VAT.', resolve: ({ vatMode, vatRate }) => ({ mode: vatMode, rate: vatRate }) }),
    bankAccount: t.field({ type: BankAccount, description: 'Where its money goes.', resolve: (department) => department }),
    address: t.field({ type: Address, description: 'Postal address.', resolve: (department) => department }),
    email: t.exposeString('email', { nullable: true, description: 'E-mail address for payers.' }),
    phone: t.exposeString('phone', { nullable: true, description: 'Telephone number for payers.' }),
    account: t.field({
      type: SellerAccount,
      description: 'The account it belongs to. Not for payers.',
      resolve: (department, _args, { caller }) => {
        if (caller.payerOf !== null) throw notForPayers();
        return department;
      },
    }),
  }),
});
