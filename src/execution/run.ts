import type { GraphQLError, GraphQLResolveInfo, OperationDefinitionNode } from 'graphql';
import { defaultFieldResolver, getArgumentValues, OperationTypeNode } from 'graphql';

import { Batch, define } from './batch.ts';
import type { Below } from './completion.ts';
import { Completion } from './completion.ts';
import { FieldInfo } from './field-info.ts';
import { isPromise } from './is-promise.ts';
import { NotAtOnce } from './leaf-value.ts';
import type { FieldPlan, LoadMany, ObjectPlan, Plan, Projection } from './plan.ts';
import { projectionOf } from './plan.ts';
import type { Given, Reply } from './projection.ts';

/** What an execution is about. */
export interface RunTerms {
  readonly plan: Plan;
  readonly operation: OperationDefinitionNode;
  readonly rootValue: unknown;
  readonly context: unknown;
  readonly variableValues: Readonly<Record<string, unknown>>;
  /** As resolvers get them. */
  readonly fragments: GraphQLResolveInfo['fragments'];
  /** Nobody waits for the answer any more: nothing is made of what still comes. */
  readonly isAbandoned?: (() => boolean) | undefined;
}

/** One execution of a plan: level by level, all objects of a place together. */
export class Run {
  data: Reply | null = {};
  readonly #terms: RunTerms;
  readonly #given: { readonly args: (Readonly<Record<string, unknown>> | undefined)[]; readonly infos: (GraphQLResolveInfo | undefined)[]; readonly context: unknown; readonly many: (readonly unknown[] | undefined)[] };
  readonly #completion: Completion;
  #waiting = 0;
  #onIdle: (() => void) | null = null;
  #fault: { readonly thrown: unknown } | null = null;

