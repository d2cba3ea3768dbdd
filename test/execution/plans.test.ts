import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import type { ExecutionResult, GraphQLObjectType } from 'graphql';
import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';

import { createExecutor } from '../../src/execution/create-executor.ts';
import type { LoadMany, ResolveMany, Traits } from '../../src/execution/plan.ts';

const NO_TRAITS: Traits = { ofField: () => null, ofType: () => null, exposed: () => null, many: () => null, loadMany: () => null };
const schema = buildSchema(`
  type Query { item(n: Int = 1): Item  items: [Item!]!  strict: Item! }
  type Item { name: String  must: String!  late: String  twice(n: Int!): Int  inner: Item  inners: [Item] }
  type Typed { name: String }
`);

let counted = 0;
/** Counts the types that are planned for. */
const count = (): null => {
  counted += 1;
  return null;
};

const fallbacks: string[] = [];
const executor = createExecutor({ schema, traits: NO_TRAITS, mostFields: 100_000, onFallback: (reason) => fallbacks.push(reason) });
const item = { name: 'a', must: 'b', late: () => Promise.resolve('c'), twice: ({ n }: { readonly n: number }) => 2 * n };
const rootValue = { item: () => ({ ...item, inner: item, inners: [item, null, item] }), items: [item, { ...item, must: null }], strict: () => Promise.reject(new Error('not there')) };
const run = async (text: string, variableValues: Readonly<Record<string, unknown>> = {}): Promise<ExecutionResult> => {
  const result = await executor({ schema, document: parse(text), rootValue, variableValues });
  return JSON.parse(JSON.stringify(result)) as ExecutionResult;
};

describe('a plan', () => {
  it('answers at once, later, in lists, and under any key', async () => {
    expect(await run('{ item { __proto__: name  constructor: must  late  inner { late __typename }  inners { twice(n: 3) } } }')).toEqual({
      data: { item: { ['__proto__']: 'a', constructor: 'b', late: 'c', inner: { late: 'c', __typename: 'Item' }, inners: [{ twice: 6 }, null, { twice: 6 }] } },
    });
    expect(JSON.stringify(await run('{ item { late  __proto__: name  must } }'))).toBe('{"data":{"item":{"late":"c","__proto__":"a","must":"b"}}}');
  });

  it('lets a null rise as far as it must, and tells why once', async () => {
    expect(await run('{ items { name must } }')).toMatchObject({ data: null, errors: [{ message: 'Cannot return null for non-nullable field Item.must.', path: ['items', 1, 'must'] }] });
    expect(await run('{ item { name } strict { name } }')).toMatchObject({ data: null, errors: [{ message: 'not there', path: ['strict'] }] });
  });

  it('tells wrong arguments and variables as graphql-js does', async () => {
    expect(await run('query ($n: Int!) { item { twice(n: $n) } }', { n: 'x' })).toMatchObject({ errors: [{ message: 'Variable "$n" got invalid value "x"; Int cannot represent non-integer value: "x"' }] });
    expect(await run('query ($n: Int) { item { name twice(n: $n) } }', { n: null })).toMatchObject({ data: { item: { name: 'a', twice: null } }, errors: [{ path: ['item', 'twice'] }] });
    expect(fallbacks).toEqual([]);
  });

  it('is made for each outcome of the conditions, and for so many at most', async () => {
    const variables = Array.from({ length: 6 }, (_, n) => `c${n}`);
    const text = `query (${variables.map((name) => `$${name}: Boolean!`).join(' ')}) { item { ${variables.map((name) => `${name}: name @include(if: $${name})`).join(' ')} } }`;
    const document = parse(text);
    for (let outcome = 0; outcome < 40; outcome += 1) {
      const given = Object.fromEntries(variables.map((name, n) => [name, (outcome >> n) % 2 === 1]));
      const { data } = await executor({ schema, document, rootValue, variableValues: given });
      expect(Object.keys((data?.['item'] ?? {}))).toEqual(variables.filter((name) => given[name]));
    }
    expect(fallbacks.splice(0)).toEqual(Array.from({ length: 8 }, () => 'too many outcomes of conditions'));
  });

  it('is kept as long as there is room, and made again after that', async () => {
    const small = createExecutor({ schema, traits: { ...NO_TRAITS, ofType: count }, mostFields: 6 });
    const [a, b, c] = ['{ item { name must } }', '{ item { must } }', '{ item { late } }'].map((text) => parse(text));
    const plannedFor = async (document: typeof a): Promise<number> => {
      counted = 0;
      expect((await small({ schema, document: document!, rootValue })).errors).toBeUndefined();
      return counted;
    };
    // Fields of their plans: 3, 2 and 2. Each is planned by its two types.
    expect([await plannedFor(a), await plannedFor(b), await plannedFor(a), await plannedFor(c)]).toEqual([2, 2, 0, 2]);
    // Of the two before, the one that was used last is still there.
    expect([await plannedFor(a), await plannedFor(b)]).toEqual([0, 2]);
  });

  it('is not made for what is not there', async () => {
    expect(await executor({ schema, document: parse('query A { item { name } } query B { item { name } }'), rootValue })).toMatchObject({ errors: [{ message: 'Must provide operation name if query contains multiple operations.' }] });
    expect(fallbacks.splice(0)).toEqual(['no such operation']);
  });
});

