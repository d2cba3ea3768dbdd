import type { Captions } from '../rows.ts';

/** Something the offices sell; the price is in cents of MDL and scaled for other currencies. */
export interface Product {
  sku: string;
  unit: string;
  price: number;
  caption: Captions;
}

const product = (sku: string, unit: string, price: number, ro: string, ru: string, en: string): Product => ({
  sku,
  unit,
  price,
  caption: { ro, ru, en },
});

/** What the offices sell. */
export const PRODUCTS: readonly Product[] = [
  product('CONT-01', 'lună', 250_000, 'Servicii contabile', 'Бухгалтерские услуги', 'Accounting services'),
  product('CONS-02', 'oră', 60_000, 'Consultanță juridică', 'Юридическая консультация', 'Legal advice'),
  product('WEB-10', 'pcs', 1_800_000, 'Elaborarea paginii web', 'Разработка сайта', 'Website development'),
  product('WEB-11', 'lună', 45_000, 'Găzduire web', 'Веб-хостинг', 'Web hosting'),
  product('WEB-12', 'an', 24_000, 'Domeniu .md', 'Домен .md', 'Domain .md'),
  product('IT-20', 'oră', 48_000, 'Mentenanță IT', 'ИТ-обслуживание', 'IT maintenance'),
  product('IT-21', 'pcs', 129_900, 'Licență antivirus', 'Лицензия антивируса', 'Antivirus licence'),
  product('IT-22', 'pcs', 89_950, 'Cartuș imprimantă', 'Картридж для принтера', 'Printer cartridge'),
  product('MOB-30', 'pcs', 345_000, 'Scaun de birou', 'Офисное кресло', 'Office chair'),
  product('MOB-31', 'pcs', 520_000, 'Masă de lucru', 'Рабочий стол', 'Desk'),
  product('PAP-40', 'set', 11_250, 'Hârtie A4, 500 foi', 'Бумага A4, 500 листов', 'A4 paper, 500 sheets'),
  product('PAP-41', 'pcs', 1_990, 'Dosar cu șină', 'Папка-скоросшиватель', 'File folder'),
  product('ALI-50', 'kg', 4_575, 'Făină de grâu', 'Пшеничная мука', 'Wheat flour'),
  product('ALI-51', 'kg', 18_500, 'Miere de salcâm', 'Акациевый мёд', 'Acacia honey'),
  product('ALI-52', 'pcs', 13_333, 'Vin Fetească Neagră 0,75 l', 'Вино Фетяска Нягрэ 0,75 л', 'Wine Fetească Neagră 0.75 l'),
  product('ALI-53', 'l', 3_215, 'Ulei de floarea-soarelui', 'Подсолнечное масло', 'Sunflower oil'),
  product('TRA-60', 'km', 1_450, 'Transport marfă', 'Грузоперевозка', 'Freight transport'),
  product('TRA-61', 'zi', 75_000, 'Chirie autoturism', 'Аренда автомобиля', 'Car rental'),
  product('TRD-70', 'pagină', 15_000, 'Traducere autorizată', 'Заверенный перевод', 'Certified translation'),
  product('TIP-80', 'pcs', 145, 'Carte de vizită', 'Визитная карточка', 'Business card'),
  product('TIP-81', 'm²', 19_999, 'Banner publicitar', 'Рекламный баннер', 'Advertising banner'),
  product('CUR-90', 'persoană', 390_000, 'Curs de limba engleză', 'Курс английского языка', 'English course'),
  product('CUR-91', 'persoană', 210_000, 'Instruire în securitatea muncii', 'Обучение по охране труда', 'Work safety training'),
  product('CUR-92', 'pcs', 99, 'Pliant informativ', 'Информационный буклет', 'Leaflet'),
];

/** How a MDL price becomes one in another currency: divided by this. */
export const PRICE_DIVISOR = { MDL: 1, EUR: 19, USD: 17 } as const;
