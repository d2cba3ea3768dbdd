import type { GraphQLSchema } from 'graphql';
import { getNamedType, isInterfaceType, isObjectType } from 'graphql';

import { compositesOf, fieldsOf, type Composite, type FieldAt, type Offence, type Rule } from './offence.ts';

const PAGING: Readonly<Record<string, string>> = { first: 'Int', after: 'String', last: 'Int', before: 'String' };

const typeAt = (type: Composite, name: string): string => type.getFields()[name]?.type.toString() ?? 'absent';

const expecting = (type: Composite, name: string, ...right: string[]): readonly Offence[] => {
  const found = typeAt(type, name);
  return right.includes(found) ? [] : [{ at: `${type.name}.${name}`, rule: `is ${found}, but must be ${right.join(' or ')}` }];
};

const ofConnection = (schema: GraphQLSchema, type: Composite): readonly Offence[] => {
  const node = type.name.replace(/Connection$/, '');
  const edge = schema.getType(`${node}Edge`);
  return [
    ...expecting(type, 'edges', `[${node}Edge!]!`),
    ...expecting(type, 'nodes', `[${node}!]!`),
    ...expecting(type, 'pageInfo', 'PageInfo!'),
    ...expecting(type, 'totalCount', 'Int'),
    ...(isObjectType(edge) ? [...expecting(edge, 'cursor', 'String!'), ...expecting(edge, 'node', `${node}!`)] : [{ at: type.name, rule: `has no ${node}Edge` }]),
  ];
};

const returnsConnection = ({ field }: FieldAt): boolean => getNamedType(field.type).name.endsWith('Connection');

const ofField = (entry: FieldAt): readonly Offence[] => {
  const { at, field } = entry;
  if (!returnsConnection(entry)) {
    const paging = field.args.filter(({ name }) => name in PAGING);
    return paging.map(({ name }) => ({ at: `${at}(${name})`, rule: 'pages, so the field must return a Connection' }));
  }
  return Object.entries(PAGING)
    .filter(([name, type]) => field.args.find((arg) => arg.name === name)?.type.toString() !== type)
    .map(([name, type]) => ({ at: `${at}(${name})`, rule: `a connection takes ${name}: ${type}` }));
};

/** What can grow is a connection: `XConnection` of `XEdge`, paged from both ends. */
export const connections: Rule = (schema) => [
  ...compositesOf(schema)
    .filter(({ name }) => name.endsWith('Connection'))
    .flatMap((type) => ofConnection(schema, type)),
  ...compositesOf(schema)
    .filter(({ name }) => name.endsWith('Edge') && schema.getType(name.replace(/Edge$/, 'Connection')) === undefined)
    .map(({ name }) => ({ at: name, rule: 'is an edge without a connection' })),
  ...fieldsOf(schema).flatMap(ofField),
];

/** Nodes that the upstream does not number, and why. */
const WITHOUT_UPSTREAM_ID: Readonly<Record<string, string>> = {
  Tariff: 'the upstream knows tariffs by their alias alone',
  InvoiceIssueJob: 'the upstream knows nothing of jobs',
};

/** Nodes have an opaque `id` and the upstream's number as `upstreamId`; nothing else is called `id`. */
export const nodeIds =
  (withoutUpstreamId: Readonly<Record<string, string>> = WITHOUT_UPSTREAM_ID): Rule =>
  (schema) => {
    const node = schema.getType('Node');
    const nodes = isInterfaceType(node) ? schema.getPossibleTypes(node) : [];
    return [
      ...nodes.flatMap((type) => [...expecting(type, 'id', 'ID!'), ...(type.name in withoutUpstreamId ? [] : expecting(type, 'upstreamId', 'Int!'))]),
      ...fieldsOf(schema)
        .filter(({ field }) => field.name === 'upstreamId' && field.type.toString() !== 'Int!')
        .map(({ at }) => ({ at, rule: 'must be Int!' })),
      ...fieldsOf(schema)
        .filter(({ field }) => field.name === 'id' && field.type.toString() !== 'ID!')
        .map(({ at }) => ({ at, rule: 'is called id, so it must be ID!' })),
      ...fieldsOf(schema)
        .filter(({ parent, field }) => getNamedType(field.type).name === 'ID' && field.name === 'id' && parent.name !== 'Node' && !nodes.some(({ name }) => name === parent.name))
        .map(({ parent }) => ({ at: parent.name, rule: 'has an id, so it must implement Node' })),
    ];
  };