describe('an execution', () => {
  it('lets go of what it has projected while it waits for the rest', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    let source: WeakRef<object> | undefined;
    let answer: (value: string) => void = () => undefined;
    const late = new Promise<string>((resolve) => (answer = resolve));
    const makeItem = (): object => {
      const made = { name: 'a', must: 'b', late: () => late };
      source = new WeakRef(made);
      return made;
    };
    const running = executor({ schema, document: parse('{ item { name must late } }'), rootValue: { item: makeItem } });
    // A weak reference holds what it is of until the turn of the event loop ends.
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    expect(source).toBeDefined();
    expect(source?.deref()).toBeUndefined();
    answer('c');
    expect(JSON.parse(JSON.stringify(await running))).toEqual({ data: { item: { name: 'a', must: 'b', late: 'c' } } });
  });
});

describe('a field that is resolved for many objects together', () => {
  const asked: (readonly unknown[])[] = [];
  const alone: unknown[] = [];
  /** Of what is asked together; those that do not fit are asked for one by one. */
  const answers: { together: (sources: readonly unknown[]) => readonly unknown[] } = { together: (sources) => sources.map((source) => `${(source as { readonly key: string }).key} of many`) };
  const many: ResolveMany = (sources, context) => {
    asked.push([...sources.map((source) => (source as { readonly key: string }).key), context]);
    return answers.together(sources);
  };
  const keyed = buildSchema('type Query { all: [Thing!]! one: Thing } type Thing { id: ID! below: Below! } type Below { things: [Thing!]! }');
  const idField = (keyed.getType('Thing') as GraphQLObjectType).getFields()['id'];
  if (idField !== undefined) idField.resolve = (source) => {
    alone.push((source as { readonly key: string }).key);
    return `${(source as { readonly key: string }).key} alone`;
  };
  const thing = (key: string, ...things: readonly object[]): object => ({ key, below: { things } });
  const root = { one: thing('a'), all: [thing('a', thing('a1'), thing('a2')), thing('b', thing('b1')), thing('c')] };
  const together = createExecutor({ schema: keyed, traits: { ...NO_TRAITS, many: (field) => (field === idField ? many : null) }, mostFields: 1_000 });
  const ask = async (text: string): Promise<{ readonly result: unknown; readonly asked: unknown; readonly alone: unknown }> => {
    const result = JSON.parse(JSON.stringify(await together({ schema: keyed, document: parse(text), rootValue: root, contextValue: 'context' }))) as unknown;
    return { result, asked: asked.splice(0), alone: alone.splice(0) };
  };
  const usual = answers.together;
  const ids = (how: string, ...keys: readonly string[]): object[] => keys.map((key) => ({ id: `${key} ${how}` }));

  it('is asked for once for all that stand at one place, whatever they hang from', async () => {
    expect(await ask('{ all { id } }')).toEqual({ result: { data: { all: ids('of many', 'a', 'b', 'c') } }, asked: [['a', 'b', 'c', 'context']], alone: [] });
    expect(await ask('{ all { below { things { id } } } }')).toEqual({
      result: { data: { all: [ids('of many', 'a1', 'a2'), ids('of many', 'b1'), []].map((things) => ({ below: { things } })) } },
      asked: [['a1', 'a2', 'b1', 'context']],
      alone: [],
    });
  });

  it('is asked for the one object where there is but one', async () => {
    expect(await ask('{ one { id } }')).toEqual({ result: { data: { one: { id: 'a alone' } } }, asked: [], alone: ['a'] });
  });

  it.each<[string, typeof usual]>([
    ['are not as many as there are objects', (sources) => usual(sources).slice(1)],
    ['cannot be made together', () => {
      throw new Error('one of them is wrong');
    }],
  ])('is asked for one by one where the values %s', async (_why, values) => {
    answers.together = values;
    expect(await ask('{ all { id } }')).toEqual({ result: { data: { all: ids('alone', 'a', 'b', 'c') } }, asked: [['a', 'b', 'c', 'context']], alone: ['a', 'b', 'c'] });
    answers.together = usual;
  });

  it('is asked for again of those objects alone whose value is wrong', async () => {
    answers.together = (sources) => usual(sources).map((value, n) => (n === 1 ? new Error('b is wrong') : value));
    expect(await ask('{ all { id } }')).toEqual({ result: { data: { all: [...ids('of many', 'a'), ...ids('alone', 'b'), ...ids('of many', 'c')] } }, asked: [['a', 'b', 'c', 'context']], alone: ['b'] });
    answers.together = usual;
  });
});

