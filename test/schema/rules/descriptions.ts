import { enumsOf, fieldsOf, givenOf, ownTypes, type Offence, type Rule } from './offence.ts';

const LEAST_CHARACTERS = 10;

/** Words that say nothing by themselves. */
const EMPTY_WORDS = new Set(['a', 'an', 'the', 'of', 'its', 'it', 'is', 'are', 'this', 'that', 'these', 'those', 'in', 'on', 'for', 'to', 'with', 'by', 'and', 'or', 'be']);

const wordsOf = (text: string): readonly string[] =>
  text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word));

const faultOf = (name: string, description: string | null | undefined): string | null => {
  const text = description?.trim() ?? '';
  if (text === '') return 'has no description';
  if (text.length < LEAST_CHARACTERS) return `description is shorter than ${LEAST_CHARACTERS} characters`;
  if (!/^\p{Lu}|^`|^e-Cont/u.test(text) || !/[.!?]$/.test(text)) return 'description is no sentence';
  const own = new Set(wordsOf(name));
  return wordsOf(text).every((word) => own.has(word) || EMPTY_WORDS.has(word)) ? 'description only repeats the name' : null;
};

/** Everything a client can see is described, by a sentence that says more than its name. */
export const described: Rule = (schema) => {
  const named = [
    ...ownTypes(schema).map(({ name, description }) => ({ at: name, name, description })),
    ...fieldsOf(schema).map(({ at, field }) => ({ at, name: field.name, description: field.description })),
    ...givenOf(schema).map(({ at, value }) => ({ at, name: value.name, description: value.description })),
    ...enumsOf(schema).flatMap((type) => type.getValues().map(({ name, description }) => ({ at: `${type.name}.${name}`, name, description }))),
  ];
  return named.flatMap(({ at, name, description }): Offence[] => {
    const rule = faultOf(name, description);
    return rule === null ? [] : [{ at, rule }];
  });
};

/** A deprecation says since when, and so when it may go. */
export const deprecationsDated: Rule = (schema) => {
  const marked = [
    ...fieldsOf(schema).map(({ at, field }) => ({ at, reason: field.deprecationReason })),
    ...givenOf(schema).map(({ at, value }) => ({ at, reason: value.deprecationReason })),
    ...enumsOf(schema).flatMap((type) => type.getValues().map(({ name, deprecationReason }) => ({ at: `${type.name}.${name}`, reason: deprecationReason }))),
  ];
  return marked.filter(({ reason }) => reason != null && !/\b\d{4}-\d{2}-\d{2}\b/.test(reason)).map(({ at }) => ({ at, rule: 'deprecation carries no date' }));
};
