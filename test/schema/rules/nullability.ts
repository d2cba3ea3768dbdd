import type { GraphQLSchema } from 'graphql';
import { getNamedType, isInterfaceType, isNonNullType } from 'graphql';

import { declaredFieldsOf, fieldsOf, givenOf, unused, type Allowed, type FieldAt, type Offence, type Rule } from './offence.ts';

/** Sums that the upstream may not tell, or that need not be. */
const MONEY_OR_NULL: Allowed = {
  'InvoiceLine.vatAmount': 'the upstream tells the VAT of a line only where it charged some',
  'Payment.remaining': 'the upstream tells it for some payments only',
  'Tariff.extensionPrice': 'not every tariff can be extended',
};

/** Ids that may be gone while what they named is still told. */
const IDS_OR_NULL: Allowed = { 'MutationOutcome.idempotencyKey': 'after the retention only the hash of a key is kept' };

/** Plain lists, and what bounds each. */
const LISTS: Allowed = {
  'Invoice.lines': 'an invoice has at most 20 lines',
  'Subscription.lines': 'what each of its invoices sells: at most 20 lines',
  'Tariff.limits': 'the columns of one tariff in the upstream',
  'Query.nodes': 'as many as ids were given, at most 100',
  'Query.nodes(ids)': 'at most 100, refused beyond',
  'InputFault.path': 'as deep as the input',
  'InvalidInputError.faults': 'as many as the input has values',
  'UpstreamRejectedError.upstreamFields': 'the fields of one upstream request',
  'UserError.path': 'as deep as the input',
  'MutationFailure.upstreamFields': 'the fields of one upstream request',
  'InvoiceIssueManyInput.invoices': 'at most 500 rows',
  'InvoiceIssueManyRowInput.lines': 'an invoice has at most 20 lines',
  'InvoicePreviewInput.lines': 'an invoice has at most 20 lines',
  'InvoicePreviewPayload.lines': 'an invoice has at most 20 lines',
  'InvoicePreviewPayload.warnings': 'a few for each value of the input',
  'InvoicePreviewWarning.path': 'as deep as the input',
  'PreviewStaleError.changed': 'the parts of a preview: customer, tariff, department, totals, input',
  'InvoiceIssueInput.lines': 'an invoice has at most 20 lines',
  'SubscriptionCreateInput.lines': 'the invoices of a subscription have at most 20 lines',
  'SubscriptionUpdateInput.lines': 'the invoices of a subscription have at most 20 lines',
};

/** Lists that may be `null`, or hold it. */
const LISTS_WITH_NULL: Allowed = {
  'Query.nodes': 'a root field; an id that names nothing answers null in its own place',
  'InvoicePreviewWarning.path': 'null where the whole invoice is meant',
  'UserError.path': 'null where no single place is at fault',
};

/** Objects that are read by a call of their own, besides nodes and connections. */
const READ_BY_A_CALL = new Set(['CustomerBalance', 'Department']);

const isRoot = (schema: GraphQLSchema, { parent }: FieldAt): boolean => parent === schema.getQueryType() || parent === schema.getMutationType();

const ofPage = ({ parent }: FieldAt): boolean => /(?:Edge|Connection)$/.test(parent.name);

/** By their print, such as `[Node!]!`: the classes of list types are circular. */
const isList = (type: { toString(): string }): boolean => type.toString().startsWith('[');

const itemsNonNull = (type: { toString(): string }): boolean => /!\]!?$/.test(type.toString());

/** One upstream failure must not take the rest of the answer with it: root fields and fields that need a call can be null. */
export const callsNullable: Rule = (schema) => {
  const node = schema.getType('Node');
  const nodes = new Set(isInterfaceType(node) ? ['Node', ...schema.getPossibleTypes(node).map(({ name }) => name)] : []);
  return fieldsOf(schema).flatMap((entry): Offence[] => {
    const { at, field } = entry;
    if (!isNonNullType(field.type)) return [];
    if (isRoot(schema, entry)) return [{ at, rule: 'is a root field, so it must be nullable' }];
    const { name } = getNamedType(field.type);
    const needsCall = nodes.has(name) || name.endsWith('Connection') || READ_BY_A_CALL.has(name);
    return needsCall && !ofPage(entry) ? [{ at, rule: 'needs an upstream call, so it must be nullable' }] : [];
  });
};

/** Ids, booleans and money are there, always. */
export const valuesNonNull =
  (moneyOrNull: Allowed = MONEY_OR_NULL, idsOrNull: Allowed = IDS_OR_NULL): Rule =>
  (schema) => {
    const nullable = fieldsOf(schema).filter(({ field }) => !isNonNullType(field.type));
    const named = (name: string) => nullable.filter(({ field }) => getNamedType(field.type).name === name);
    return [
      ...named('ID').filter(({ at }) => !(at in idsOrNull)).map(({ at }) => ({ at, rule: 'is an ID, so it must be non-null' })),
      ...named('Boolean').map(({ at }) => ({ at, rule: 'is a Boolean, so it must be non-null' })),
      ...named('Money').filter(({ at }) => !(at in moneyOrNull)).map(({ at }) => ({ at, rule: 'is Money, so it must be non-null' })),
      ...unused(moneyOrNull, new Set(named('Money').map(({ at }) => at)), 'the money that may be null'),
      ...unused(idsOrNull, new Set(named('ID').map(({ at }) => at)), 'the ids that may be null'),
    ];
  };

/** Lists and their items are there, always. */
export const listsNonNull =
  (allowed: Allowed = LISTS_WITH_NULL): Rule =>
  (schema) => {
    const odd = declaredFieldsOf(schema).filter(({ field: { type } }) => isList(type) && !(isNonNullType(type) && itemsNonNull(type)));
    const items = givenOf(schema).filter(({ value: { type } }) => isList(type) && !itemsNonNull(type));
    return [
      ...odd.filter(({ at }) => !(at in allowed)).map(({ at }) => ({ at, rule: 'is a list, so it and its items must be non-null' })),
      ...items.map(({ at }) => ({ at, rule: 'is a list, so its items must be non-null' })),
      ...unused(allowed, new Set(odd.map(({ at }) => at)), 'the lists that may be null'),
    ];
  };

/** A plain list only where something bounds it: what can grow is a connection. Every list of a filter holds at most 100 values. */
export const listsBounded =
  (allowed: Allowed = LISTS): Rule =>
  (schema) => {
    const lists = [
      ...declaredFieldsOf(schema).filter((entry) => isList(entry.field.type) && !entry.parent.name.endsWith('Connection')),
      ...givenOf(schema).filter(({ parent, value }) => isList(value.type) && parent?.name.endsWith('Filter') !== true),
    ].map(({ at }) => at);
    return [
      ...lists.filter((at) => !(at in allowed)).map((at) => ({ at, rule: 'is a list that nothing bounds; make it a connection or say what bounds it' })),
      ...unused(allowed, new Set(lists), 'the bounded lists'),
    ];
  };

/** Amounts are exact: no Float, and money is an object with its currency. */
export const noFloat: Rule = (schema) => [
  ...fieldsOf(schema).filter(({ field }) => getNamedType(field.type).name === 'Float').map(({ at }) => ({ at, rule: 'is a Float' })),
  ...givenOf(schema).filter(({ value }) => getNamedType(value.type).name === 'Float').map(({ at }) => ({ at, rule: 'is a Float' })),
];
