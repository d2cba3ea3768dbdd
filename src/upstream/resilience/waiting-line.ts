import type { CallClass } from './call-class.ts';

/**
 * Calls that wait, each class in order of arrival. Writes go before reads, since somebody's invoice hangs from them; after so many
 * in a row one read goes, so that reads come to an end too.
 */
export class WaitingLine<Item> {
  readonly #waiting = { read: new Set<Item>(), write: new Set<Item>() };
  readonly #writesInARow: number;
  #row = 0;

  constructor(writesInARow: number) {
    this.#writesInARow = writesInARow;
  }

  get length(): number {
    return this.#waiting.read.size + this.#waiting.write.size;
  }

  lengthOf(kind: CallClass): number {
    return this.#waiting[kind].size;
  }

  add(kind: CallClass, item: Item): void {
    this.#waiting[kind].add(item);
  }

  remove(kind: CallClass, item: Item): void {
    this.#waiting[kind].delete(item);
  }

  /** Takes the next one out. `mayRead`: there is room for a read. */
  next(mayRead = true): Item | undefined {
    const { read, write } = this.#waiting;
    const isReadsTurn = mayRead && read.size > 0 && (write.size === 0 || this.#row >= this.#writesInARow);
    const [item] = isReadsTurn ? read : write;
    if (item === undefined) return undefined;
    (isReadsTurn ? read : write).delete(item);
    this.#row = isReadsTurn || read.size === 0 ? 0 : this.#row + 1;
    return item;
  }
}
