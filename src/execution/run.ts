import type { GraphQLError, GraphQLObjectType, GraphQLResolveInfo, OperationDefinitionNode } from 'graphql';
import { defaultFieldResolver, defaultTypeResolver, getArgumentValues, locatedError } from 'graphql';

import { Batch, define } from './batch.ts';
import { isPromise } from './is-promise.ts';
import { completeLeaves } from './leaf-list.ts';
import { isIterable, NotAtOnce, notIterable, serialized, unexpectedNull } from './leaf-value.ts';
import type { FieldPlan, ObjectPlan, Plan, Projection } from './plan.ts';
import { projectionOf } from './plan.ts';
import type { Given, Reply } from './projection.ts';
import { runtimeTypeOf } from './runtime-type.ts';
import type { Shape } from './shape.ts';

/** What an execution is about. */
export interface RunTerms {
  readonly plan: Plan;
  readonly operation: OperationDefinitionNode;
  readonly rootValue: unknown;
  readonly context: unknown;
  readonly variableValues: Readonly<Record<string, unknown>>;
  /** As resolvers get them. */
  readonly fragments: GraphQLResolveInfo['fragments'];
}

/** The batches of objects that one field of one batch leads to, by their type. */
type Below = Map<ObjectPlan, Batch>;

/** One execution of a plan: level by level, all objects of a place together. */
export class Run {
  data: Reply | null = {};
  readonly errors: GraphQLError[] = [];
  readonly #terms: RunTerms;
  readonly #given: { readonly args: (Readonly<Record<string, unknown>> | undefined)[]; readonly infos: (GraphQLResolveInfo | undefined)[]; readonly context: unknown };
  /** Whether a null came over anything: only then has anybody to ask what is still alive. */
  #isPruned = false;
  #waiting = 0;
  #onIdle: (() => void) | null = null;
  #fault: { readonly thrown: unknown } | null = null;

  constructor(terms: RunTerms) {
    this.#terms = terms;
    const { length } = terms.plan.fields;
    this.#given = { args: new Array<undefined>(length), infos: new Array<undefined>(length), context: terms.context };
  }

  /** Executes everything; fields of a mutation's root one after the other. */
  async execute(): Promise<void> {
    const { plan, operation, rootValue } = this.#terms;
    const root = new Batch(plan.root, null, null);
    const top: { data?: unknown } = {};
    root.add(rootValue, 0, top, -1);
    if (operation.operation === 'mutation') {
      const reply: Reply = {};
      for (const { key } of plan.root.fields) define(reply, key, undefined);
      root.place(0, reply);
      for (const field of plan.root.fields) {
        this.#field(root, field, ALL);
        await this.#idle();
      }
    } else {
      this.#object(root);
      await this.#idle();
    }
    this.data = top.data as Reply | null;
  }

  /** Until nothing is waited for any more. */
  async #idle(): Promise<void> {
    if (this.#waiting > 0) await new Promise<void>((resolve) => (this.#onIdle = resolve));
    if (this.#fault !== null) throw this.#fault.thrown;
  }

  /** Does what had to wait. Whatever is thrown is a fault of the executor, and must not leave the caller waiting. */
  #goOn(act: () => void): void {
    try {
      act();
    } catch (thrown) {
      this.#fault ??= { thrown };
    }
    this.#waiting -= 1;
    if (this.#waiting === 0) this.#onIdle?.();
  }

  #argsOf(field: FieldPlan): Readonly<Record<string, unknown>> {
    const known = this.#given.args[field.id];
    if (known !== undefined) return known;
    const [node] = field.nodes;
    const args = node === undefined || field.field.args.length === 0 ? {} : getArgumentValues(field.field, node, this.#terms.variableValues);
    this.#given.args[field.id] = args;
    return args;
  }

  /** As resolvers get it, but for the path: it is the same for all objects of the place. */
  #infoOf(field: FieldPlan): GraphQLResolveInfo {
    const known = this.#given.infos[field.id];
    if (known !== undefined) return known;
    const { operation, rootValue, variableValues, fragments, plan } = this.#terms;
    const info = {
      fieldName: field.name,
      fieldNodes: field.nodes,
      returnType: field.field.type,
      parentType: field.parentType,
      schema: plan.selecting.schema,
      fragments, rootValue, operation, variableValues,
      get path(): never {
        throw new Error(`${field.parentType.name}.${field.name} is resolved for many objects at once, which have no path in common`);
      },
    } as unknown as GraphQLResolveInfo;
    this.#given.infos[field.id] = info;
    return info;
  }

