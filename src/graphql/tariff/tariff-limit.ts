import { builder } from '../builder.ts';

export const TariffLimit = builder.objectRef<{ readonly name: string; readonly value: string }>('TariffLimit').implement({
  description: 'One thing that a tariff bounds.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What is bounded, as the upstream names it.' }),
    value: t.exposeString('value', { description: 'The bound, as the upstream writes it.' }),
  }),
});
