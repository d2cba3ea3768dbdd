import type { Saying, TEXTS } from './texts.ts';

/** The HTTP status names that replies carry. */
export const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
};

/** A request that the upstream does not fulfil; thrown by endpoints, answered as a FAIL envelope. */
export class Refusal extends Error {
  readonly status: number;
  readonly saying: Saying;
  /** Field → text, for what is wrong with the parameters. */
  readonly fields: ReadonlyMap<string, Saying>;

  constructor(status: number, saying: Saying, fields: ReadonlyMap<string, Saying> = new Map()) {
    super(saying.key);
    this.status = status;
    this.saying = saying;
    this.fields = fields;
  }
}

/** Invalid parameters: one field. */
export function refuseField(field: string, key: keyof typeof TEXTS, args: Saying['args'] = {}): Refusal {
  return refuseFields(new Map([[field, { key, args }]]));
}

/** Invalid parameters: a map of fields. */
export function refuseFields(fields: ReadonlyMap<string, Saying>): Refusal {
  const [first] = fields.values();
  return new Refusal(400, first ?? { key: 'required' }, fields);
}

/** An object that is not there, or is another department's. */
export function notFound(field: string): Refusal {
  return new Refusal(404, { key: 'notFound' }, new Map([[field, { key: 'notFound' }]]));
}
