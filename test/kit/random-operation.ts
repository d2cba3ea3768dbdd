import type { GeneratorValue } from 'fast-check';
import fc from 'fast-check';
import type { GraphQLArgument, GraphQLField, GraphQLInputType, GraphQLSchema } from 'graphql';
import { getNamedType, isAbstractType, isEnumType, isInputObjectType, isInterfaceType, isLeafType, isListType, isNonNullType, isObjectType } from 'graphql';

/** An operation that is valid for the schema, made at random. */
export interface RandomOperation {
  readonly kind: 'query' | 'mutation';
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface RandomOptions {
  /** Ids to ask for, of any type; garbage is asked for as well. */
  readonly ids: readonly string[];
  /** Texts to send beside the usual ones. */
  readonly texts?: readonly string[];
  readonly maxDepth?: number;
  /** How often a mutation is made, of 100. */
  readonly mutations?: number;
}

/** The alias under which every selection on an interface or union asks for the type: whoever checks the reply needs it. */
export const TYPENAME_ALIAS = 'type__';

const TEXTS = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('Șurub', 'ООО «Пример»', 'a@b.md', '1003600012345', '', 'CH-1', 'cash') },
  { weight: 1, arbitrary: fc.string({ maxLength: 20, unit: 'binary' }) },
);
const DECIMALS = fc.constantFrom('0', '1.00', '-1', '12.345', '99999999999.99', '500000.01');
const INTS = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 5 }) }, { weight: 1, arbitrary: fc.constantFrom(0, -1, 100, 101, 2_147_483_647) });
const DATETIMES = fc.constantFrom('2026-11-02T09:15:00+02:00', '1970-01-01T00:00:00Z', '2026-03-29T03:30:00+03:00');
const DATES = fc.constantFrom('2026-11-02', '2024-02-29', '1970-01-01');

