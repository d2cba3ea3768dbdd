import DataLoader from 'dataloader';
import type { GraphQLField, GraphQLOutputType, GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { buildSchema, getNamedType, isAbstractType, isEnumType, isLeafType, isListType, isNonNullType, isObjectType } from 'graphql';

import type { LoadMany, ResolveMany, Traits } from '../../src/execution/plan.ts';

/** A graph in which everything that can go wrong does, here and there, and always in the same places. */
const SDL = `
  enum Kind { FIRST SECOND THIRD }
  interface Node { id: ID! name: String }
  interface Being { id: ID! must: String! other: Other }
  union Either = Thing | Other
  type Query {
    thing(n: Int): Thing  must(n: Int): Thing!  things(first: Int = 3): [Thing!]!  some(n: Int): [Thing]  many: [Thing!]  any(n: Int): Node  all: [Being!]  either(n: Int): Either!
    eithers: [Either]  numbers: [[Int!]!]  loaded(n: Int): Other  guarded: Guarded  kind: Kind!  secret: String
  }
  type Mutation { change(n: Int): Thing  replace(n: Int): Either!  swap: [Thing!] }
  type Thing implements Node & Being {
    id: ID!  name: String  must: String!  count: Int!  maybe: Int  share: Float  flag: Boolean!  kind: Kind  kinds: [Kind!]  tags: [String!]!  labels: [String]  grid: [[Int]]  cube: [[[Int!]!]]!
    plain: Plain!  plains: [Plain!]!  perhaps: [Plain]  other: Other  mustOther: Other!  things(first: Int = 2): [Thing!]!  friends: [Thing]!  maybes: [Thing!]
    node: Node  being: Being!  either: Either  eithers: [Either!]!  loaded: Other  mustLoaded: Other!  guarded: Guarded  guards: [Guarded!]  secret: String!
  }
  type Other implements Node & Being { id: ID!  name: String  must: String!  other: Other  thing: Thing  things: [Thing]  plain: Plain }
  type Plain { a: String  b: String!  c: Int!  deeper: Plain  deepest: [Plain!] }
  type Guarded { id: ID!  name: String  thing: Thing! }
`;

export interface OddContext {
  readonly seed: number;
  /** Nobody may see what is guarded. */
  readonly isClosed: boolean;
  readonly loader: DataLoader<number, object>;
}

const NO_INFO = {} as GraphQLResolveInfo;

interface Source {
  readonly seed: number;
  readonly type: string;
}

const hash = (text: string): number => {
  let h = 2_166_136_261;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 16_777_619);
  h ^= h >>> 15;
  return (Math.imul(h, 2_246_822_507) ^ (h >>> 13)) >>> 0;
};

/** One loader for each operation; of all keys, one fails and one has nothing. */
export const oddContext = (seed: number): OddContext => ({
  seed,
  isClosed: seed % 3 === 0,
  loader: new DataLoader((keys) => Promise.resolve(keys.map((key) => (key === 3 ? new Error('key 3 fails') : ({ seed: key, type: 'Other' } satisfies Source))))),
});

const leafOf = (type: string, h: number): unknown => {
  const isWrong = h % 41 === 0;
  switch (type) {
    case 'Int':
      return isWrong ? 2 ** 40 : h % 1_000;
    case 'Float':
      return isWrong ? 'much' : (h % 1_000) / 8;
    case 'Boolean':
      return isWrong ? 'perhaps' : h % 2 === 0;
    case 'ID':
      return isWrong ? { no: 'id' } : h % 2 === 0 ? h : `id-${h}`;
    default:
      return isWrong ? { no: 'text' } : `text ${h}`;
  }
};

