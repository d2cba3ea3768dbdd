import type { Plan } from './plan.ts';

/** Keeps plans, those that were used last, up to so many fields in all: a client may send any number of documents. */
export class PlanShelf {
  readonly #kept = new Map<Plan, () => void>();
  readonly #mostFields: number;
  #fields = 0;

  constructor(mostFields: number) {
    this.#mostFields = mostFields;
  }

  /** `forget`: where it is dropped from when others need its place. */
  keep(plan: Plan, forget: () => void): void {
    this.#kept.set(plan, forget);
    this.#fields += plan.fields.length;
    for (const [oldest, drop] of this.#kept) {
      if (this.#fields <= this.#mostFields || oldest === plan) return;
      this.#kept.delete(oldest);
      this.#fields -= oldest.fields.length;
      drop();
    }
  }

  /** It was used just now: the last to go. */
  touch(plan: Plan): void {
    const forget = this.#kept.get(plan);
    if (forget === undefined) return;
    this.#kept.delete(plan);
    this.#kept.set(plan, forget);
  }
}