/** Makes one operation out of the choices of fast-check, so that a failure can be shrunk and made again. */
export const randomOperation = (schema: GraphQLSchema, g: GeneratorValue, { ids, texts = [], maxDepth = 4, mutations = 10 }: RandomOptions): RandomOperation => {
  const chance = (percent: number): boolean => g(fc.integer, { min: 1, max: 100 }) <= percent;
  const pick = <Value>(values: readonly Value[]): Value => values[g(fc.nat, { max: values.length - 1 })] as Value;
  const declared: string[] = [];
  const variables: Record<string, unknown> = {};
  const fragments: string[] = [];
  let names = 0;
  const fresh = (prefix: string): string => `${prefix}${(names += 1)}`;

  const text = (): string => (texts.length > 0 && chance(70) ? pick(texts) : g(() => TEXTS));

  const scalarOf = (type: string): unknown => {
    switch (type) {
      case 'ID':
        return chance(80) && ids.length > 0 ? pick(ids) : text();
      case 'Int':
        return g(() => INTS);
      case 'Boolean':
        return chance(50);
      case 'Decimal':
        return g(() => DECIMALS);
      case 'DateTime':
        return g(() => DATETIMES);
      case 'Date':
        return g(() => DATES);
      case 'CurrencyCode':
        return pick(['MDL', 'EUR', 'USD', 'RON']);
      case 'URL':
        return 'https://exemplu.md/';
      default:
        return text();
    }
  };

  /** A value as plain data; enum values are marked, since their literals have no quotes. */
  const valueOf = (type: GraphQLInputType, depth: number): unknown => {
    if (isNonNullType(type)) return valueOf(type.ofType, depth);
    if (isListType(type)) return Array.from({ length: pick([0, 1, 1, 2, 3]) }, () => valueOf(type.ofType, depth));
    if (isEnumType(type)) return pick(type.getValues()).name;
    if (!isInputObjectType(type)) return scalarOf(type.name);
    const members = Object.values(type.getFields()).filter((member) => (isNonNullType(member.type) && member.defaultValue === undefined) || (depth > 0 && chance(35)));
    return Object.fromEntries(members.map((member) => [member.name, !isNonNullType(member.type) && chance(10) ? null : valueOf(member.type, depth - 1)]));
  };

  const literal = (type: GraphQLInputType, value: unknown): string => {
    if (value === null) return 'null';
    if (isNonNullType(type)) return literal(type.ofType, value);
    if (isListType(type)) return `[${(value as readonly unknown[]).map((item) => literal(type.ofType, item)).join(', ')}]`;
    if (isEnumType(type)) return value as string;
    if (!isInputObjectType(type)) return JSON.stringify(value);
    const members = Object.entries(value as Readonly<Record<string, unknown>>);
    return `{ ${members.map(([name, member]) => `${name}: ${literal(type.getFields()[name]?.type as GraphQLInputType, member)}`).join(', ')} }`;
  };

  const given = (type: GraphQLInputType, value: unknown): string => {
    // Half of a pair of surrogates is no text of a document; in variables it is JSON.
    if (chance(50) && !/\\ud[89a-f]/i.test(JSON.stringify(value))) return literal(type, value);
    const name = fresh('v');
    declared.push(`$${name}: ${type.toString()}`);
    variables[name] = value;
    return `$${name}`;
  };

  const argumentsOf = (args: readonly GraphQLArgument[]): string => {
    const texts = args
      .filter(({ type, defaultValue }) => (isNonNullType(type) && defaultValue === undefined) || chance(30))
      .map(({ name, type }) => `${name}: ${given(type, valueOf(type, 2))}`);
    return texts.length === 0 ? '' : `(${texts.join(', ')})`;
  };

  const condition = (): string => {
    if (!chance(6)) return '';
    const value = chance(50);
    if (chance(50)) return ` @${pick(['include', 'skip'])}(if: ${value})`;
    const name = fresh('v');
    declared.push(`$${name}: Boolean!`);
    variables[name] = value;
    return ` @${pick(['include', 'skip'])}(if: $${name})`;
  };

  const fieldOf = (field: GraphQLField<unknown, unknown>, depth: number): string => {
    // A name of its own for each, so that no two with different arguments meet in one place.
    const alias = fresh('f');
    const inner = isLeafType(getNamedType(field.type)) ? '' : ` ${selectionOf(getNamedType(field.type).name, depth - 1)}`;
    return `${alias}: ${field.name}${argumentsOf(field.args)}${condition()}${inner}`;
  };

  // By name: the classes of types refer to each other in a circle.
  const selectionOf = (name: string, depth: number): string => {
    const type = schema.getType(name);
    const parts: string[] = [];
    if (isAbstractType(type)) {
      parts.push(`${TYPENAME_ALIAS}: __typename`);
      const possible = [...schema.getPossibleTypes(type)];
      for (let i = 0; i < 2; i += 1) {
        const member = pick(possible);
        const selection = selectionOf(member.name, depth);
        if (chance(70)) parts.push(`... on ${member.name}${condition()} ${selection}`);
        else {
          const fragment = fresh('F');
          fragments.push(`fragment ${fragment} on ${member.name} ${selection}`);
          parts.push(`...${fragment}${condition()}`);
        }
      }
    }
    if (isObjectType(type) || isInterfaceType(type)) {
      const fields = Object.values(type.getFields()) as GraphQLField<unknown, unknown>[];
      const reachable = fields.filter((field) => depth > 0 || isLeafType(getNamedType(field.type)));
      const count = Math.min(reachable.length, pick([1, 2, 2, 3, 4]));
      for (let i = 0; i < count; i += 1) parts.push(fieldOf(pick(reachable), depth));
      if (isObjectType(type) && chance(10)) {
        const fragment = fresh('F');
        const again = reachable.filter((field) => isLeafType(getNamedType(field.type)));
        if (again.length > 0) {
          fragments.push(`fragment ${fragment} on ${type.name} { ${fieldOf(pick(again), 0)} }`);
          parts.push(`...${fragment}`, `...${fragment}`);
        }
      }
    }
    if (parts.length === 0 || chance(10)) parts.push('__typename');
    return `{ ${parts.join(' ')} }`;
  };

  const kind = chance(mutations) ? 'mutation' : 'query';
  const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  if (root == null) throw new Error(`the schema has no ${kind}`);
  const selection = kind === 'query' ? selectionOf(root.name, maxDepth) : `{ ${fieldOf(pick(Object.values(root.getFields())), 3)} }`;
  const head = declared.length === 0 ? '' : `(${declared.join(', ')})`;
  return { kind, document: [`${kind} R${head} ${selection}`, ...fragments].join('\n'), variables };
};
