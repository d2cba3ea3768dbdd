import type { Captions, Language } from './rows.ts';

const text = (ro: string, ru: string, en: string): Captions => ({ ro, ru, en });

/** Every text of the sandbox; `{name}` is replaced. */
export const TEXTS = {
  keyUnknown: text('Cheia este greșită sau lipsește', 'Ключ неверен или отсутствует', 'The key is wrong or missing'),
  keyOff: text('Integrarea este dezactivată', 'Интеграция отключена', 'The integration is switched off'),
  language: text('Limba trebuie să fie ro, ru sau en', 'Язык должен быть ro, ru или en', 'The language must be ro, ru or en'),
  pathUnknown: text('Pagina nu a fost găsită', 'Страница не найдена', 'Page not found'),
  method: text('Metoda nu este permisă', 'Метод не разрешён', 'The method is not allowed'),
  bodyJson: text('Corpul cererii nu este JSON valid', 'Тело запроса не является JSON', 'The request body is not valid JSON'),
  bodyLarge: text('Corpul cererii este prea mare', 'Тело запроса слишком велико', 'The request body is too large'),
  tooMany: text('Prea multe cereri', 'Слишком много запросов', 'Too many requests'),
  internal: text('Eroare internă a serverului', 'Внутренняя ошибка сервера', 'Internal server error'),
  notFound: text('Obiectul nu a fost găsit', 'Объект не найден', 'The object was not found'),
  required: text('Câmpul este obligatoriu', 'Поле обязательно', 'The field is required'),
  email: text('Adresa de e-mail nu este corectă', 'Неверный адрес электронной почты', 'The e-mail address is not correct'),
  integer: text('Trebuie să fie un număr întreg', 'Должно быть целым числом', 'It must be an integer'),
  range: text('Trebuie să fie între {min} și {max}', 'Должно быть от {min} до {max}', 'It must be between {min} and {max}'),
  string: text('Trebuie să fie un șir de caractere', 'Должно быть строкой', 'It must be a string'),
  long: text('Cel mult {max} caractere', 'Не более {max} символов', 'At most {max} characters'),
  object: text('Trebuie să fie un obiect', 'Должно быть объектом', 'It must be an object'),
  decimal: text(
    'Trebuie să fie un șir zecimal cu cel mult 2 zecimale',
    'Должно быть десятичной строкой, не более 2 знаков',
    'It must be a decimal string with at most 2 decimals',
  ),
  positive: text('Trebuie să fie mai mare decât 0', 'Должно быть больше 0', 'It must be greater than 0'),
  date: text('Data trebuie să fie YYYY-MM-DD hh:mm:ss', 'Дата должна быть YYYY-MM-DD hh:mm:ss', 'The date must be YYYY-MM-DD hh:mm:ss'),
  oneOf: text('Valori permise: {values}', 'Допустимые значения: {values}', 'Allowed values: {values}'),
  idno: text('Codul trebuie să aibă 12–14 cifre', 'Код должен содержать 12–14 цифр', 'The code must have 12 to 14 digits'),
  tooManyLines: text('Cel mult 20 de rânduri', 'Не более 20 строк', 'At most 20 lines'),
  itemsPlace: text('Rândurile nu sunt așteptate aici', 'Строки здесь не ожидаются', 'Lines are not expected here'),
  currency: text('Valuta departamentului este {currency}', 'Валюта отдела – {currency}', 'The currency of the department is {currency}'),
  duplicateOrder: text('Există deja un cont pentru această comandă', 'Счёт для этого заказа уже есть', 'There is already an invoice for this order'),
  transition: text('Starea nu poate trece din {from} în {to}', 'Статус не может перейти из {from} в {to}', 'The status cannot go from {from} to {to}'),
  notSendable: text('Contul în starea {status} nu poate fi trimis', 'Счёт в статусе {status} нельзя отправить', 'An invoice in status {status} cannot be sent'),
  notChangeable: text('Abonamentul în starea {status} nu poate fi modificat', 'Подписку в статусе {status} нельзя изменить', 'A subscription in status {status} cannot be changed'),
  nothingToSet: text('Nu este nimic de modificat', 'Нечего менять', 'There is nothing to change'),
  oneKey: text('Indicați exact unul dintre: {names}', 'Укажите ровно одно из: {names}', 'Give exactly one of: {names}'),
  unknownField: text('Câmp necunoscut', 'Неизвестное поле', 'Unknown field'),
  filterValue: text('O valoare sau o listă de valori', 'Значение или список значений', 'A value or a list of values'),
  filterList: text('Se acceptă o singură valoare', 'Принимается одно значение', 'A single value is accepted'),
  filterId: text('Filtrul după id nu este acceptat', 'Фильтр по id не поддерживается', 'The filter by id is not supported'),
  sort: text('Sortarea este o listă [câmp, asc|desc]', 'Сортировка – список [поле, asc|desc]', 'The sort is a list of [field, asc|desc]'),
  notPayable: text('Contul în starea {status} nu poate fi achitat', 'Счёт в статусе {status} нельзя оплатить', 'An invoice in status {status} cannot be paid'),
  overpaid: text('Suma depășește restul de {left}', 'Сумма превышает остаток {left}', 'The amount is more than the {left} that is left'),
  notRefundable: text('Plata nu poate fi rambursată', 'Платёж нельзя вернуть', 'The payment cannot be refunded'),
  miaCurrency: text('MIA acceptă doar MDL', 'MIA принимает только MDL', 'MIA accepts MDL only'),
  miaLimit: text('MIA acceptă cel mult 500000 MDL', 'MIA принимает не более 500000 MDL', 'MIA accepts at most 500000 MDL'),
  readOnly: text('Câmpul nu poate fi indicat', 'Поле нельзя указать', 'The field cannot be given'),
  order: text('Comanda {number}', 'Заказ {number}', 'Order {number}'),
  pay: text('Achită', 'Оплатить', 'Pay'),
  invoice: text('Cont de plată', 'Счёт на оплату', 'Invoice for payment'),
  supplier: text('Furnizor', 'Поставщик', 'Supplier'),
  payer: text('Plătitor', 'Плательщик', 'Payer'),
  issued: text('Data emiterii', 'Дата выставления', 'Issued on'),
  due: text('Termen de plată', 'Срок оплаты', 'Due on'),
  net: text('Fără TVA', 'Без НДС', 'Without VAT'),
  vat: text('TVA', 'НДС', 'VAT'),
  total: text('Total', 'Итого', 'Total'),
} as const;

/** A text by its key and what goes into it. */
export interface Saying {
  key: keyof typeof TEXTS;
  args?: Readonly<Record<string, string | number>>;
}

/** The text in a language. */
export function say(language: Language, { key, args = {} }: Saying): string {
  return TEXTS[key][language].replaceAll(/\{(\w+)\}/g, (_whole, name: string) => String(args[name] ?? ''));
}
