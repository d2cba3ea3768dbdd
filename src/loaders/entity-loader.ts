import DataLoader from 'dataloader';

import type { UpstreamClient } from '../upstream/client.ts';
import type { EndpointName } from '../upstream/endpoints.ts';
import { UpstreamError } from '../upstream/errors.ts';
import { alignByKey } from './align.ts';
import { asError } from './as-error.ts';
import { chunk } from './chunk.ts';
import { UPSTREAM_PAGE } from './list-source.ts';

export type EntityLoader<Row> = DataLoader<number, Row | null> & {
  /** Keeps a row that was read some other way, so that it is not read again. */
  readonly note: (id: number, row: Row) => void;
};

/** What a loader knows: rows of lists become promises when they are asked for, since most never are. */
class Known<Row> {
  readonly #asked = new Map<number, Promise<Row | null>>();
  readonly #rows = new Map<number, Row>();

  get(id: number): Promise<Row | null> | undefined {
    const asked = this.#asked.get(id);
    if (asked !== undefined) return asked;
    const row = this.#rows.get(id);
    if (row === undefined) return undefined;
    const made = Promise.resolve(row);
    this.#asked.set(id, made);
    return made;
  }

  set(id: number, promise: Promise<Row | null>): void {
    this.#asked.set(id, promise);
  }

  note(id: number, row: Row): void {
    this.#rows.set(id, row);
  }

  delete(id: number): void {
    this.#asked.delete(id);
    this.#rows.delete(id);
  }

  clear(): void {
    this.#asked.clear();
    this.#rows.clear();
  }
}

/** The two ways to read objects of one kind by id. */
export interface EntityAccess<Row> {
  readonly listEndpoint: EndpointName;
  readonly getOne: (id: number) => Promise<Row | null>;
  readonly getMany: (ids: readonly number[]) => Promise<readonly Row[]>;
  readonly idOf: (row: Row) => number;
}

/**
 * Objects by id, each read once a request. One id is one `get`; several are one list call per 100 where the upstream batches,
 * and one `get` each, side by side, where it does not. A batch that comes back with strangers, or refused while the
 * single reads work, shows that this upstream does not batch: that is remembered.
 */
export const createEntityLoader = <Row>(access: EntityAccess<Row>, upstream: UpstreamClient): EntityLoader<Row> => {
  const oneByOne = (ids: readonly number[]): Promise<(Row | null | Error)[]> =>
    Promise.all(ids.map((id) => access.getOne(id).catch(asError)));

  const notBatching = async (ids: readonly number[]): Promise<(Row | null | Error)[]> => {
    const answers = await oneByOne(ids);
    if (answers.every((answer) => !(answer instanceof Error))) upstream.noteUnsupported(access.listEndpoint, 'batchById');
    return answers;
  };

  const batch = async (ids: readonly number[]): Promise<(Row | null | Error)[]> => {
    const asked = new Set(ids);
    try {
      const rows = await access.getMany(ids);
      return rows.every((row) => asked.has(access.idOf(row))) ? alignByKey(ids, rows, access.idOf) : await notBatching(ids);
    } catch (error) {
      if (error instanceof UpstreamError && error.kind === 'rejected') return notBatching(ids);
      return ids.map(() => asError(error));
    }
  };

  const known = new Known<Row>();
  const loader = new DataLoader<number, Row | null>(
    async (ids) => {
      if (ids.length === 1 || !upstream.capabilities(access.listEndpoint).batchById) return oneByOne(ids);
      const parts = await Promise.all(chunk(ids, UPSTREAM_PAGE).map(batch));
      return parts.flat();
    },
    { maxBatchSize: Infinity, cacheMap: known },
  );
  return Object.assign(loader, { note: (id: number, row: Row) => known.note(id, row) });
};