  constructor(terms: RunTerms) {
    this.#terms = terms;
    const { length } = terms.plan.fields;
    this.#given = { args: new Array<undefined>(length), infos: new Array<undefined>(length), context: terms.context, many: [] };
    this.#completion = new Completion({
      context: terms.context,
      infoOf: (field) => this.#infoOf(field),
      wait: () => {
        this.#waiting += 1;
      },
      goOn: (act) => this.#goOn(act),
      descend: (below) => this.#descend(below),
    });
  }

  get errors(): readonly GraphQLError[] {
    return this.#completion.errors;
  }

  /** Executes everything; fields of a mutation's root one after the other. */
  async execute(): Promise<void> {
    const { plan, operation, rootValue } = this.#terms;
    const root = new Batch(plan.root, null, null);
    const top: { data?: unknown } = {};
    root.add(rootValue, 0, top, -1);
    if (operation.operation === OperationTypeNode.MUTATION) {
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
      if (this.#terms.isAbandoned?.() !== true) act();
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
    const info = new FieldInfo(field, this.#terms);
    this.#given.infos[field.id] = info;
    return info;
  }

  /** Makes the replies of a batch, and resolves what is open in them. */
  #object(batch: Batch): void {
    const { plan, sources } = batch;
    const closed = plan.gate?.(this.#terms.context) ?? null;
    if (closed !== null) {
      for (let i = 0; i < sources.length; i += 1) this.#completion.fail(batch, i, closed);
      return;
    }
    const projection = this.#projectionOf(plan);
    const given = this.#given as Given;
    for (const field of projection?.many ?? []) this.#given.many[field.id] = this.#many(field, sources);
    let apart: number[] | null = null;
    for (let i = 0; i < sources.length; i += 1) {
      if (this.#completion.isPruned && !batch.isWanted(i)) continue;
      const source = sources[i];
      try {
        if (projection === null || (typeof source !== 'object' && batch.field !== null)) throw new NotAtOnce();
        batch.place(i, projection.project(source ?? NOTHING, given, i));
      } catch (thrown) {
        // A field is slower than it looked.
        if (thrown instanceof NotAtOnce && thrown.isSlow) plan.projection = null;
        const reply: Reply = {};
        for (const { key } of plan.fields) define(reply, key, undefined);
        batch.place(i, reply);
        (apart ??= []).push(i);
      }
    }
    for (const field of projection?.many ?? []) this.#given.many[field.id] = undefined;
    for (const field of plan.fields) {
      const indexes = projection === null || projection.open.has(field) ? ALL : apart;
      if (indexes !== null) this.#field(batch, field, indexes);
    }
    batch.release();
  }

  /** `undefined`: they are to be resolved one by one. */
  #many({ many }: FieldPlan, sources: readonly unknown[]): readonly unknown[] | undefined {
    if (many === null || sources.length < 2) return undefined;
    try {
      const values = many(sources, this.#terms.context);
      return values.length === sources.length ? values : undefined;
    } catch {
      // Whose fault it is, and where, the resolver tells.
      return undefined;
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
    if (field.loadMany !== null && count > 1 && args !== null && !isRefused && this.#load(batch, field, indexes, field.loadMany, args, info)) return;
    for (let n = 0; n < count; n += 1) {
      const i = indexes === ALL ? n : (indexes[n] ?? 0);
      if (this.#completion.isPruned && !batch.isAlive(i)) continue;
      if (isRefused || args === null) {
        this.#completion.refuse(batch, i, field, refused);
        continue;
      }
      try {
        const value: unknown = resolve(batch.sources[i], args, context, info);
        if (isPromise(value)) {
          promised.push(value);
          askers.push(i);
        } else this.#completion.complete(batch, i, field, value, below);
      } catch (thrown) {
        this.#completion.refuse(batch, i, field, thrown);
      }
    }
    this.#descend(below);
    if (promised.length > 0) this.#await(batch, field, askers, promised);
  }

  /** Asks a field for objects of a batch together, and goes on when they are answered; `false`: they are to be asked one by one. */
  #load(batch: Batch, field: FieldPlan, indexes: readonly number[] | typeof ALL, loadMany: LoadMany, args: Readonly<Record<string, unknown>>, info: GraphQLResolveInfo): boolean {
    const alive = this.#completion.isPruned || indexes !== ALL ? (indexes === ALL ? batch.sources.map((_, i) => i) : indexes).filter((i) => !this.#completion.isPruned || batch.isAlive(i)) : ALL;
    let promised: PromiseLike<readonly unknown[]> | null;
    try {
      promised = loadMany(alive === ALL ? batch.sources : alive.map((i) => batch.sources[i]), args, this.#terms.context, info);
    } catch {
      // Whose fault it is, and where, the resolver tells.
      return false;
    }
    if (promised === null) return false;
    this.#waiting += 1;
    promised.then(
      (values) => this.#settle(batch, alive, (i, n, below) => this.#completion.complete(batch, i, field, values[n], below)),
      (reason: unknown) => this.#settle(batch, alive, (i) => this.#completion.refuse(batch, i, field, reason)),
    );
    return true;
  }

  /** Goes on when all have answered. */
  #await(batch: Batch, field: FieldPlan, askers: readonly number[], promised: readonly PromiseLike<unknown>[]): void {
    this.#waiting += 1;
    const values = new Array<unknown>(promised.length);
    const failed = new Set<number>();
    let left = promised.length;
    const settled = (): void => {
      left -= 1;
      if (left > 0) return;
      this.#settle(batch, askers, (i, n, below) => {
        if (failed.has(n)) this.#completion.refuse(batch, i, field, values[n]);
        else this.#completion.complete(batch, i, field, values[n], below);
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

  /** Puts what was waited for into those objects that are still part of the reply; what hangs from it is then asked for together. */
  #settle(batch: Batch, askers: readonly number[] | typeof ALL, act: (i: number, n: number, below: Below) => void): void {
    this.#goOn(() => {
      const below: Below = new Map();
      const count = askers === ALL ? batch.replies.length : askers.length;
      for (let n = 0; n < count; n += 1) {
        const i = askers === ALL ? n : (askers[n] ?? 0);
        if (!this.#completion.isPruned || batch.isAlive(i)) act(i, n, below);
      }
      this.#descend(below);
    });
  }

  #descend(below: Below): void {
    for (const batch of below.values()) this.#object(batch);
  }
}

/** All objects of a batch. */
const ALL = 'all';

/** What has no source has no members. */
const NOTHING = Object.freeze({});
