import type { Subscription, Tariff } from '../domain/subscription.ts';
import type { UpstreamClient, UpstreamScope } from '../upstream/client.ts';
import { createTariffLoaders } from './tariffs.ts';

/** Tariffs as a customer may see them: those on offer, and those that it has. What was agreed with others is not shown. */
export const payerTariffs = (upstream: UpstreamClient, ownSubscriptions: (scope: UpstreamScope) => Promise<readonly Subscription[]>): Pick<UpstreamClient, 'getTariff' | 'listTariffs'> => {
  const hasOf = async (scope: UpstreamScope): Promise<ReadonlySet<string | null>> => new Set((await ownSubscriptions(scope)).map(({ tariffAlias }) => tariffAlias));
  return {
    async getTariff(scope, alias) {
      const tariff = await upstream.getTariff(scope, alias);
      // Asked for a tariff that is not there as well, so that the time does not tell it from one that is hidden.
      return tariff?.isVisible === true || (await hasOf(scope)).has(alias) ? tariff : null;
    },
    async listTariffs(scope, { filter, start, length }) {
      // Read whole, since what is hidden leaves gaps.
      const all = await createTariffLoaders(upstream, scope).tariffs(filter);
      const has = all.every(({ isVisible }) => isVisible) ? new Set<string | null>() : await hasOf(scope);
      const shown = all.filter(({ isVisible, alias }: Tariff) => isVisible || has.has(alias));
      return { total: shown.length, rows: shown.slice(start, start + length) };
    },
  };
};
