import type { GraphQLInputObjectType, GraphQLInputType, GraphQLSchema } from 'graphql';
import { isInputObjectType, isListType, isNonNullType, isScalarType } from 'graphql';

/** Members that say which write it is or what was shown before, and nothing of what is written. */
const NOT_THE_INPUT: ReadonlySet<string> = new Set(['idempotencyKey', 'previewToken']);

/** `1.0`, `1.00` and `1` are one number. Defaults that a mutation names are compared with numbers in this spelling. */
export const plainNumber = (text: string): string => (text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text).replace(/^-(?=0$)/, '');

/** How a value that is there is spelt. */
type Spell = (value: unknown) => unknown;

const spellings = new WeakMap<GraphQLInputType, Spell>();

const spellMembers = (type: GraphQLInputObjectType): Spell => {
  // Worked out at the first value: types may name each other in a circle.
  let members: readonly (readonly [string, Spell])[] | undefined;
  return (value) => {
    members ??= Object.values(type.getFields()).map((field) => [field.name, spellingOf(field.type)] as const);
    const given = value as Readonly<Record<string, unknown>>;
    const spelt: Record<string, unknown> = {};
    for (const [name, spell] of members) {
      const member = given[name];
      if (member !== undefined && member !== null) spelt[name] = spell(member);
    }
    return spelt;
  };
};

const spellList = (spell: Spell): Spell => (value) =>
  // A single value where a list is wanted means a list of one.
  (Array.isArray(value) ? (value as readonly unknown[]) : [value]).map((item) => (item === undefined || item === null ? undefined : spell(item)));

const asIs: Spell = (value) => value;

const makeSpelling = (type: GraphQLInputType): Spell => {
  if (isNonNullType(type)) return spellingOf(type.ofType);
  if (isListType(type)) return spellList(spellingOf(type.ofType));
  if (isInputObjectType(type)) return spellMembers(type);
  return isScalarType(type) && type.name === 'Decimal' ? (value) => (typeof value === 'string' ? plainNumber(value) : value) : asIs;
};

const spellingOf = (type: GraphQLInputType): Spell => {
  const known = spellings.get(type);
  if (known !== undefined) return known;
  const made = makeSpelling(type);
  spellings.set(type, made);
  return made;
};

/** The input as plain data in one spelling, without its key: what the ledger compares a repeat by. */
export const canonicalInput = (schema: GraphQLSchema, typeName: string, input: unknown): unknown => {
  const type = schema.getType(typeName);
  if (!isInputObjectType(type)) throw new TypeError(`${typeName} is no input type`);
  const members: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(spellingOf(type)(input) as Readonly<Record<string, unknown>>)) if (!NOT_THE_INPUT.has(name)) members[name] = member;
  return members;
};
