import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';

import { lintSchema } from './rules/all.ts';
import { connections, nodeIds } from './rules/connections.ts';
import { deprecationsDated, described } from './rules/descriptions.ts';
import { mutations, resultsNamed } from './rules/mutations.ts';
import { booleansNamed, casing, enumsUpperSnake, inputsNamed, timesNamed } from './rules/names.ts';
import { callsNullable, listsBounded, listsNonNull, noFloat, valuesNonNull } from './rules/nullability.ts';
import type { Rule } from './rules/offence.ts';
import { noSubscriptionRoot } from './rules/roots.ts';

const schemaOf = (sdl: string): GraphQLSchema => buildSchema(`scalar DateTime\nscalar Date\n${sdl}`);

/** What one rule says of one bad schema, and that it says nothing of the good one. */
const cases: readonly { readonly name: string; readonly rule: Rule; readonly bad: string; readonly says: readonly string[]; readonly good: string }[] = [
  {
    name: 'a field without a description',
    rule: described,
    bad: '"""Everything that can be read.""" type Query { name: String }',
    says: ['Date: has no description', 'DateTime: has no description', 'Query.name: has no description'],
    good: '"""Everything that can be read.""" type Query { """What people call it.""" name: String }',
  },
  {
    name: 'descriptions that are too short, no sentence, or repeat the name',
    rule: described,
    bad: `"""Everything that can be read.""" type Query {
      """Short.""" a: Int
      """no sentence at all""" b: Int
      """The postal codes.""" postalCode: Int
      """A good one, with arguments.""" c("""Size.""" size: Int): Colour
    }
    """Which colour it has.""" enum Colour { RED """The amount.""" AMOUNT }
    """What to look for.""" input Search { text: String }`,
    says: [
      'Colour.AMOUNT: description only repeats the name', 'Colour.RED: has no description', 'Date: has no description', 'DateTime: has no description',
      'Query.a: description is shorter than 10 characters', 'Query.b: description is no sentence', 'Query.c(size): description is shorter than 10 characters',
      'Query.postalCode: description only repeats the name', 'Search.text: has no description',
    ],
    good: '"""Everything that can be read.""" type Query { """`null` when nobody knows.""" name: String }',
  },
  {
    name: 'a deprecation without a date',
    rule: deprecationsDated,
    bad: 'type Query { a: Int @deprecated(reason: "Use b.") b(x: Int @deprecated(reason: "Soon gone.")): Colour } enum Colour { RED @deprecated }',
    says: ['Colour.RED: deprecation carries no date', 'Query.a: deprecation carries no date', 'Query.b(x): deprecation carries no date'],
    good: 'type Query { a: Int @deprecated(reason: "Use b. Gone after 2027-06-30.") b: Int }',
  },
  {
    name: 'names in another case',
    rule: casing,
    bad: 'type Query { bad_name(Arg: Int): some_type } type some_type { a: Int }',
    says: ['Query.bad_name(Arg): is not camelCase', 'Query.bad_name: is not camelCase', 'some_type: is not PascalCase'],
    good: 'type Query { goodName(arg: Int): SomeType } type SomeType { line1: Int }',
  },
  {
    name: 'enum values in another case',
    rule: enumsUpperSnake,
    bad: 'type Query { a: Colour } enum Colour { red DARK_red RED_ _RED RED__DARK }',
    says: ['Colour.DARK_red: is not UPPER_SNAKE', 'Colour.RED_: is not UPPER_SNAKE', 'Colour.RED__DARK: is not UPPER_SNAKE', 'Colour._RED: is not UPPER_SNAKE', 'Colour.red: is not UPPER_SNAKE'],
    good: 'type Query { a: Colour } enum Colour { RED DARK_RED B2B }',
  },
  {
    name: 'times under other names, and other things under the names of times',
    rule: timesNamed({ 'Query.since': 'a span without an end' }),
    bad: 'type Query { made: DateTime since: String day: Date paidAt: String paidOn: DateTime find(filter: Filter, until: DateTime): Int } input Filter { due: DateRange } input DateRange { from: Date, to: Date, now: Date }',
    says: [
      'DateRange.now: is a Date, so its name must end in On', 'Filter.due: is a Date, so its name must end in On', 'Query.day: is a Date, so its name must end in On',
      'Query.find(until): is a DateTime, so its name must end in At', 'Query.made: is a DateTime, so its name must end in At', 'Query.paidAt: its name ends in At, so it must be a DateTime',
      'Query.paidOn: is a DateTime, so its name must end in At', 'Query.paidOn: its name ends in On, so it must be a Date', 'Query.since: is excepted in the names of times, but needs no exception',
    ],
    good: 'type Query { since: DateTime paidAt: DateTime dueOn: Date find(filter: Filter): Int flat: Int } input Filter { dueOn: DateRange } input DateRange { from: Date, to: Date }',
  },
  {
    name: 'booleans that ask no question',
    rule: booleansNamed({ 'Query.ready': 'as told', 'Query.gone': 'was there once' }),
    bad: 'type Query { ready: Boolean island: Boolean find(archived: Boolean): Int }',
    says: ['Query.find(archived): is a Boolean, so its name must begin with is or has', 'Query.gone: is excepted in the names of booleans, but needs no exception', 'Query.island: is a Boolean, so its name must begin with is or has'],
    good: 'type Query { ready: Boolean gone: Boolean isOpen: Boolean! hasMore: [Boolean!]! }',
  },
  {
    name: 'inputs under other names',
    rule: inputsNamed,
    bad: 'type Query { find(a: Criteria, b: Filter): Int } input Criteria { a: Int } input Filter { a: Int }',
    says: ['Criteria: is an input, so its name must end in Input, Filter, Order or Range', 'Filter: is an input, so its name must end in Input, Filter, Order or Range'],
    good: 'type Query { find(a: InvoiceFilter): Int } input InvoiceFilter { a: Int }',
  },
  {
    name: 'floats',
    rule: noFloat,
    bad: 'type Query { rate: [Float!]! find(a: Float, b: AmountInput): Int } input AmountInput { a: Float! }',
    says: ['AmountInput.a: is a Float', 'Query.find(a): is a Float', 'Query.rate: is a Float'],
    good: 'type Query { rate: String }',
  },
  {
    name: 'pages that are no connections',
    rule: connections,
    bad: `type Query { rows(first: Int): [Int!] things(first: Int!, after: String): ThingConnection }
      type ThingConnection { edges: [ThingEdge] totalCount: Int! } type ThingEdge { node: Int } type OtherEdge { a: Int }
      type LoneConnection { nodes: [Int!]! }`,
    says: [
      'LoneConnection.edges: is absent, but must be [LoneEdge!]!', 'LoneConnection.nodes: is [Int!]!, but must be [Lone!]!', 'LoneConnection.pageInfo: is absent, but must be PageInfo!',
      'LoneConnection.totalCount: is absent, but must be Int', 'LoneConnection: has no LoneEdge', 'OtherEdge: is an edge without a connection', 'Query.rows(first): pages, so the field must return a Connection',
      'Query.things(before): a connection takes before: String', 'Query.things(first): a connection takes first: Int', 'Query.things(last): a connection takes last: Int',
      'ThingConnection.edges: is [ThingEdge], but must be [ThingEdge!]!', 'ThingConnection.nodes: is absent, but must be [Thing!]!', 'ThingConnection.pageInfo: is absent, but must be PageInfo!',
      'ThingConnection.totalCount: is Int!, but must be Int', 'ThingEdge.cursor: is absent, but must be String!', 'ThingEdge.node: is Int, but must be Thing!',
    ],
    good: `type Query { things(first: Int, after: String, last: Int, before: String): ThingConnection } type PageInfo { a: Int } type Thing { a: Int }
      type ThingConnection { edges: [ThingEdge!]! nodes: [Thing!]! pageInfo: PageInfo! totalCount: Int } type ThingEdge { cursor: String! node: Thing! }`,
  },
  {
    name: 'ids that are not opaque, and objects that have one without being nodes',
    rule: nodeIds({ Plan: 'has no number' }),
    bad: `type Query { a: Thing b: Plan c: Lone d: Raw } interface Node { id: ID! } type Plan implements Node { id: ID! }
      type Thing implements Node { id: ID! upstreamId: String! } type Lone { id: ID! } type Raw { id: Int! upstreamId: Int }`,
    says: ['Lone: has an id, so it must implement Node', 'Raw.id: is called id, so it must be ID!', 'Raw.upstreamId: must be Int!', 'Thing.upstreamId: is String!, but must be Int!', 'Thing.upstreamId: must be Int!'],
    good: 'type Query { a: Thing b: Plan } interface Node { id: ID! } type Plan implements Node { id: ID! } type Thing implements Node { id: ID! upstreamId: Int! }',
  },
  {
    name: 'calls that cannot be null',
    rule: callsNullable,
    bad: `type Query { a: Int! thing: Thing } type Mutation { b: Int! } interface Node { id: ID! } type Thing implements Node { id: ID! self: Thing! all: ThingConnection! office: Department! any: Node! }
      type ThingConnection { nodes: [Thing!]! } type Department { a: Int }`,
    says: [
      'Mutation.b: is a root field, so it must be nullable', 'Query.a: is a root field, so it must be nullable', 'Thing.all: needs an upstream call, so it must be nullable',
      'Thing.any: needs an upstream call, so it must be nullable', 'Thing.office: needs an upstream call, so it must be nullable', 'Thing.self: needs an upstream call, so it must be nullable',
    ],
    good: 'type Query { thing: Thing } interface Node { id: ID! } type Thing implements Node { id: ID! self: Thing all: ThingConnection } type ThingConnection { nodes: [Thing!]! }',
  },
  {
    name: 'values that can be null',
    rule: valuesNonNull({ 'Query.rest': 'not always told', 'Query.price': 'once was' }, { 'Query.key': 'is forgotten', 'Query.none': 'once was' }),
    bad: 'type Query { id: ID key: ID isOpen: Boolean rest: Money price: Money! sum: Money } type Money { a: Int }',
    says: ['Query.id: is an ID, so it must be non-null', 'Query.isOpen: is a Boolean, so it must be non-null', 'Query.none: is excepted in the ids that may be null, but needs no exception', 'Query.price: is excepted in the money that may be null, but needs no exception', 'Query.sum: is Money, so it must be non-null'],
    good: 'type Query { id: ID! key: ID none: ID isOpen: Boolean! rest: Money price: Money sum: Money! } type Money { a: Int }',
  },
  {
    name: 'lists with null in them',
    rule: listsNonNull({ 'Query.nodes': 'each in its own place' }),
    bad: 'type Query { a: [Int!] b: [Int]! c(ids: [Int]): Int }',
    says: ['Query.a: is a list, so it and its items must be non-null', 'Query.b: is a list, so it and its items must be non-null', 'Query.c(ids): is a list, so its items must be non-null', 'Query.nodes: is excepted in the lists that may be null, but needs no exception'],
    good: 'type Query { a: [Int!]! nodes: [Int] c(ids: [Int!]): Int }',
  },
  {
    name: 'lists that nothing bounds',
    rule: listsBounded({ 'Query.few': 'at most 3', 'Query.none': 'gone' }),
    bad: 'type Query { few: [Int!]! many: [Int!]! find(ids: [Int!], filter: ThingFilter, input: ThingInput): Int } input ThingFilter { ids: [Int!] } input ThingInput { ids: [Int!] } type ThingConnection { nodes: [Int!]! }',
    says: [
      'Query.find(ids): is a list that nothing bounds; make it a connection or say what bounds it', 'Query.many: is a list that nothing bounds; make it a connection or say what bounds it',
      'Query.none: is excepted in the bounded lists, but needs no exception', 'ThingInput.ids: is a list that nothing bounds; make it a connection or say what bounds it',
    ],
    good: 'type Query { few: [Int!]! none: [Int!]! }',
  },
  {
    name: 'mutations of another shape',
    rule: mutations,
    bad: `type Query { a: Int } interface UserError { a: Int } type BadError implements UserError { a: Int }
      type Mutation { one(input: OneInput!, more: Int): OneResult! two(input: OneInput!): OneResult three(input: ThreeInput): Int }
      input OneInput { a: Int } input ThreeInput { a: Int } type Stray { a: Int } union OneResult = BadError | Stray`,
    says: [
      'Mutation.one: must return a nullable union, so that its failure leaves the other mutations', 'Mutation.one: must take exactly one argument, input', 'Mutation.three: its input must be ThreeInput!',
      'Mutation.three: must return the union ThreeResult', 'Mutation.two: its input must be TwoInput!', 'Mutation.two: must return TwoResult',
      'OneResult: Stray is neither OnePayload nor a UserError', 'OneResult: Stray is neither TwoPayload nor a UserError', 'OneResult: must hold OnePayload', 'OneResult: must hold TwoPayload',
    ],
    good: `type Query { a: Int } interface UserError { a: Int } type BadError implements UserError { a: Int } type Mutation { invoiceIssue(input: InvoiceIssueInput!): InvoiceIssueResult }
      input InvoiceIssueInput { a: Int } type InvoiceIssuePayload { a: Int } union InvoiceIssueResult = BadError | InvoiceIssuePayload`,
  },
  {
    name: 'payloads, results and errors that belong to nothing',
    rule: resultsNamed,
    bad: 'type Query { a: OnePayload b: Lookup c: TwoResult d: LostError } interface UserError { a: Int } type Lookup implements UserError { a: Int } type OnePayload { a: Int } type LostError { a: Int } union TwoResult = OnePayload',
    says: ['Lookup: implements UserError, so its name must end in Error', 'LostError: is called an error, so it must implement UserError', 'OnePayload: is the payload of no mutation', 'TwoResult: is the result of no mutation'],
    good: 'type Query { a: Int } type Mutation { one(input: Int): OneResult } interface UserError { a: Int } type BadError implements UserError { a: Int } type OnePayload { a: Int } union OneResult = OnePayload | BadError',
  },
  {
    name: 'a billing subscription taken for a root',
    rule: noSubscriptionRoot,
    bad: 'type Query { a: Subscription } type Subscription { b: Int }',
    says: ['Subscription: is the root of GraphQL subscriptions, which are not served'],
    good: 'schema { query: Query } type Query { a: Subscription } type Subscription { b: Int }',
  },
];

describe('each rule of the schema lint', () => {
  it.each(cases)('finds $name', ({ rule, bad, says }) => {
    expect(lintSchema(schemaOf(bad), [rule])).toEqual(says);
  });

  it.each(cases.filter(({ rule }) => rule !== described))('is content without $name', ({ rule, good }) => {
    expect(lintSchema(schemaOf(good), [rule])).toEqual([]);
  });

  it.each(cases.filter(({ rule }) => rule === described))('is content without $name', ({ good }) => {
    expect(lintSchema(buildSchema(good), [described])).toEqual([]);
  });
});
