import { brandWithType } from '@pothos/core';

import { LIMITS } from '../../config/limits.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { argumentError } from '../errors/coded-error.ts';
import { missingScope } from '../scopes/forbidden-error.ts';
import { scopeOfType } from '../scopes/gates.ts';
import { found } from './found.ts';
import type { NodeType } from './global-id.ts';
import { decodeGlobalId, NODE_TYPES, tariffAliasOf, upstreamIdOf } from './global-id.ts';

/** Reads an object by its id through the loaders that the fields use, so that all share one batch; `null` when there is none. */
const read = (type: NodeType, globalId: string, context: GraphContext): Promise<object | null> => {
  const { loaders, ledger } = context;
  if (type === 'Tariff') return loaders.tariffByAlias.load(tariffAliasOf(context, globalId) ?? '');
  const id = upstreamIdOf(context, type, globalId);
  if (id === null) return Promise.resolve(null);
  if (type === 'InvoiceIssueJob') return ledger.jobs.byId(id);
  const loader = { Invoice: loaders.invoiceById, Customer: loaders.customerById, Subscription: loaders.subscriptionById, Payment: loaders.paymentById }[type];
  return loader.load(id);
};

/** Reads the object and tells GraphQL which type it is. */
const readNode = async (globalId: string, context: GraphContext): Promise<object> => {
  const { typename } = decodeGlobalId(globalId, context);
  const type = NODE_TYPES.find((name) => name === typename);
  // Asked before anything is read: the type's own gate comes after.
  const scope = type === undefined ? null : scopeOfType(type);
  if (scope !== null && !context.caller.scopes.has(scope)) throw missingScope(scope);
  const node = found('object', type === undefined ? null : await read(type, globalId, context));
  brandWithType(node, typename as never);
  return node;
};

builder.queryField('node', (t) =>
  t.field({
    type: builder.nodeInterfaceRef(),
    nullable: true,
    description: 'Any object by its id. An unknown id answers `null` with the code `NOT_FOUND`.',
    args: { id: t.arg.id({ required: true, description: 'The `id` of the object.' }) },
    resolve: (_root, { id }, context) => readNode(id, context) as never,
  }),
);

builder.queryField('nodes', (t) =>
  t.field({
    type: [builder.nodeInterfaceRef()],
    nullable: { list: true, items: true },
    description: 'Objects by their ids, in the order asked for. An unknown id answers `null` in its place, with the code `NOT_FOUND`.',
    args: { ids: t.arg.idList({ required: true, description: 'The `id`s of the objects, at most 100.' }) },
    resolve: (_root, { ids }, context) => {
      if (ids.length > LIMITS.listValues) throw argumentError('INVALID_INPUT', 'ids', `\`ids\` holds ${ids.length} values; at most ${LIMITS.listValues} are allowed.`);
      return ids.map((id) => readNode(id, context)) as never;
    },
  }),
);
