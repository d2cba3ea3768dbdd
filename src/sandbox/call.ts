import type { Billing } from './billing.ts';
import type { Clock } from './clock.ts';
import type { JsonObject } from './json.ts';
import type { DepartmentRow, Language } from './rows.ts';
import type { State } from './state.ts';
import type { SandboxSwitches } from './switches.ts';

/** What every endpoint works on. */
export interface World {
  state: State;
  switches: SandboxSwitches;
  clock: Clock;
  billing: Billing;
}

/** One call of an endpoint that carries `connect`, after the keys were checked. */
export interface Call extends World {
  department: DepartmentRow;
  language: Language;
  body: JsonObject;
}

/** One call of an endpoint that is a plain link. */
export interface LinkCall extends World {
  /** The public invoice key. */
  key: string;
}
