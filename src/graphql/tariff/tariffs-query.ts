import { sliceWindow } from '../../loaders/slice-window.ts';
import { builder } from '../builder.ts';
import { readConnection } from '../pagination/read-connection.ts';
import { textArgument, textsArgument, withoutAbsent } from '../shared/argument-checks.ts';
import { Tariff } from './tariff-ref.ts';

const TariffConnection = builder.connectionObject(
  {
    type: Tariff,
    name: 'TariffConnection',
    description: 'A page of tariffs.',
    fields: (t) => ({ totalCount: t.int({ nullable: true, description: 'How many tariffs the filter leaves in all.', resolve: (list) => list.totalCount() }) }),
  },
  { name: 'TariffEdge', description: 'A tariff in a page.' },
);

const TariffFilter = builder.inputType('TariffFilter', {
  description: 'Which tariffs. Members are joined by AND, the values of one member by OR.',
  fields: (t) => ({
    alias: t.stringList({ description: 'Tariffs with these aliases.' }),
    isVisible: t.boolean({ description: 'Only tariffs that are offered, or only those that are not.' }),
  }),
});

builder.queryField('tariffs', (t) =>
  t.connection(
    {
      type: Tariff,
      nullable: true,
      description: "Tariffs, in the upstream's own order.",
      args: {
        filter: t.arg({ type: TariffFilter, description: 'Which tariffs; all when left out.' }),
        search: t.arg.string({ description: "Text to look for, as the upstream's own search does; up to 200 characters." }),
      },
      resolve: (_root, args, context, info) => {
        const search = textArgument('search', args.search);
        const aliases = textsArgument('filter.alias', args.filter?.alias);
        const isVisible = args.filter?.isVisible ?? undefined;
        const read = async () => {
          // The contract names no filter of tariffs but text, and the list is short: it is read whole and sifted here.
          const all = await context.loaders.tariffs(withoutAbsent({ search }));
          return all.filter((tariff) => (aliases?.includes(tariff.alias) ?? true) && (isVisible === undefined || tariff.isVisible === isVisible));
        };
        return readConnection(
          {
            identity: { list: 'tariffs', search, aliases, isVisible },
            read: async (window) =>
              sliceWindow({ rows: await read(), anchorOf: (row, offset) => ({ id: row.alias, rank: offset, offset }), compare: () => null }, window),
          },
          args,
          context,
          info,
        );
      },
    },
    TariffConnection,
  ),
);
