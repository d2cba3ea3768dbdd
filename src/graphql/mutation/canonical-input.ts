import type { GraphQLInputType, GraphQLSchema } from 'graphql';
import { isInputObjectType, isListType, isNonNullType, isScalarType } from 'graphql';

/** Members that say which write it is or what was shown before, and nothing of what is written. */
const NOT_THE_INPUT: ReadonlySet<string> = new Set(['idempotencyKey', 'previewToken']);

/** `1.0`, `1.00` and `1` are one number. Defaults that a mutation names are compared with numbers in this spelling. */
export const plainNumber = (text: string): string => (text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text).replace(/^-(?=0$)/, '');

const canonical = (type: GraphQLInputType, value: unknown): unknown => {
  if (value == null) return undefined;
  if (isNonNullType(type)) return canonical(type.ofType, value);
  // A single value where a list is wanted means a list of one.
  if (isListType(type)) return (Array.isArray(value) ? value : [value]).map((item) => canonical(type.ofType, item));
  if (isInputObjectType(type)) {
    const given = value as Readonly<Record<string, unknown>>;
    return Object.fromEntries(
      Object.values(type.getFields())
        .map((field): [string, unknown] => [field.name, canonical(field.type, given[field.name])])
        .filter(([, member]) => member !== undefined),
    );
  }
  return isScalarType(type) && type.name === 'Decimal' && typeof value === 'string' ? plainNumber(value) : value;
};

/** The input as plain data in one spelling, without its key: what the ledger compares a repeat by. */
export const canonicalInput = (schema: GraphQLSchema, typeName: string, input: unknown): unknown => {
  const type = schema.getType(typeName);
  if (!isInputObjectType(type)) throw new TypeError(`${typeName} is no input type`);
  const members = canonical(type, input) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(members).filter(([name]) => !NOT_THE_INPUT.has(name)));
};
