import { createHash } from 'node:crypto';

import type { Anchor } from '../../loaders/anchor.ts';
import { canonicalKey } from '../../domain/canonical-key.ts';
import type { GraphContext } from '../context.ts';

/** Grows when the inside of cursors changes; older ones are then refused instead of misread. */
const VERSION = 1;
/** Longest cursor that is looked at; ours are far shorter. */
const MAX_LENGTH = 512;

/** Writes and reads the cursors of one list. */
export interface Cursors {
  /** An opaque cursor. */
  write(anchor: Anchor): string;
  /** `null` when the text is garbage, another tenant's cursor, or was given for another list, filter, order or language. */
  read(cursor: string): Anchor | null;
}

/** A list that cursors are bound to. */
export interface Identified {
  /** Everything that makes this list this list: its name, its parent, its filter and its order. */
  readonly identity: unknown;
}

class ListCursors implements Cursors {
  readonly #context: Pick<GraphContext, 'seal' | 'language'>;
  readonly #list: Identified;
  #known: string | undefined;

  constructor(context: Pick<GraphContext, 'seal' | 'language'>, list: Identified) {
    this.#context = context;
    this.#list = list;
  }

  /** Most lists are read without a cursor. */
  get #fingerprint(): string {
    return (this.#known ??= createHash('sha256').update(canonicalKey([this.#context.language, this.#list.identity])).digest('base64url').slice(0, 11));
  }

  write({ id, rank, offset }: Anchor): string {
    return this.#context.seal.close('cursor', JSON.stringify([VERSION, this.#fingerprint, id, rank, offset]));
  }

  read(cursor: string): Anchor | null {
    const text = cursor.length > MAX_LENGTH ? null : this.#context.seal.open('cursor', cursor);
    if (text === null) return null;
    // Sealed by us, so it has the shape that is written above, unless an older version wrote it.
    const [version, of, id, rank, offset] = JSON.parse(text) as readonly [unknown, unknown, string | number, number | null, number];
    return version === VERSION && of === this.#fingerprint ? { id, rank, offset } : null;
  }
}

/** Cursors that are bound to the tenant by its seal, to the language, since texts are ordered by it, and to the list. */
export const cursorsOf = (context: Pick<GraphContext, 'seal' | 'language'>, list: Identified): Cursors => new ListCursors(context, list);
