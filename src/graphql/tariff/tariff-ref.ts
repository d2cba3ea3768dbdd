import type { Tariff as TariffModel } from '../../domain/subscription.ts';
import { builder } from '../builder.ts';

export const Tariff = builder.objectRef<TariffModel>('Tariff');
