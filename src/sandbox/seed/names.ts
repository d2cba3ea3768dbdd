import type { Language } from '../rows.ts';

/** Companies, by their trade name. */
export const COMPANIES: readonly string[] = [
  'Floarea Soarelui', 'Codru Construct', 'Nistru Logistic', 'Vinăria Purcari Sud', 'Agro Bălți', 'Moldtelecom Servicii', 'Țesătura Nord',
  'Casa Brâncuși', 'Panificația Cahul', 'Lapte și Miere', 'Izvorul Rece', 'Stejarul', 'Optica Vedere', 'Farmacia Sănătatea', 'Grădina Verde',
  'Împreună Media', 'Ștefan Vodă Grup', 'Tipografia Centrală', 'Auto Prut', 'Lumina Electro', 'Cofetăria Dulcinella', 'Sudzucker Nord',
  'Метизы Юг', 'Строй Люкс', 'Комрат Агро', 'Зелёный Дом', 'Днестр Транс', 'Tehno Birou', 'Soft Atelier', 'Studio Miorița', 'Piatra Orheiului',
  'Transport Express', 'Mobila Lux', 'Contabil Plus', 'Eco Deșeuri', 'Apicola Codrii', 'Clima Confort', 'Editura Cartier Nou', 'Hotel Chișinău Park',
];

/** Legal forms with their weights. */
export const FORMS: readonly (readonly [form: string, weight: number])[] = [['SRL', 70], ['SA', 12], ['ÎI', 14], ['ONG', 4]];

/** First names. */
export const FIRST_NAMES: readonly string[] = [
  'Ion', 'Maria', 'Ștefan', 'Ana', 'Andrei', 'Cătălina', 'Vasile', 'Doina', 'Mihai', 'Țarina', 'Elena', 'Gheorghe', 'Иван', 'Ольга', 'Сергей',
  'Наталья', 'Vlad', 'Ioana', 'Nicolae', 'Tatiana', 'Дмитрий', 'Luminița', 'Constantin', 'Светлана',
];

/** Family names, Latin and then Cyrillic, so that a person's two names are in one alphabet. */
export const LAST_NAMES: Readonly<Record<'latin' | 'cyrillic', readonly string[]>> = {
  latin: ['Munteanu', 'Ceban', 'Rusu', 'Popescu', 'Lungu', 'Sîrbu', 'Botnaru', 'Ursu', 'Moraru', 'Țâcu', 'Găină', 'Șoltan', 'Vrabie', 'Cojocaru', 'Bîrcă'],
  cyrillic: ['Иванов', 'Петренко', 'Кузнецов', 'Топал', 'Карамануков', 'Бондаренко', 'Чебан', 'Мельник'],
};

/** Cities with their postal index. */
export const CITIES: readonly (readonly [city: string, index: string, weight: number])[] = [
  ['Chișinău', 'MD-2001', 50], ['Bălți', 'MD-3100', 14], ['Cahul', 'MD-3901', 7], ['Orhei', 'MD-3500', 7], ['Comrat', 'MD-3801', 6],
  ['Tiraspol', 'MD-3300', 4], ['Soroca', 'MD-3000', 4], ['Ungheni', 'MD-3600', 4], ['Edineț', 'MD-4601', 2], ['Ștefan Vodă', 'MD-4201', 2],
];

/** Streets. */
export const STREETS: readonly string[] = [
  'str. Ștefan cel Mare', 'bd. Dacia', 'str. Alexei Mateevici', 'str. Mihai Eminescu', 'str. Ion Creangă', 'bd. Moscova', 'str. Columna', 'str. Independenței',
  'str. Vasile Alecsandri', 'ул. Ленина', 'ул. Победы', 'str. Armenească',
];

/** Languages that payers want, weighted. */
export const LANGUAGES: readonly (readonly [language: Language, weight: number])[] = [['ro', 62], ['ru', 30], ['en', 8]];
