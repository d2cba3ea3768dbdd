/** What the real upstream may do either way (contract, section 9); the first value of each is the default. */
export interface SandboxSwitches {
  failureHttp: 'real' | 'always200';
  duplicateOrderId: 'second' | 'refuse';
  newInvoiceStatus: 'draft' | 'actual';
  /** Where put/invoice and put/subscription accept `items`. */
  itemsPosition: 'top' | 'order' | 'both';
  putReply: 'row' | 'id' | 'inner_hash';
  messageForm: 'text' | 'map' | 'mapString';
  /** no: `filter.id` is refused; ignored: it is silently not applied. */
  filterId: 'yes' | 'no' | 'ignored';
  /** no: a filter takes single values only. */
  filterLists: 'yes' | 'no';
  currencyMismatch: 'refuse' | 'store';
  /** A greater `length` is cut to it. */
  pageCap: number;
  rateLimit: { perSecond: number; retryAfter: boolean } | null;
  docUrlForm: 'object' | 'jsonString';
  /** Adds `session_id` and an unknown member to replies. */
  sessionId: boolean;
  /** Pads a PDF to this many bytes; 0: as it is. */
  pdfBytes: number;
  /** Whether a PDF is sent with a Content-Length. */
  pdfLength: boolean;
}

/** The defaults. */
export const DEFAULT_SWITCHES: Readonly<SandboxSwitches> = {
  failureHttp: 'real',
  duplicateOrderId: 'second',
  newInvoiceStatus: 'draft',
  itemsPosition: 'top',
  putReply: 'row',
  messageForm: 'text',
  filterId: 'yes',
  filterLists: 'yes',
  currencyMismatch: 'refuse',
  pageCap: 100,
  rateLimit: null,
  docUrlForm: 'object',
  sessionId: false,
  pdfBytes: 0,
  pdfLength: true,
};

const oneOf =
  (...values: readonly unknown[]) =>
  (value: unknown): boolean =>
    values.includes(value);
const wholeFrom =
  (least: number) =>
  (value: unknown): boolean =>
    Number.isSafeInteger(value) && (value as number) >= least;

const CHECKS: Readonly<Record<keyof SandboxSwitches, (value: unknown) => boolean>> = {
  failureHttp: oneOf('real', 'always200'),
  duplicateOrderId: oneOf('second', 'refuse'),
  newInvoiceStatus: oneOf('draft', 'actual'),
  itemsPosition: oneOf('top', 'order', 'both'),
  putReply: oneOf('row', 'id', 'inner_hash'),
  messageForm: oneOf('text', 'map', 'mapString'),
  filterId: oneOf('yes', 'no', 'ignored'),
  filterLists: oneOf('yes', 'no'),
  currencyMismatch: oneOf('refuse', 'store'),
  pageCap: wholeFrom(1),
  rateLimit: isRateLimit,
  docUrlForm: oneOf('object', 'jsonString'),
  sessionId: oneOf(true, false),
  pdfBytes: wholeFrom(0),
  pdfLength: oneOf(true, false),
};

function isRateLimit(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value !== 'object' || Array.isArray(value)) return false;
  const { perSecond, retryAfter } = value as Record<string, unknown>;
  return wholeFrom(1)(perSecond) && typeof retryAfter === 'boolean';
}

/** Sets what `changes` names, all or nothing; throws one sentence about the first value that is not possible. */
export function changeSwitches(switches: SandboxSwitches, changes: unknown): void {
  if (typeof changes !== 'object' || changes === null || Array.isArray(changes)) throw new Error('Switches must be an object.');
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(CHECKS, name)) throw new Error(`There is no switch "${name}".`);
    if (!CHECKS[name as keyof SandboxSwitches](value)) throw new Error(`The switch "${name}" cannot be ${JSON.stringify(value)}.`);
  }
  Object.assign(switches, changes);
}
