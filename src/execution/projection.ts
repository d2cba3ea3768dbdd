import { GraphQLBoolean, GraphQLFloat, GraphQLID, GraphQLInt, GraphQLString } from 'graphql';

import { leafValue, NotAtOnce } from './leaf-value.ts';
import type { FieldPlan, ObjectPlan } from './plan.ts';
import { depthOf } from './shape.ts';

/** What the resolvers of one operation get beside their source, by the id of the field. */
export interface Given {
  readonly args: readonly (Readonly<Record<string, unknown>> | undefined)[];
  readonly infos: readonly unknown[];
  readonly context: unknown;
  /** What was resolved for all objects of the place together, by the id of the field. */
  readonly many: readonly (readonly unknown[] | undefined)[];
}

export type Reply = Record<string, unknown>;

/** Makes the object of the reply for a source, the `index`th of its place; what is open is `undefined` in it. Throws whatever goes wrong, and `NotAtOnce`. */
export type Project = (source: unknown, given: Given, index: number) => Reply;

/** Whether a field is part of its object's projection: what is there at once, and asks nobody for leave. Objects with a field that is resolved for many together are a place of their own, to be many. */
export const isInline = (field: FieldPlan): boolean => {
  if (field.gate !== null || field.isAsync || field.abstract !== null) return false;
  if (field.leaf !== null) return true;
  const below = field.object === null ? undefined : field.below.get(field.object);
  return below !== undefined && depthOf(field.shape) <= 1 && below.gate === null && below.fields.every((each) => each.many === null && isInline(each));
};

/** The resolvers of a projection, which need their arguments before it runs. */
export const inlineResolvers = (fields: readonly FieldPlan[]): readonly FieldPlan[] =>
  fields.filter(isInline).flatMap((field) => [...(field.member === null ? [field] : []), ...(field.object === null ? [] : inlineResolvers(field.below.get(field.object)?.fields ?? []))]);

/** How JavaScript says that a value is what this scalar gives as it is. */
const AS_IT_IS = new Map<unknown, string>([
  [GraphQLString, "typeof v === 'string'"],
  [GraphQLID, "typeof v === 'string'"],
  [GraphQLBoolean, 'v === true || v === false'],
  [GraphQLInt, "typeof v === 'number' && (v | 0) === v"],
  [GraphQLFloat, "typeof v === 'number' && v - v === 0"],
]);

const none = (field: FieldPlan): null => {
  if (field.shape.nonNull) throw new NotAtOnce();
  return null;
};

/** The value that a projection cannot go on with; a promise shows that the field is slower than it looked. */
const notAtOnce = (field: FieldPlan, value: unknown): never => {
  const isPromise = typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
  if (isPromise) {
    field.isAsync = true;
    // It is asked for once more, and looked at then.
    void Promise.resolve(value).catch(() => undefined);
  }
  throw new NotAtOnce(isPromise);
};

type ProjectBelow = (source: unknown, given: Given) => Reply;

const isPlainObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !(value instanceof Error) && typeof (value as { readonly then?: unknown }).then !== 'function';

const listOf = (field: FieldPlan, value: unknown, project: ProjectBelow, given: Given): (Reply | null)[] => {
  if (!Array.isArray(value)) return notAtOnce(field, value);
  const replies = new Array<Reply | null>(value.length);
  for (let i = 0; i < value.length; i += 1) {
    const item: unknown = value[i];
    if (item == null) {
      if (field.shape.item?.nonNull !== false) throw new NotAtOnce();
      replies[i] = null;
    } else if (isPlainObject(item)) replies[i] = project(item, given);
    else notAtOnce(field, item);
  }
  return replies;
};

/** Writes the code of a projection. Only names of GraphQL and numbers get into it. */
class Writer {
  readonly fields: FieldPlan[] = [];
  readonly functions: string[] = [];

  /** The name of a function that projects objects of this plan; what is not inline in it is left open. */
  object({ fields }: ObjectPlan): string {
    const members = fields.map((field) => `${field.key === '__proto__' ? '["__proto__"]' : JSON.stringify(field.key)}: ${isInline(field) ? this.#value(field) : 'undefined'}`);
    const name = `p${this.functions.length}`;
    this.functions.push(`const ${name} = (s, g, i) => { let v; return { ${members.join(', ')} }; };`);
    return name;
  }

  #read({ id, member, many }: FieldPlan, n: number): string {
    if (member !== null) return `s[${JSON.stringify(member)}]`;
    const one = `r${n}(s, g.args[${id}], g.context, g.infos[${id}])`;
    return many === null ? one : `g.many[${id}] === undefined ? ${one} : g.many[${id}][i]`;
  }

  #value(field: FieldPlan): string {
    if (field.name === '__typename') return JSON.stringify(field.parentType.name);
    const n = this.fields.push(field) - 1;
    const value = this.#read(field, n);
    if (field.leaf !== null) {
      const asItIs = field.shape.item === null ? AS_IT_IS.get(field.leaf) : undefined;
      return asItIs === undefined ? `leaf(f${n}, ${value})` : `(v = ${value}, ${asItIs}) ? v : leaf(f${n}, v)`;
    }
    const below = field.object === null ? undefined : field.below.get(field.object);
    if (below === undefined) throw new Error('a field without a type is not inline');
    const project = this.object(below);
    const each = field.shape.item === null ? `isPlainObject(v) ? ${project}(v, g) : notAtOnce(f${n}, v)` : `listOf(f${n}, v, ${project}, g)`;
    return `(v = ${value}, v === null || v === undefined) ? none(f${n}) : ${each}`;
  }
}

const inlineLeaf = (field: FieldPlan, value: unknown): unknown => {
  if (typeof value === 'function' || (typeof value === 'object' && value !== null && 'then' in value)) return notAtOnce(field, value);
  return leafValue(field, field.shape, value);
};

/** The projection of a plan as code of its own: the shape of the reply is known, so nothing is looked up while rows are written. */
export const buildProjection = (plan: ObjectPlan): Project => {
  const writer = new Writer();
  const name = writer.object(plan);
  const constants = writer.fields.map((field, n) => `const f${n} = fields[${n}]${field.member === null ? `, r${n} = f${n}.resolve` : ''};`);
  const code = `"use strict"; ${constants.join(' ')} ${writer.functions.join(' ')} return ${name};`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- written above, of names and numbers alone
  return new Function('fields', 'leaf', 'none', 'notAtOnce', 'isPlainObject', 'listOf', code)(writer.fields, inlineLeaf, none, notAtOnce, isPlainObject, listOf) as Project;
};
