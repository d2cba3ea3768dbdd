import { parseCents } from '../cents.ts';
import { itemsOf } from '../invoice-items.ts';
import { below, pick, randomOf, weighted } from '../random.ts';
import type { SubscriptionRow, TariffRow } from '../rows.ts';
import { SUBSCRIPTION_STATUSES } from '../statuses.ts';
import { firstIssue } from '../billing-dates.ts';
import { DAY, formatWall, ZERO_DATE } from '../wall-time.ts';
import type { SeedCustomer } from './customers.ts';
import type { Office } from './offices.ts';

const STREAM = 0x5b5c;
const STATUS_WEIGHTS = [60, 8, 7, 8, 17];

/** A subscription and whose it is. */
export interface SeedSubscription {
  department: number;
  row: SubscriptionRow;
}

/** The subscriptions; the first five hold each status once. The invoices tell the last one issued, later. */
export function seedSubscriptions(
  count: number,
  offices: readonly Office[],
  customers: readonly SeedCustomer[],
  tariffsOf: (department: number) => readonly TariffRow[],
  today: number,
): SeedSubscription[] {
  return Array.from({ length: count }, (_, index) => {
    const id = index + 1;
    const random = randomOf(STREAM, id);
    const status = SUBSCRIPTION_STATUSES[index < 5 ? index : weighted(random, STATUS_WEIGHTS)] ?? 'active';
    const customer = pick(random, index < 5 ? customers.slice(0, 3) : customers);
    const office = offices.find(({ row }) => row.id === customer.department);
    const tariff = pick(random, tariffsOf(customer.department).filter(({ is_show: shown }) => shown === 1));
    if (!office) throw new Error(`Customer ${customer.row.id} has no office.`);
    const age = status === 'demo' ? 1 + below(random, 12) : 30 + below(random, 700);
    const start = status === 'pending' ? today + (2 + below(random, 30)) * DAY : today - age * DAY;
    const next = { active: firstIssue(start, tariff.frequency, today + DAY), demo: start + 14 * DAY, pending: 0, suspended: 0, cancelled: 0 }[status];
    const name = tariff.caption[customer.row.preferred_language];
    return {
      department: customer.department,
      row: {
        id,
        customer_id: customer.row.id,
        tariff_alias: tariff.alias,
        status,
        currency: tariff.currency,
        amount: tariff.tariff_rate,
        frequency: tariff.frequency,
        date_start: formatWall(start),
        date_stop: status === 'cancelled' ? formatWall(today - below(random, 20) * DAY - 1) : ZERO_DATE,
        next_issue_on: formatWall(next),
        last_invoice_id: 0,
        items: itemsOf([{ code: id, sku: tariff.alias, name, price: parseCents(tariff.tariff_rate) ?? 0n, quantity: 1, unit: 'pcs' }], office.row).items,
        moment: formatWall(Math.min(start, today - 1)),
      },
    };
  });
}
