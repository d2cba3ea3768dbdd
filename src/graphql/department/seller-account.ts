import type { Department } from '../../domain/department.ts';
import { builder } from '../builder.ts';

export const SellerAccount = builder.objectRef<Department>('SellerAccount').implement({
  description: 'The account at e-Cont.md that the department belongs to.',
  fields: (t) => ({
    name: t.exposeString('accountName', { nullable: true, description: 'Name of the account.' }),
    tariffAlias: t.exposeString('accountTariffAlias', { nullable: true, description: 'The plan by which e-Cont.md bills the account itself.' }),
  }),
});
