import type { UpstreamScope } from '../client.ts';
import type { EndpointName } from '../endpoints.ts';
import { UpstreamError } from '../errors.ts';
import type { Call, Sender } from '../sender.ts';
import { ScannedRow } from '../scan/scanned-row.ts';
import type { Wire } from '../wire/fields.ts';
import { objectOf } from '../wire/fields.ts';
import type { Parsing } from '../wire/parsing.ts';
import { WireProblem } from '../wire/wire-problem.ts';

/** Nothing there: no body, `null`, `{}`, or `[]`, which is PHP's empty object. */
const isEmpty = (data: unknown): boolean => data === undefined || data === null || (typeof data === 'object' && !(data instanceof ScannedRow) && Object.keys(data).length === 0);

/** Reads one object; `null` when the upstream knows none. `byId`: where it is asked for by its id, and a list knows it too. */
export const getOne = async <Row>(
  sender: Sender,
  scope: UpstreamScope,
  endpoint: EndpointName,
  body: Wire,
  parse: (row: Wire, parsing: Parsing) => Row,
  byId?: Call<never>['byId'],
): Promise<Row | null> => {
  try {
    return await sender.read(scope, {
      endpoint,
      body,
      form: 'row',
      ...(byId === undefined ? {} : { byId }),
      read: (data, parsing) => {
        if (isEmpty(data)) return null;
        const row = objectOf(data);
        if (row === null) throw new WireProblem('data', 'is not an object');
        return parse(row, parsing);
      },
    });
  } catch (error) {
    if (error instanceof UpstreamError && error.kind === 'notFound') return null;
    throw error;
  }
};