  /** Makes the replies of a batch, and resolves what is open in them. */
  #object(batch: Batch): void {
    const { plan, sources } = batch;
    const closed = plan.gate?.(this.#terms.context) ?? null;
    if (closed !== null) {
      for (let i = 0; i < sources.length; i += 1) this.#fail(batch, i, closed);
      return;
    }
    const projection = this.#projectionOf(plan);
    const given = this.#given as Given;
    let apart: number[] | null = null;
    for (let i = 0; i < sources.length; i += 1) {
      if (this.#isPruned && !batch.isWanted(i)) continue;
      const source = sources[i];
      try {
        if (projection === null || (typeof source !== 'object' && batch.field !== null)) throw new NotAtOnce();
        batch.place(i, projection.project(source ?? NOTHING, given));
      } catch (thrown) {
        // A field is slower than it looked.
        if (thrown instanceof NotAtOnce && thrown.isSlow) plan.projection = null;
        const reply: Reply = {};
        for (const { key } of plan.fields) define(reply, key, undefined);
        batch.place(i, reply);
        (apart ??= []).push(i);
      }
    }
    for (const field of plan.fields) {
      const indexes = projection === null || projection.open.has(field) ? ALL : apart;
      if (indexes !== null) this.#field(batch, field, indexes);
    }
  }

  /** `null` where an argument of a resolver is wrong: that is told field by field. */
  #projectionOf(plan: ObjectPlan): Projection | null {
    const projection = projectionOf(plan);
    try {
      for (const field of projection.calls) {
        this.#argsOf(field);
        this.#infoOf(field);
      }
      return projection;
    } catch {
      return null;
    }
  }

  /** Resolves a field for objects of a batch. */
  #field(batch: Batch, field: FieldPlan, indexes: readonly number[] | typeof ALL): void {
    const { context } = this.#terms;
    const below: Below = new Map();
    const count = indexes === ALL ? batch.sources.length : indexes.length;
    const resolve = field.resolve ?? defaultFieldResolver;
    const promised: PromiseLike<unknown>[] = [];
    const askers: number[] = [];
    let args: Readonly<Record<string, unknown>> | null = null;
    let refused: unknown = null;
    let isRefused = false;
    try {
      args = this.#argsOf(field);
      refused = field.gate?.(context) ?? null;
      isRefused = refused !== null;
    } catch (thrown) {
      [refused, isRefused] = [thrown, true];
    }
    const info = this.#infoOf(field);
    for (let n = 0; n < count; n += 1) {
      const i = indexes === ALL ? n : (indexes[n] ?? 0);
      if (this.#isPruned && !batch.isAlive(i)) continue;
      if (isRefused || args === null) {
        this.#refuse(batch, i, field, refused);
        continue;
      }
      try {
        const value = resolve(batch.sources[i], args, context, info) as unknown;
        if (isPromise(value)) {
          promised.push(value);
          askers.push(i);
        } else this.#complete(batch, i, field, value, below);
      } catch (thrown) {
        this.#refuse(batch, i, field, thrown);
      }
    }
    this.#descend(below);
    if (promised.length > 0) this.#await(batch, field, askers, promised);
  }

