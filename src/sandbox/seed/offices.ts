import { KEY_OF, publicKey } from '../public-key.ts';
import type { DepartmentRow } from '../rows.ts';

/** A department with the keys that open it. */
export interface Office {
  row: DepartmentRow;
  client: string;
  token: string;
  /** Off: the key is known but its integration is switched off. */
  enabled: boolean;
}

const ACCOUNT = { caption: 'Diginet Exemplu', client_id: 7, tariff_alias: 'business' };
const CLIENT = publicKey(KEY_OF.account, ACCOUNT.client_id);

function office(row: Partial<DepartmentRow> & Pick<DepartmentRow, 'id' | 'caption' | 'prefix' | 'currency'>, enabled = true): Office {
  return {
    client: CLIENT,
    token: publicKey(KEY_OF.department, row.id),
    enabled,
    row: {
      description: { ro: 'Servicii pentru afaceri', ru: 'Услуги для бизнеса', en: 'Business services' },
      warn_days: 3,
      preferred_language: 'ro',
      mode: 'prod',
      idno: '1012600034567',
      tva: '0208123',
      no_tva: 0,
      tva_calc: 'inner',
      tva_rate: '20',
      bank_name: 'BC "MAIB" SA',
      bank_code: 'AGRNMD2X',
      mdl_account: 'MD24AG000225100013104168',
      country_code: 'MD',
      city: 'Chișinău',
      address: 'str. Alexei Mateevici 75',
      contact_email: 'oficiu@diginet-exemplu.md',
      contact_phone: '+37322100200',
      account: { ...ACCOUNT },
      ...row,
    },
  };
}

/** The departments of the one account: MDL with VAT in the price, EUR without VAT, USD with VAT on top; the last one is switched off. */
export function seedOffices(): Office[] {
  return [
    office({ id: 101, currency: 'MDL', prefix: 'CH', caption: { ro: 'Oficiul Chișinău', ru: 'Офис Кишинёв', en: 'Chișinău office' } }),
    office({
      id: 102,
      currency: 'EUR',
      prefix: 'EU',
      caption: { ro: 'Export Europa', ru: 'Экспорт Европа', en: 'Europe export' },
      preferred_language: 'en',
      warn_days: 10,
      tva_calc: 'none',
      tva_rate: '0',
    }),
    office({
      id: 103,
      currency: 'USD',
      prefix: 'US',
      caption: { ro: 'Export America', ru: 'Экспорт Америка', en: 'America export' },
      preferred_language: 'en',
      warn_days: 5,
      tva_calc: 'over',
    }),
    office(
      { id: 104, currency: 'MDL', prefix: 'XX', caption: { ro: 'Oficiu închis', ru: 'Закрытый офис', en: 'Closed office' } },
      false,
    ),
  ];
}
