import type { GraphQLError, GraphQLObjectType, GraphQLResolveInfo } from 'graphql';
import { defaultTypeResolver, locatedError } from 'graphql';

import { Batch, define } from './batch.ts';
import { isPromise } from './is-promise.ts';
import { completeLeaves } from './leaf-list.ts';
import { isIterable, notIterable, serialized, unexpectedNull } from './leaf-value.ts';
import type { FieldPlan, ObjectPlan } from './plan.ts';
import { runtimeTypeOf } from './runtime-type.ts';
import type { Shape } from './shape.ts';

/** The batches of objects that one field of one batch leads to, by their type. */
export type Below = Map<ObjectPlan, Batch>;

/** The walk over a plan, as who completes values needs it. */
export interface Walk {
  readonly context: unknown;
  readonly infoOf: (field: FieldPlan) => GraphQLResolveInfo;
  /** Something is waited for; `goOn` does what had to wait. */
  readonly wait: () => void;
  readonly goOn: (act: () => void) => void;
  readonly descend: (below: Below) => void;
}

const placeOf = (batch: Batch, i: number, field: FieldPlan, position: number): (string | number)[] => [...batch.pathOf(i), field.key, ...(position === -1 ? [] : [position])];

/** Puts what resolvers answered into the reply, as graphql-js completes values: nulls, lists, leaves, types, and errors where they belong. */
export class Completion {
  readonly errors: GraphQLError[] = [];
  /** Whether a null came over anything: only then has anybody to ask what is still alive. */
  isPruned = false;
  readonly #walk: Walk;

  constructor(walk: Walk) {
    this.#walk = walk;
  }

  /** Puts what a field answered into the reply, or the null that it stands for. */
  complete(batch: Batch, i: number, field: FieldPlan, value: unknown, below: Below): void {
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
        this.isPruned = true;
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
    this.#walk.wait();
    completed.then(
      (list) => this.#walk.goOn(() => {
        if (batch.isAlive(i)) define(container, field.key, list);
      }),
      (reason: unknown) => this.#walk.goOn(() => {
        if (batch.isAlive(i)) this.refuse(batch, i, field, reason);
      }),
    );
  }

  #awaitItem(batch: Batch, i: number, field: FieldPlan, shape: Shape, promise: PromiseLike<unknown>, list: unknown[], position: number): void {
    this.#walk.wait();
    const isGone = (): boolean => !batch.isAlive(i) || batch.replies[i]?.[field.key] !== list;
    const losing = (isKept: boolean): void => {
      if (isKept) return;
      this.isPruned = true;
      if (field.shape.nonNull) this.#lose(batch, i);
      else define(batch.replies[i] ?? {}, field.key, null);
    };
    promise.then(
      (value) => this.#walk.goOn(() => {
        if (isGone()) return;
        const below: Below = new Map();
        losing(this.#put(batch, i, field, shape, value, list, position, below));
        this.#walk.descend(below);
      }),
      (reason: unknown) => this.#walk.goOn(() => {
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
    const info = this.#walk.infoOf(field);
    const named: unknown = (abstract.resolveType ?? defaultTypeResolver)(value, this.#walk.context, info, abstract);
    if (!isPromise(named)) {
      this.#add(batch, i, field, runtimeTypeOf(named, field, info, value), value, container, position, below);
      return;
    }
    this.#walk.wait();
    const slot = position === -1 ? field.key : position;
    define(container, slot, null);
    const isGone = (): boolean => !batch.isAlive(i) || (position !== -1 && batch.replies[i]?.[field.key] !== container);
    const failed = (thrown: unknown): void => {
      if (!this.#note(thrown, field, placeOf(batch, i, field, position), shape, container, slot)) this.#losePlace(batch, i, field, position);
    };
    named.then(
      (name) => this.#walk.goOn(() => {
        if (isGone()) return;
        const late: Below = new Map();
        try {
          this.#add(batch, i, field, runtimeTypeOf(name, field, info, value), value, container, position, late);
        } catch (thrown) {
          failed(thrown);
        }
        this.#walk.descend(late);
      }),
      (reason: unknown) => this.#walk.goOn(() => {
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
  refuse(batch: Batch, i: number, field: FieldPlan, thrown: unknown): void {
    const reply = batch.replies[i];
    if (reply != null && !this.#note(thrown, field, [...batch.pathOf(i), field.key], field.shape, reply, field.key)) this.#lose(batch, i);
  }

  /** An object failed as a whole. */
  fail(batch: Batch, i: number, error: unknown): void {
    const { parent, field } = batch;
    if (field !== null && parent !== null) this.errors.push(locatedError(error, field.nodes, batch.pathOf(i)));
    this.#lose(batch, i);
  }

  /** An object must be null; where it may not, what it stands in. */
  #lose(batch: Batch, i: number): void {
    this.isPruned = true;
    const { parent, field } = batch;
    batch.place(i, null);
    if (parent !== null && field !== null) this.#losePlace(parent, batch.parents[i] ?? 0, field, batch.positions[i] ?? -1);
  }

  /** What stands in a place is null: where that may not be, its list or its object is null too. */
  #losePlace(parent: Batch, above: number, field: FieldPlan, position: number): void {
    this.isPruned = true;
    const { shape } = field;
    const own = position === -1 ? shape : shape.item;
    if (own?.nonNull !== true) return;
    if (position !== -1 && !shape.nonNull) define(parent.replies[above] ?? {}, field.key, null);
    else this.#lose(parent, above);
  }
}
