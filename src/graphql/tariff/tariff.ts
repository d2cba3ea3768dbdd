import { money } from '../../domain/money.ts';
import { builder } from '../builder.ts';
import { LocalizedText } from '../shared/localized-text.ts';
import { Money } from '../shared/money.ts';
import { BillingFrequency } from '../subscription/billing-frequency.ts';
import { TariffLimit } from './tariff-limit.ts';
import { Tariff } from './tariff-ref.ts';

builder.node(Tariff, {
  description: 'A price plan that customers can subscribe to.',
  id: { resolve: ({ alias }) => alias },
  fields: (t) => ({
    alias: t.exposeString('alias', { description: 'The short name that e-Cont.md knows it by.' }),
    name: t.field({ type: LocalizedText, description: 'The name shown to customers.', resolve: ({ name }) => name }),
    price: t.field({ type: Money, description: 'Price of one period.', resolve: ({ rate, currency }) => money(rate, currency) }),
    extensionPrice: t.field({ type: Money, nullable: true, description: 'Price of an extension; `null` when there is none.', resolve: ({ extensionRate, currency }) => (extensionRate === null ? null : money(extensionRate, currency)) }),
    frequency: t.field({ type: BillingFrequency, description: 'How long a period is.', resolve: ({ frequency }) => frequency }),
    isVisible: t.exposeBoolean('isVisible', { description: 'It is offered to customers.' }),
    limits: t.field({ type: [TariffLimit], description: 'What it bounds.', resolve: ({ limits }) => limits }),
  }),
});
