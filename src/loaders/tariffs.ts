import DataLoader from 'dataloader';

import type { Tariff, TariffFilter } from '../domain/subscription.ts';
import type { UpstreamClient, UpstreamScope } from '../upstream/client.ts';
import { alignByKey } from './align.ts';
import { canonicalKey } from '../domain/canonical-key.ts';
import { UPSTREAM_PAGE } from './list-source.ts';
import { ListTooLongError, MAX_WHOLE_LIST } from './whole-list.ts';

export interface TariffLoaders {
  readonly tariffByAlias: DataLoader<string, Tariff | null>;
  /** All tariffs that the filter leaves, in the upstream's order: a price list is short. */
  readonly tariffs: (filter: TariffFilter) => Promise<readonly Tariff[]>;
  readonly forget: () => void;
}

/** The upstream does not batch tariffs by alias: one is one `get`, several are the list, which is short. */
export const createTariffLoaders = (upstream: UpstreamClient, scope: UpstreamScope): TariffLoaders => {
  const calls = new Map<string, Promise<readonly Tariff[]>>();

  const readAll = async (filter: TariffFilter): Promise<readonly Tariff[]> => {
    const rows = new Map<string, Tariff>();
    for (let start = 0; ; ) {
      const page = await upstream.listTariffs(scope, { filter, sort: [], start, length: UPSTREAM_PAGE });
      for (const row of page.rows) rows.set(row.alias, row);
      start += page.rows.length;
      if (page.total > MAX_WHOLE_LIST) throw new ListTooLongError(`more than ${MAX_WHOLE_LIST} tariffs would have to be read`);
      if (page.rows.length === 0 || start >= page.total) return [...rows.values()];
    }
  };

  const tariffs = (filter: TariffFilter): Promise<readonly Tariff[]> => {
    const key = canonicalKey(filter);
    const known = calls.get(key);
    if (known !== undefined) return known;
    const call = readAll(filter);
    calls.set(key, call);
    return call;
  };

  const tariffByAlias = new DataLoader<string, Tariff | null>(
    async (aliases) => {
      const [only] = aliases;
      if (aliases.length === 1 && only !== undefined) return [await upstream.getTariff(scope, only)];
      return alignByKey(aliases, await tariffs({}), (tariff) => tariff.alias);
    },
    { maxBatchSize: Infinity },
  );

  return {
    tariffByAlias,
    tariffs,
    forget: () => {
      calls.clear();
      tariffByAlias.clearAll();
    },
  };
};
