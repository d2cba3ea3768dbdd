/** What is different from row to row. All are of one length in every row. */
export interface RowValues {
  readonly id: number;
  /** The id of what the row hangs from. */
  readonly parent: number;
  /** The subscription of an invoice. */
  readonly subscription: number;
  /** Wall time, 19 characters. */
  readonly at: Buffer;
  readonly due: Buffer;
}

/** What stands in a row of a template where the values go. */
export const PLACE = { id: 9_100_001, parent: 9_100_002, subscription: 9_100_003, at: '1990-01-01 00:00:00', due: '1990-01-02 00:00:00' } as const;

interface Spot {
  readonly at: number;
  readonly member: keyof RowValues;
}

const spotsOf = (bytes: Buffer, member: keyof RowValues): Spot[] => {
  const found: Spot[] = [];
  for (let at = bytes.indexOf(`${PLACE[member]}`); at !== -1; at = bytes.indexOf(`${PLACE[member]}`, at + 1)) found.push({ at, member });
  return found;
};

const writeId = (target: Buffer, at: number, id: number): void => {
  let rest = id;
  for (let i = at + 6; i >= at; i -= 1) {
    target[i] = 48 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
};

/** A row that is serialised already, but for a few places. */
export class RowTemplate {
  readonly bytes: Buffer;
  readonly #spots: readonly Spot[];

  constructor(row: object) {
    this.bytes = Buffer.from(JSON.stringify(row));
    this.#spots = (['id', 'parent', 'subscription', 'at', 'due'] as const).flatMap((member) => spotsOf(this.bytes, member));
  }

  /** Writes the row into `target`; answers the place behind it. */
  write(target: Buffer, offset: number, values: RowValues): number {
    this.bytes.copy(target, offset);
    for (const { at, member } of this.#spots) {
      const value = values[member];
      if (typeof value === 'number') writeId(target, offset + at, value);
      else value.copy(target, offset + at);
    }
    return offset + this.bytes.length;
  }
}
