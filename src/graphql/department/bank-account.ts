import type { Department } from '../../domain/department.ts';
import { builder } from '../builder.ts';

export const BankAccount = builder.objectRef<Department>('BankAccount').implement({
  description: "The department's account at its bank.",
  fields: (t) => ({
    bankName: t.exposeString('bankName', { nullable: true, description: 'Name of the bank that keeps it.' }),
    bankCode: t.exposeString('bankCode', { nullable: true, description: 'Code of the bank (BIC).' }),
    iban: t.exposeString('iban', { nullable: true, description: 'The account in lei (IBAN).' }),
  }),
});
