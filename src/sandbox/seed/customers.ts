import { KEY_OF, publicKey } from '../public-key.ts';
import { below, digits, pick, randomOf, weighted, type Random } from '../random.ts';
import type { CustomerRow } from '../rows.ts';
import { fold } from '../fold.ts';
import { DAY, formatWall } from '../wall-time.ts';
import { CITIES, COMPANIES, FIRST_NAMES, FORMS, LANGUAGES, LAST_NAMES, STREETS } from './names.ts';
import { transliterate } from '../transliterate.ts';
import type { Office } from './offices.ts';

const STREAM = 0xc057;
const STRANGER = 0x57a6;
const DEPARTMENT_WEIGHTS = [72, 17, 11];
/** Lax keys of real data: most have 13 digits. */
const IDNO_LENGTHS: readonly (readonly [length: number, weight: number])[] = [[13, 95], [12, 3], [14, 2]];

/** A payer and whose it is. */
export interface SeedCustomer {
  department: number;
  row: CustomerRow;
}

/** The payers; the first three are one of each department, so that a small seed has them all. */
export function seedCustomers(count: number, offices: readonly Office[], today: number): SeedCustomer[] {
  const span = 900 * DAY;
  return Array.from({ length: count }, (_, index) => {
    const id = index + 1;
    const random = randomOf(STREAM, id);
    const place = index < 3 ? index : weighted(random, DEPARTMENT_WEIGHTS);
    const office = offices[place] ?? offices[0];
    if (!office) throw new Error('A seed needs an office.');
    const moment = today - 1 - Math.floor((span * (count - index)) / count) + below(random, 3600);
    return { department: office.row.id, row: customer(id, random, office, Math.min(moment, today - 1), today) };
  });
}

function customer(id: number, random: Random, office: Office, moment: number, today: number): CustomerRow {
  const individual = random() < 0.25;
  const [city, postal] = choose(random, CITIES.map(([name, index, weight]) => [[name, index] as const, weight] as const));
  const person = personName(random);
  const form = individual ? '' : choose(random, FORMS);
  // A number after the name keeps a trade name distinct once the names have gone round.
  const round = Math.floor(id / COMPANIES.length);
  const trade = `${pick(random, COMPANIES)}${round > 0 ? ` ${round + 1}` : ''}`;
  const caption = individual ? `${person.first} ${person.last}` : `${trade} ${form}`;
  const long = individual ? caption : `${form} „${trade}”`;
  const vatPayer = !individual && random() < 0.6;
  const mailbox = fold(transliterate(individual ? `${person.first}.${person.last}` : trade)).replaceAll(/[^a-z.]/g, '');
  return {
    id,
    unique_key: publicKey(KEY_OF.customer, id),
    is_individual: individual ? 1 : 0,
    idno: `${individual ? '2' : '1'}${digits(random, choose(random, IDNO_LENGTHS) - 1)}`,
    idno_verified: random() < 0.8 ? 1 : 0,
    tva: vatPayer ? digits(random, 7) : '',
    juridical_type: individual ? 'PF' : form,
    caption,
    caption_long: { ro: long, ru: long, en: transliterate(caption) },
    first_name: individual ? person.first : '',
    last_name: individual ? person.last : '',
    contact_email: `${mailbox}${id}@${individual ? 'mail.md' : 'exemplu.md'}`,
    contact_phone: `+373${pick(random, ['60', '69', '78', '79', '22'])}${digits(random, 6)}`,
    country_code: office.row.currency === 'MDL' ? 'MD' : pick(random, ['MD', 'RO', 'DE', 'US']),
    city,
    postal_index: postal,
    address: `${pick(random, STREETS)} ${1 + below(random, 180)}`,
    currency: office.row.currency,
    preferred_language: choose(random, LANGUAGES),
    source_create: pick(random, ['self', 'api', 'import']),
    moment: formatWall(moment),
    last_update: formatWall(Math.min(moment + below(random, 60 * DAY), today - 1)),
  };
}

function personName(random: Random): { first: string; last: string } {
  const first = pick(random, FIRST_NAMES);
  const last = pick(random, /[а-я]/i.test(first) ? LAST_NAMES.cyrillic : LAST_NAMES.latin);
  return { first, last };
}

/** The name of a payer who is no customer. */
export function strangerName(id: number): string {
  const { first, last } = personName(randomOf(STRANGER, id));
  return `${first} ${last}`;
}

function choose<T>(random: Random, options: readonly (readonly [T, number])[]): T {
  const option = options[weighted(random, options.map(([, weight]) => weight))];
  if (!option) throw new Error('choose needs options');
  return option[0];
}
