import type { GraphQLField, GraphQLNamedType, GraphQLSchema } from 'graphql';
import { getNamedType, isInterfaceType, isListType, isNonNullType, isObjectType, isUnionType } from 'graphql';

import { ownTypes, type Offence, type Rule } from './offence.ts';

const upperFirst = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const implementsUserError = (type: GraphQLNamedType): boolean => isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'UserError');

const ofInput = (at: string, base: string, { args }: GraphQLField<unknown, unknown>): readonly Offence[] => {
  const [input] = args;
  if (args.length !== 1 || input?.name !== 'input') return [{ at, rule: 'must take exactly one argument, input' }];
  return input.type.toString() === `${base}Input!` ? [] : [{ at, rule: `its input must be ${base}Input!` }];
};

/** The published schema is sorted, so no member of a union can be its first: the payload is known by its name. */
const ofResult = (at: string, base: string, { type }: GraphQLField<unknown, unknown>): readonly Offence[] => {
  const result = getNamedType(type);
  if (!isUnionType(result) || isListType(type)) return [{ at, rule: `must return the union ${base}Result` }];
  const offences: Offence[] = [];
  if (isNonNullType(type)) offences.push({ at, rule: 'must return a nullable union, so that its failure leaves the other mutations' });
  if (result.name !== `${base}Result`) offences.push({ at, rule: `must return ${base}Result` });
  const members = result.getTypes();
  if (members.filter(({ name }) => name === `${base}Payload`).length !== 1) offences.push({ at: result.name, rule: `must hold ${base}Payload` });
  for (const member of members) {
    if (member.name !== `${base}Payload` && !implementsUserError(member)) offences.push({ at: result.name, rule: `${member.name} is neither ${base}Payload nor a UserError` });
  }
  return offences;
};

/** Every mutation takes one `<Mutation>Input!` and answers `<Mutation>Result`: its payload or a typed error. */
export const mutations: Rule = (schema) =>
  Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap((field) => {
    const at = `Mutation.${field.name}`;
    const base = upperFirst(field.name);
    return [...ofInput(at, base, field), ...ofResult(at, base, field)];
  });

const usedBy = (schema: GraphQLSchema, suffix: string): ReadonlySet<string> =>
  new Set(Object.keys(schema.getMutationType()?.getFields() ?? {}).map((name) => `${upperFirst(name)}${suffix}`));

/** `…Payload` and `…Result` belong to a mutation, and what implements UserError is called an error. */
export const resultsNamed: Rule = (schema) => {
  const payloads = usedBy(schema, 'Payload');
  const results = usedBy(schema, 'Result');
  const errors = schema.getType('UserError');
  const kinds = isInterfaceType(errors) ? schema.getPossibleTypes(errors) : [];
  return [
    ...ownTypes(schema).filter(({ name }) => name.endsWith('Payload') && !payloads.has(name)).map(({ name }) => ({ at: name, rule: 'is the payload of no mutation' })),
    ...ownTypes(schema).filter(({ name }) => name.endsWith('Result') && !results.has(name)).map(({ name }) => ({ at: name, rule: 'is the result of no mutation' })),
    ...kinds.filter(({ name }) => !name.endsWith('Error')).map(({ name }) => ({ at: name, rule: 'implements UserError, so its name must end in Error' })),
    ...ownTypes(schema).filter((type) => isObjectType(type) && type.name.endsWith('Error') && !implementsUserError(type)).map(({ name }) => ({ at: name, rule: 'is called an error, so it must implement UserError' })),
  ];
};
