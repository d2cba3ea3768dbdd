import { isObject, type JsonObject } from './json.ts';
import { Refusal, refuseField } from './refusal.ts';
import type { DepartmentRow, Language } from './rows.ts';
import type { Office } from './seed/offices.ts';

const LANGUAGES: Readonly<Record<string, Language>> = { ro: 'ro', 'ro-RO': 'ro', ru: 'ru', 'ru-RU': 'ru', en: 'en', 'en-US': 'en' };

/** Who calls, and in which language. */
export interface Caller {
  department: DepartmentRow;
  language: Language;
  token: string;
}

/** The language of a request's texts, as far as it can be told; the upstream's own is Romanian. */
export function languageOf(body: JsonObject | undefined): Language {
  const language = isObject(body?.['connect']) ? body['connect']['language'] : undefined;
  return typeof language === 'string' && Object.hasOwn(LANGUAGES, language) ? (LANGUAGES[language] ?? 'ro') : 'ro';
}

/** Checks `connect`; throws what the upstream would answer. */
export function checkConnect(body: JsonObject, offices: readonly Office[]): Caller {
  const connect = body['connect'];
  if (!isObject(connect)) throw new Refusal(401, { key: 'keyUnknown' });
  const office = offices.find(({ client, token }) => client === connect['client'] && token === connect['token']);
  if (!office) throw new Refusal(401, { key: 'keyUnknown' });
  if (!office.enabled) throw new Refusal(403, { key: 'keyOff' });
  const language = connect['language'];
  if (typeof language !== 'string' || !Object.hasOwn(LANGUAGES, language)) throw refuseField('connect.language', 'language');
  return { department: office.row, language: languageOf(body), token: office.token };
}