describe('a field that is read for many objects together', () => {
  interface Thing {
    readonly key: string;
    readonly things?: readonly Thing[];
  }
  const loadable = buildSchema('type Query { all: [Thing]! one: Thing } type Thing { key: String! things: [Thing!]! owner(n: Int = 1): Owner } type Owner { name: String! }');
  const ownerField = (loadable.getType('Thing') as GraphQLObjectType).getFields()['owner'];
  const asked: unknown[] = [];
  if (ownerField !== undefined) ownerField.resolve = (source, { n }: Readonly<Record<string, unknown>>) => {
    asked.push(`${(source as Thing).key} alone, ${String(n)}`);
    return Promise.resolve({ name: `of ${(source as Thing).key}` });
  };
  let answers: LoadMany<Thing> = () => null;
  const load: LoadMany<Thing> = (sources, args, context, info) => {
    asked.push([...sources.map(({ key }) => key), args, context, info.fieldName]);
    return answers(sources, args, context, info);
  };
  const together = createExecutor({ schema: loadable, traits: { ...NO_TRAITS, loadMany: (field) => (field === ownerField ? (load as LoadMany) : null) }, mostFields: 1_000 });
  const root = { one: { key: 'a', things: [] }, all: [{ key: 'a', things: [{ key: 'a1' }, { key: 'a2' }] }, { key: 'b', things: [{ key: 'b1' }] }, null, { key: 'c', things: [] }] };
  const ask = async (text: string): Promise<{ readonly data: unknown; readonly errors: unknown; readonly asked: unknown }> => {
    const { data, errors = [] } = await together({ schema: loadable, document: parse(text), rootValue: root, contextValue: 'context' });
    return { data: JSON.parse(JSON.stringify(data)) as unknown, errors: errors.map(({ message, path }) => `${message} at ${path?.join('.') ?? ''}`), asked: asked.splice(0) };
  };
  const named: LoadMany<Thing> = (sources) => Promise.resolve(sources.map(({ key }) => ({ name: `${key} of many` })));
  const owner = (name: string | null): object => ({ owner: name === null ? null : { name } });

  it('is asked for once for all that stand at one place, with the arguments, the context and the info of the place', async () => {
    answers = named;
    expect(await ask('{ all { owner(n: 2) { name } } }')).toEqual({ data: { all: [owner('a of many'), owner('b of many'), null, owner('c of many')] }, errors: [], asked: [['a', 'b', 'c', { n: 2 }, 'context', 'owner']] });
    expect(await ask('{ all { things { key owner { name } } } }')).toEqual({
      data: { all: [{ things: [{ key: 'a1', ...owner('a1 of many') }, { key: 'a2', ...owner('a2 of many') }] }, { things: [{ key: 'b1', ...owner('b1 of many') }] }, null, { things: [] }] },
      errors: [],
      asked: [['a1', 'a2', 'b1', { n: 1 }, 'context', 'owner']],
    });
  });

  it('is asked for the one object where there is but one', async () => {
    expect(await ask('{ one { owner { name } } }')).toEqual({ data: { one: owner('of a') }, errors: [], asked: ['a alone, 1'] });
  });

  it.each<[string, LoadMany<Thing>]>([
    ['that cannot be done', () => null],
    ['is refused', () => {
      throw new Error('not these');
    }],
  ])('is asked for one by one where %s', async (_why, each) => {
    answers = each;
    expect(await ask('{ all { owner { name } } }')).toEqual({ data: { all: [owner('of a'), owner('of b'), null, owner('of c')] }, errors: [], asked: [['a', 'b', 'c', { n: 1 }, 'context', 'owner'], 'a alone, 1', 'b alone, 1', 'c alone, 1'] });
  });

  it('tells the errors of those that failed, and of all where all did', async () => {
    answers = (sources) => Promise.resolve(sources.map(({ key }) => (key === 'b' ? new Error('no b') : { name: key })));
    expect(await ask('{ all { owner { name } } }')).toMatchObject({ data: { all: [owner('a'), owner(null), null, owner('c')] }, errors: ['no b at all.1.owner'] });
    answers = () => Promise.reject(new Error('none'));
    expect(await ask('{ all { owner { name } } }')).toMatchObject({ data: { all: [owner(null), owner(null), null, owner(null)] }, errors: ['none at all.0.owner', 'none at all.1.owner', 'none at all.3.owner'] });
  });
});