  /** Goes on when all have answered: what hangs from them is then asked for together. */
  #await(batch: Batch, field: FieldPlan, askers: readonly number[], promised: readonly PromiseLike<unknown>[]): void {
    this.#waiting += 1;
    const values = new Array<unknown>(promised.length);
    const failed = new Set<number>();
    let left = promised.length;
    const settled = (): void => {
      left -= 1;
      if (left > 0) return;
      this.#goOn(() => {
        const below: Below = new Map();
        askers.forEach((i, n) => {
          if (this.#isPruned && !batch.isAlive(i)) return;
          if (failed.has(n)) this.#refuse(batch, i, field, values[n]);
          else this.#complete(batch, i, field, values[n], below);
        });
        this.#descend(below);
      });
    };
    promised.forEach((promise, n) => {
      promise.then(
        (value) => {
          values[n] = value;
          settled();
        },
        (reason: unknown) => {
          values[n] = reason;
          failed.add(n);
          settled();
        },
      );
    });
  }

  #descend(below: Below): void {
    for (const batch of below.values()) this.#object(batch);
  }

  /** Puts what a field answered into the reply, or the null that it stands for. */
  #complete(batch: Batch, i: number, field: FieldPlan, value: unknown, below: Below): void {
    const reply = batch.replies[i];
    if (reply == null) return;
    if (!this.#put(batch, i, field, field.shape, value, reply, -1, below)) this.#lose(batch, i);
  }

  /** Puts a value into its place; `false`: it must be null there and may not. `position`: of an item in the list of the field. */
  #put(batch: Batch, i: number, field: FieldPlan, shape: Shape, value: unknown, container: object, position: number, below: Below): boolean {
    const slot = position === -1 ? field.key : position;
    try {
      if (value instanceof Error) throw value;
      if (value == null) {
        if (shape.nonNull) throw unexpectedNull(field);
        define(container, slot, null);
        return true;
      }
      if (shape.item !== null) {
        if (field.leaf === null) return this.#putList(batch, i, field, shape, value, container, slot, below);
        this.#putLeaves(batch, i, field, value, container);
      } else if (field.leaf !== null) define(container, slot, serialized(field, value));
      else this.#putObject(batch, i, field, shape, value, container, position, below);
      return true;
    } catch (thrown) {
      return this.#note(thrown, field, placeOf(batch, i, field, position), shape, container, slot);
    }
  }

  #note(thrown: unknown, field: FieldPlan, path: readonly (string | number)[], shape: Shape, container: object, slot: string | number): boolean {
    this.errors.push(locatedError(thrown, field.nodes, path));
    if (shape.nonNull) return false;
    define(container, slot, null);
    return true;
  }

  #putList(batch: Batch, i: number, field: FieldPlan, shape: Shape, value: unknown, container: object, slot: string | number, below: Below): boolean {
    const { item } = shape;
    if (!isIterable(value)) throw notIterable(field);
    if (item === null) return true;
    const items: readonly unknown[] = Array.isArray(value) ? value : Array.from(value);
    const list = new Array<unknown>(items.length).fill(null);
    define(container, slot, list);
    for (let n = 0; n < items.length; n += 1) {
      const each = items[n];
      if (isPromise(each)) this.#awaitItem(batch, i, field, item, each, list, n);
      else if (!this.#put(batch, i, field, item, each, list, n, below)) {
        if (shape.nonNull) return false;
        this.#isPruned = true;
        define(container, slot, null);
        return true;
      }
    }
    return true;
  }

  /** Puts a list of leaves, whose items may come late. */
  #putLeaves(batch: Batch, i: number, field: FieldPlan, value: unknown, container: object): void {
    const completed = completeLeaves({ field, onError: (error) => this.errors.push(error) }, field.shape, value, [...batch.pathOf(i), field.key]);
    if (!isPromise(completed)) {
      define(container, field.key, completed);
      return;
    }
    define(container, field.key, null);
    this.#waiting += 1;
    completed.then(
      (list) => this.#goOn(() => {
        if (batch.isAlive(i)) define(container, field.key, list);
      }),
      (reason: unknown) => this.#goOn(() => {
        if (batch.isAlive(i)) this.#refuse(batch, i, field, reason);
      }),
    );
  }

  #awaitItem(batch: Batch, i: number, field: FieldPlan, shape: Shape, promise: PromiseLike<unknown>, list: unknown[], position: number): void {
    this.#waiting += 1;
    const isGone = (): boolean => !batch.isAlive(i) || batch.replies[i]?.[field.key] !== list;
    const losing = (isKept: boolean): void => {
      if (isKept) return;
      this.#isPruned = true;
      if (field.shape.nonNull) this.#lose(batch, i);
      else define(batch.replies[i] ?? {}, field.key, null);
    };
    promise.then(
      (value) => this.#goOn(() => {
        if (isGone()) return;
        const below: Below = new Map();
        losing(this.#put(batch, i, field, shape, value, list, position, below));
        this.#descend(below);
      }),
      (reason: unknown) => this.#goOn(() => {
        if (!isGone()) losing(this.#note(reason, field, [...batch.pathOf(i), field.key, position], shape, list, position));
      }),
    );
  }

  /** Adds an object to the batch of its type, to be executed with the others of its place. */
  #putObject(batch: Batch, i: number, field: FieldPlan, shape: Shape, value: unknown, container: object, position: number, below: Below): void {
    if (field.object !== null) {
      this.#add(batch, i, field, field.object, value, container, position, below);
      return;
    }
    const { abstract } = field;
    if (abstract === null) return;
    const info = this.#infoOf(field);
    const named: unknown = (abstract.resolveType ?? defaultTypeResolver)(value, this.#terms.context, info, abstract);
    if (!isPromise(named)) {
      this.#add(batch, i, field, runtimeTypeOf(named, field, info, value), value, container, position, below);
      return;
    }
    this.#waiting += 1;
    const slot = position === -1 ? field.key : position;
    define(container, slot, null);
    const isGone = (): boolean => !batch.isAlive(i) || (position !== -1 && batch.replies[i]?.[field.key] !== container);
    const failed = (thrown: unknown): void => {
      if (!this.#note(thrown, field, placeOf(batch, i, field, position), shape, container, slot)) this.#losePlace(batch, i, field, position);
    };
    named.then(
      (name) => this.#goOn(() => {
        if (isGone()) return;
        const late: Below = new Map();
        try {
          this.#add(batch, i, field, runtimeTypeOf(name, field, info, value), value, container, position, late);
        } catch (thrown) {
          failed(thrown);
        }
        this.#descend(late);
      }),
      (reason: unknown) => this.#goOn(() => {
        if (!isGone()) failed(reason);
      }),
    );
  }

  #add(batch: Batch, i: number, field: FieldPlan, type: GraphQLObjectType, value: unknown, container: object, position: number, below: Below): void {
    const plan = field.below.get(type);
    if (plan === undefined) throw new Error(`${type.name} was not planned for`);
    let next = below.get(plan);
    if (next === undefined) {
      next = new Batch(plan, batch, field);
      below.set(plan, next);
    }
    next.add(value, i, container, position);
  }

  /** A field of an object failed before it answered. */
  #refuse(batch: Batch, i: number, field: FieldPlan, thrown: unknown): void {
    const reply = batch.replies[i];
    if (reply != null && !this.#note(thrown, field, [...batch.pathOf(i), field.key], field.shape, reply, field.key)) this.#lose(batch, i);
  }

  /** An object failed as a whole. */
  #fail(batch: Batch, i: number, error: unknown): void {
    const { parent, field } = batch;
    if (field !== null && parent !== null) this.errors.push(locatedError(error, field.nodes, batch.pathOf(i)));
    this.#lose(batch, i);
  }

  /** An object must be null; where it may not, what it stands in. */
  #lose(batch: Batch, i: number): void {
    this.#isPruned = true;
    const { parent, field } = batch;
    batch.place(i, null);
    if (parent !== null && field !== null) this.#losePlace(parent, batch.parents[i] ?? 0, field, batch.positions[i] ?? -1);
  }

  /** What stands in a place is null: where that may not be, its list or its object is null too. */
  #losePlace(parent: Batch, above: number, field: FieldPlan, position: number): void {
    this.#isPruned = true;
    const { shape } = field;
    const own = position === -1 ? shape : shape.item;
    if (own?.nonNull !== true) return;
    if (position !== -1 && !shape.nonNull) define(parent.replies[above] ?? {}, field.key, null);
    else this.#lose(parent, above);
  }
}

/** All objects of a batch. */
const ALL = 'all';

const placeOf = (batch: Batch, i: number, field: FieldPlan, position: number): (string | number)[] => [...batch.pathOf(i), field.key, ...(position === -1 ? [] : [position])];

/** What has no source has no members. */
const NOTHING = Object.freeze({});
