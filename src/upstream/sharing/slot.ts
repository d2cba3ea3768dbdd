/**
 * Holds what stands in a map for a short while, and lets go of it when it leaves. V8 keeps the old tables of a map that grows and shrinks until
 * the next full collection, each with what it held when it was copied, and everything that hangs from it: here a page of rows and a request.
 */
export class Slot<Held> {
  held: Held | null;

  constructor(held: Held) {
    this.held = held;
  }
}