describe('an operation that nobody waits for any more', () => {
  it.each([['goes no further than what is asked already', true], ['(beside one that somebody waits for)', false]])('%s', async (_what, isGone) => {
    const asked: string[] = [];
    let answer: (value: unknown) => void = () => undefined;
    const held = { item: () => new Promise((resolve) => (answer = resolve)) };
    const inner = { name: () => asked.push('name'), must: 'm' };
    const stopping = createExecutor({ schema, traits: NO_TRAITS, mostFields: 1_000, isAbandoned: (context) => (context as { readonly isGone: boolean }).isGone });
    const context = { isGone: false };
    const running = stopping({ schema, document: parse('{ item { name } }'), rootValue: held, contextValue: context });
    context.isGone = isGone;
    answer(inner);
    await running;
    expect(asked).toEqual(isGone ? [] : ['name']);
  });

  it('does all that it writes all the same', async () => {
    const written: string[] = [];
    const writing = buildSchema('type Query { a: Int } type Mutation { one: Int two: Int }');
    const root = { one: () => Promise.resolve(written.push('one')), two: () => Promise.resolve(written.push('two')) };
    const stopping = createExecutor({ schema: writing, traits: NO_TRAITS, mostFields: 1_000, isAbandoned: () => true });
    await stopping({ schema: writing, document: parse('mutation { one two }'), rootValue: root });
    expect(written).toEqual(['one', 'two']);
  });
});