/** What a field answers: mostly what it should, at once or later. */
const outcome = (schema: GraphQLSchema, type: GraphQLOutputType, text: string): unknown => {
  const h = hash(text);
  const mode = h % 100;
  if (mode < 2) throw new Error(`thrown at ${text}`);
  if (mode < 4) {
    const rejected = Promise.reject(new Error(`rejected at ${text}`));
    // Of a list that has failed before, nobody looks at the rest.
    rejected.catch(() => undefined);
    return rejected;
  }
  if (mode < 5) return new Error(`answered at ${text}`);
  if (mode < 8) return mode === 6 ? undefined : null;
  const value = (): unknown => {
    const nullable = isNonNullType(type) ? (type.ofType as GraphQLOutputType) : type;
    if (isListType(nullable)) {
      if (mode === 8) return 'no list';
      const items = Array.from({ length: (h >>> 4) % 4 }, (_, n) => {
        try {
          return outcome(schema, nullable.ofType, `${text}.${n}`);
        } catch (thrown) {
          return thrown;
        }
      });
      return mode % 9 === 0 ? new Set(items) : items;
    }
    const named = getNamedType(nullable);
    if (isEnumType(named)) return h % 37 === 0 ? 'FOURTH' : ['FIRST', 'SECOND', 'THIRD'][h % 3];
    if (isLeafType(named)) return leafOf(named.name, h);
    const types = isAbstractType(named) ? schema.getPossibleTypes(named) : [named];
    return { seed: h, type: types[h % types.length]?.name ?? '' } satisfies Source;
  };
  if ((h >>> 8) % 3 !== 0) return value();
  const late = Promise.resolve().then(value);
  late.catch(() => undefined);
  return late;
};

/** Some of one field's values come late, and some are thrown: then they are not there together. */
const togetherAtOnce = (resolve: NonNullable<GraphQLField<unknown, unknown>['resolve']>): ResolveMany => (sources, context) =>
  sources.map((source) => {
    const value = resolve(source, {}, context, NO_INFO);
    if (value instanceof Promise) throw new Error('not at once');
    return value;
  });

/** Fields whose values are read together; of some numbers of objects they are not. */
const LOADED_TOGETHER = new Set(['loaded', 'mustLoaded', 'other', 'things', 'friends', 'maybes', 'either', 'secret']);
const togetherLater = (resolve: NonNullable<GraphQLField<unknown, unknown>['resolve']>): LoadMany => (sources, args, context, info) => {
  if (sources.length % 3 === 0) return null;
  if (sources.length % 5 === 0) throw new Error('not together');
  const one = async (source: unknown): Promise<unknown> => {
    try {
      return await resolve(source, args, context, info);
    } catch (thrown) {
      return thrown;
    }
  };
  return Promise.all(sources.map(one));
};

const closed = (): Error => new Error('nobody may see this');

/** The graph, and what an executor may know of it: the same gates, to be asked once. */
export const createOddGraph = (): { readonly schema: GraphQLSchema; readonly traits: Traits } => {
  const schema = buildSchema(SDL);
  const open = new Map<unknown, NonNullable<GraphQLField<unknown, unknown>['resolve']>>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) {
      type.resolveType = (value) => {
        const { seed, type: name } = value as Source;
        if (seed % 53 === 0) return 'Nothing';
        if (seed % 59 === 0) return 'Plain';
        if (seed % 61 === 0) throw new Error('no type');
        return seed % 5 === 0 ? Promise.resolve(name) : name;
      };
    }
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = (source, args: Readonly<Record<string, unknown>>, context) => {
        const { seed, loader } = context as OddContext;
        const own = (source as Source | undefined)?.seed ?? seed;
        if (field.name.toLowerCase().includes('loaded')) return loader.load(own % 6);
        return outcome(schema, field.type, `${own}.${type.name}.${field.name}(${JSON.stringify(args)})`);
      };
      if (field.name === 'secret') {
        const { resolve } = field;
        open.set(field, resolve);
        field.resolve = (source, args, context, info) => {
          if ((context as OddContext).isClosed) throw closed();
          return resolve(source, args, context, info);
        };
      }
    }
    // Plain objects show their members.
    if (type.name === 'Plain') for (const field of Object.values(type.getFields())) if (field.name === 'b' || field.name === 'c') delete field.resolve;
    if (type.name === 'Guarded') {
      type.isTypeOf = (_value, context) => {
        if ((context as OddContext).isClosed) throw closed();
        return true;
      };
    }
  }
  const gate = (context: unknown): Error | null => ((context as OddContext).isClosed ? closed() : null);
  return {
    schema,
    traits: {
      ofField: (field) => {
        const resolve = open.get(field);
        return resolve === undefined ? null : { gate, resolve };
      },
      ofType: ({ name }) => (name === 'Guarded' ? gate : null),
      exposed: () => null,
      many: ({ name, resolve }) => (name === 'id' && resolve !== undefined ? togetherAtOnce(resolve) : null),
      loadMany: (field) => (LOADED_TOGETHER.has(field.name) && field.resolve !== undefined ? togetherLater(open.get(field) ?? field.resolve) : null),
    },
  };
};
