import { getNamedType } from 'graphql';

import { declaredFieldsOf, enumsOf, fieldsOf, givenOf, inputsOf, ownTypes, unused, type Allowed, type Offence, type Rule } from './offence.ts';

/** Names that a boolean may have although they do not ask a question. */
const BOOLEANS: Allowed = {
  'UserError.retryable': 'an adjective that is a question already',
};

/** Members of a span are named for its ends; the member that holds the span bears the time's name. */
const SPAN = /^(Date|DateTime)Range$/;
const SPAN_ENDS = new Set(['from', 'to']);
/** Times that may have another name. */
const TIMES: Allowed = { 'OutcomeUnknownError.since': 'from when on something is not known, not when something happened' };

const ofDates = (at: string, parentName: string | null, name: string, type: string): readonly Offence[] => {
  if (parentName !== null && SPAN.test(parentName) && SPAN_ENDS.has(name)) return [];
  const base = type.replace(/Range$/, '');
  const offences: Offence[] = [];
  if (base === 'DateTime' && !/[a-z]At$/.test(name)) offences.push({ at, rule: 'is a DateTime, so its name must end in At' });
  if (base === 'Date' && !/[a-z]On$/.test(name)) offences.push({ at, rule: 'is a Date, so its name must end in On' });
  if (/[a-z]At$/.test(name) && base !== 'DateTime') offences.push({ at, rule: 'its name ends in At, so it must be a DateTime' });
  if (/[a-z]On$/.test(name) && base !== 'Date') offences.push({ at, rule: 'its name ends in On, so it must be a Date' });
  return offences;
};

/** Instants are `…At: DateTime`, days `…On: Date`, and the other way round. */
export const timesNamed =
  (allowed: Allowed = TIMES): Rule =>
  (schema) => {
    const odd = [
      ...fieldsOf(schema).flatMap(({ at, parent, field }) => ofDates(at, parent.name, field.name, getNamedType(field.type).name)),
      ...givenOf(schema).flatMap(({ at, parent, value }) => ofDates(at, parent?.name ?? null, value.name, getNamedType(value.type).name)),
    ];
    return [...odd.filter(({ at }) => !(at in allowed)), ...unused(allowed, new Set(odd.map(({ at }) => at)), 'the names of times')];
  };

/** Booleans ask a question: is… or has…. */
export const booleansNamed =
  (allowed: Allowed = BOOLEANS): Rule =>
  (schema) => {
    const booleans = [
      ...declaredFieldsOf(schema).map(({ at, field: { name, type } }) => ({ at, name, type: getNamedType(type).name })),
      ...givenOf(schema).map(({ at, value: { name, type } }) => ({ at, name, type: getNamedType(type).name })),
    ].filter(({ type }) => type === 'Boolean');
    const odd = booleans.filter(({ name }) => !/^(?:is|has)[A-Z]/.test(name));
    return [
      ...odd.filter(({ at }) => !(at in allowed)).map(({ at }) => ({ at, rule: 'is a Boolean, so its name must begin with is or has' })),
      ...unused(allowed, new Set(odd.map(({ at }) => at)), 'the names of booleans'),
    ];
  };

/** Enum values are UPPER_SNAKE. */
export const enumsUpperSnake: Rule = (schema) =>
  enumsOf(schema).flatMap((type) =>
    type
      .getValues()
      .filter(({ name }) => !/^[A-Z][A-Z\d]*(?:_[A-Z\d]+)*$/.test(name))
      .map(({ name }) => ({ at: `${type.name}.${name}`, rule: 'is not UPPER_SNAKE' })),
  );

/** Types are PascalCase, fields and arguments camelCase. */
export const casing: Rule = (schema) => [
  ...ownTypes(schema)
    .filter(({ name }) => !/^[A-Z][A-Za-z\d]*$/.test(name))
    .map(({ name }) => ({ at: name, rule: 'is not PascalCase' })),
  ...[...fieldsOf(schema).map(({ at, field }) => ({ at, name: field.name })), ...givenOf(schema).map(({ at, value }) => ({ at, name: value.name }))]
    .filter(({ name }) => !/^[a-z][A-Za-z\d]*$/.test(name))
    .map(({ at }) => ({ at, rule: 'is not camelCase' })),
];

/** An input type says by its name what it is for. */
export const inputsNamed: Rule = (schema) =>
  inputsOf(schema)
    .filter(({ name }) => !/[a-z](?:Input|Filter|Order|Range)$/.test(name))
    .map(({ name }) => ({ at: name, rule: 'is an input, so its name must end in Input, Filter, Order or Range' }));
