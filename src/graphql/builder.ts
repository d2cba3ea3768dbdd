import SchemaBuilder from '@pothos/core';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';

import type { CurrencyCode } from '../domain/currency.ts';
import type { CalendarDate, Instant } from '../domain/dates.ts';
import type { Decimal } from '../domain/decimal.ts';
import type { Scope } from '../domain/scopes.ts';
import type { GraphContext } from './context.ts';
import { decodeGlobalId, encodeGlobalId } from './node/global-id.ts';
import { NODE_IDS } from './node/node-ids-plugin.ts';
import { forbidden } from './scopes/forbidden-error.ts';
import { SCOPE_GATES } from './scopes/scope-gates-plugin.ts';

/** The code-first schema builder. Every file of this room adds its type or field to it; `schema.ts` puts them together. */
export const builder = new SchemaBuilder<{
  Context: GraphContext;
  AuthScopes: { scope: Scope };
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
  Connection: { readonly totalCount: () => Promise<number | null> };
  Scalars: {
    ID: { Input: string; Output: string | number };
    DateTime: { Input: Instant; Output: Instant };
    Date: { Input: CalendarDate; Output: CalendarDate };
    Decimal: { Input: Decimal; Output: Decimal };
    CurrencyCode: { Input: CurrencyCode; Output: CurrencyCode };
    URL: { Input: string; Output: string };
  };
}>({
  // The gates come first: they say what scope-auth then holds.
  plugins: [SCOPE_GATES, ScopeAuthPlugin, NODE_IDS, RelayPlugin],
  scopeAuth: {
    authScopes: ({ caller }) => ({ scope: (scope) => caller.scopes.has(scope) }),
    unauthorizedError: (_parent, _context, _info, { failure }) => forbidden(failure),
  },
  defaultFieldNullability: false,
  relay: {
    cursorType: 'String',
    brandLoadedObjects: true,
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    nodesOnConnection: { description: 'The objects of `edges`, without their cursors.' },
    encodeGlobalID: encodeGlobalId,
    decodeGlobalID: decodeGlobalId,
    nodeTypeOptions: { description: 'An object that can be read again by its `id` alone, through `node` or `nodes`.' },
    idFieldOptions: { description: 'Opaque and unique over all types. Keep it as it is; do not take it apart.' },
    cursorFieldOptions: { description: 'Marks this place in the list, for `after` and `before`. Opaque; good only for the same filter, order and language.' },
    nodeFieldOptions: { description: 'The object itself.' },
    edgesFieldOptions: { description: 'The objects of this page, each with its cursor.' },
    pageInfoFieldOptions: { description: 'Whether there is more, and where to go on.' },
    pageInfoTypeOptions: { description: 'Where a page stands in its list.' },
    hasNextPageFieldOptions: { description: 'There are more objects after this page.' },
    hasPreviousPageFieldOptions: { description: 'There are more objects before this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first object of the page; `null` when the page is empty.' },
    endCursorFieldOptions: { description: 'Cursor of the last object of the page; `null` when the page is empty.' },
    firstArgOptions: { description: 'How many objects from the start, or after `after`: 1 to 100. 20 when neither `first` nor `last` is given.' },
    afterArgOptions: { description: 'Only objects after this cursor. Goes with `first`.' },
    lastArgOptions: { description: 'How many objects from the end, or before `before`: 1 to 100.' },
    beforeArgOptions: { description: 'Only objects before this cursor. Goes with `last`.' },
  },
});

builder.queryType({ description: 'Everything that can be read.' });
builder.mutationType({ description: 'Everything that can be changed. Each field takes one `input` and answers a union of its payload and its errors.' });
