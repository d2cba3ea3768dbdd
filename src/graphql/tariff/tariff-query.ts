import { builder } from '../builder.ts';
import { found } from '../node/found.ts';
import { tariffAliasOf } from '../node/global-id.ts';
import { argumentError } from '../errors/coded-error.ts';
import { textArgument } from '../shared/argument-checks.ts';
import { Tariff } from './tariff-ref.ts';

builder.queryField('tariff', (t) =>
  t.field({
    type: Tariff,
    nullable: true,
    description: 'One tariff, by exactly one of the arguments. An unknown one answers `null` with the code `NOT_FOUND`.',
    args: {
      id: t.arg.id({ description: 'The `id` of the tariff.' }),
      alias: t.arg.string({ description: 'Its alias, the short name that e-Cont.md knows it by.' }),
    },
    resolve: async (_root, { id, alias }, context) => {
      if ((id == null) === (alias == null)) throw argumentError('INVALID_INPUT', 'id', 'Exactly one of `id` and `alias` is needed.');
      const key = alias == null ? tariffAliasOf(context, id ?? '') : (textArgument('alias', alias) ?? null);
      return found('tariff', key === null ? null : await context.loaders.tariffByAlias.load(key));
    },
  }),
);
