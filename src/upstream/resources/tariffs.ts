import type { Tariff, TariffFilter } from '../../domain/subscription.ts';
import type { UpstreamClient } from '../client.ts';
import type { Sender } from '../sender.ts';
import { TARIFF_FILTER } from '../wire/list-tables.ts';
import { parseTariff } from '../wire/tariff.ts';
import { getOne } from './get-one.ts';
import type { ListSpec } from './list-rows.ts';
import { listRows } from './list-rows.ts';

const LIST: ListSpec<Tariff, TariffFilter, never> = { endpoint: 'tariff.list', filter: TARIFF_FILTER, sort: {}, parse: parseTariff };

/** `tariff.get` and `.list`. */
export const tariffs = (sender: Sender): Pick<UpstreamClient, 'getTariff' | 'listTariffs'> => ({
  getTariff: (scope, alias) => getOne(sender, scope, 'tariff.get', { alias }, parseTariff),
  listTariffs: (scope, query) => listRows(sender, scope, LIST, query),
});
