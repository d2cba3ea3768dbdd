import type { FieldPlan, ObjectPlan } from './plan.ts';
import type { Reply } from './projection.ts';

/** Where an object of the reply stands: a member of an object, or an item of a list. */
type Container = Record<string | number, unknown>;

/** Objects of one type at one place of an operation, all of which are executed together. */
export class Batch {
  readonly plan: ObjectPlan;
  readonly parent: Batch | null;
  /** The field of the parents that answered with these; `null` at the root. */
  readonly field: FieldPlan | null;
  sources: unknown[] = [];
  readonly replies: (Reply | null)[] = [];
  /** Which of the parents each belongs to. */
  readonly parents: number[] = [];
  /** Where each stands in the list of its parent; −1: it is no list. */
  readonly positions: number[] = [];
  readonly #containers: Container[] = [];

  constructor(plan: ObjectPlan, parent: Batch | null, field: FieldPlan | null) {
    this.plan = plan;
    this.parent = parent;
    this.field = field;
  }

  add(source: unknown, parent: number, container: object, position: number): void {
    this.sources.push(source);
    this.parents.push(parent);
    this.positions.push(position);
    this.#containers.push(container as Container);
    this.replies.push(null);
  }

  /** All fields have been asked for: nothing is read from the sources any more, so that they need not be kept while answers are waited for. */
  release(): void {
    this.sources = [];
  }

  #slot(index: number): string | number {
    const position = this.positions[index] ?? -1;
    return position === -1 ? (this.field?.key ?? 'data') : position;
  }

  /** Puts the reply's object, or null, where it belongs. */
  place(index: number, reply: Reply | null): void {
    this.replies[index] = reply;
    const container = this.#containers[index];
    if (container !== undefined) define(container, this.#slot(index), reply);
  }

  /** Whether the place of the object is still part of the reply: no null has come over what it stands in. */
  isWanted(index: number): boolean {
    const { parent, field } = this;
    if (parent === null || field === null) return true;
    const above = this.parents[index] ?? 0;
    if (!parent.isAlive(above)) return false;
    return this.positions[index] === -1 || parent.replies[above]?.[field.key] === this.#containers[index];
  }

  /** Whether the object itself is. */
  isAlive(index: number): boolean {
    const reply = this.replies[index];
    return reply != null && this.#containers[index]?.[this.#slot(index)] === reply && this.isWanted(index);
  }

  /** The way to an object in the reply. */
  pathOf(index: number): (string | number)[] {
    const { parent, field } = this;
    if (parent === null || field === null) return [];
    const position = this.positions[index] ?? -1;
    return [...parent.pathOf(this.parents[index] ?? 0), field.key, ...(position === -1 ? [] : [position])];
  }
}

/** Sets a member; `__proto__` is one like any other. */
export const define = (container: object, key: string | number, value: unknown): void => {
  if (key === '__proto__') Object.defineProperty(container, key, { value, enumerable: true, writable: true, configurable: true });
  else (container as Container)[key] = value;
};
