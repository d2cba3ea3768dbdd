import type { Call } from '../call.ts';
import { FieldReader } from '../field-reader.ts';
import { CUSTOMER_LIST } from '../fields.ts';
import { readListRequest } from '../list-request.ts';
import { KEY_OF, publicKey } from '../public-key.ts';
import { notFound, refuseField } from '../refusal.ts';
import type { CustomerRow } from '../rows.ts';
import { transliterate } from '../transliterate.ts';

/** `get/customer`: by `id` or `idno`. */
export function getCustomer({ state, department, body }: Call): unknown {
  const request = new FieldReader(body);
  if (request.has('id') === request.has('idno')) throw refuseField('id', 'oneKey', { names: 'id, idno' });
  const id = request.integer('id', 1);
  const idno = request.string('idno', 14);
  request.check();
  const ids = idno === undefined ? [id ?? 0] : [...(state.customers.lookup('idno', [idno]) ?? [])].sort((a, b) => a - b);
  const row = ids.map((one) => state.customers.get(one, department.id)).find((one) => one !== undefined);
  if (!row) throw notFound(idno === undefined ? 'id' : 'idno');
  return row;
}

/** `list/customer`. */
export function listCustomers({ state, switches, department, body }: Call): unknown {
  return state.lists.customers.page(department.id, readListRequest(body, CUSTOMER_LIST, switches, [['id', 'desc']]));
}

/** `put/customer`: with `customer.id` it updates what is given, without it creates. */
export function putCustomer({ state, department, body, clock }: Call): unknown {
  const request = new FieldReader(body);
  if (body['customer'] === undefined) request.fail('customer', 'required');
  const customer = request.nested('customer');
  const id = customer.integer('id', 1);
  const given = readCustomer(customer);
  if (id === undefined) {
    customer.require('contact_email');
    if (given.caption === undefined && (given.first_name ?? '') === '' && (given.last_name ?? '') === '') customer.fail('caption', 'required');
  }
  request.check();
  const now = clock.now();
  if (id !== undefined) {
    const row = state.customers.get(id, department.id);
    if (!row) throw notFound('customer.id');
    const updated = { ...row, ...given, last_update: now };
    state.customers.put(updated);
    return updated;
  }
  const row = newCustomer(state.customers.nextId, given, department.currency, now);
  state.customers.insert(department.id, row);
  return row;
}

type Given = Partial<Omit<CustomerRow, 'id' | 'unique_key'>>;

function readCustomer(customer: FieldReader): Given {
  const given: Record<string, unknown> = {};
  for (const name of ['caption', 'first_name', 'last_name', 'contact_phone', 'city', 'postal_index', 'address', 'tva', 'juridical_type']) {
    given[name] = customer.string(name);
  }
  given['contact_email'] = customer.email('contact_email');
  given['is_individual'] = customer.integer('is_individual', 0, 1);
  given['idno'] = customer.string('idno', 14);
  if (typeof given['idno'] === 'string' && !/^(?:\d{12,14})?$/.test(given['idno'])) customer.fail('idno', 'idno');
  given['preferred_language'] = customer.oneOf('preferred_language', ['ro', 'ru', 'en']);
  given['currency'] = customer.oneOf('currency', ['MDL', 'EUR', 'USD', 'RON', 'UAH']);
  given['country_code'] = customer.string('country_code', 2);
  if (typeof given['country_code'] === 'string' && !/^[A-Z]{2}$/.test(given['country_code'])) customer.fail('country_code', 'string');
  if (customer.has('caption_long')) {
    const long = customer.nested('caption_long');
    given['caption_long'] = { ru: long.string('ru') ?? '', ro: long.string('ro') ?? '', en: long.string('en') ?? '' };
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function newCustomer(id: number, given: Given, currency: string, now: string): CustomerRow {
  const caption = given.caption ?? [given.first_name, given.last_name].filter(Boolean).join(' ');
  return {
    id,
    unique_key: publicKey(KEY_OF.customer, id),
    is_individual: 0,
    idno: '',
    idno_verified: 0,
    tva: '',
    juridical_type: '',
    caption,
    caption_long: { ro: caption, ru: caption, en: transliterate(caption) },
    first_name: '',
    last_name: '',
    contact_email: '',
    contact_phone: '',
    country_code: 'MD',
    city: '',
    postal_index: '',
    address: '',
    currency,
    preferred_language: 'ro',
    source_create: 'api',
    moment: now,
    last_update: now,
    ...given,
  };
}
