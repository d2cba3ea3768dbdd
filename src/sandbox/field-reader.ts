import { parseCents, type Cents } from './cents.ts';
import { isObject, type JsonObject } from './json.ts';
import { refuseFields } from './refusal.ts';
import type { Saying } from './texts.ts';
import { parseWall } from './wall-time.ts';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/;

/** Reads members of a request and gathers what is wrong with them, by their path. A null is an absent member. */
export class FieldReader {
  readonly #source: JsonObject;
  readonly #prefix: string;
  readonly #errors: Map<string, Saying>;

  constructor(source: JsonObject, prefix = '', errors = new Map<string, Saying>()) {
    this.#source = source;
    this.#prefix = prefix;
    this.#errors = errors;
  }

  /** Records an error of a member. */
  fail(name: string, key: Saying['key'], args: Saying['args'] = {}): void {
    const path = this.#prefix + name;
    if (!this.#errors.has(path)) this.#errors.set(path, { key, args });
  }

  /** Throws the field map when anything was wrong. */
  check(): void {
    if (this.#errors.size > 0) throw refuseFields(this.#errors);
  }

  has(name: string): boolean {
    return this.#source[name] !== undefined && this.#source[name] !== null;
  }

  /** A nested object; an absent one reads as empty. */
  nested(name: string): FieldReader {
    const value = this.#source[name] ?? {};
    if (!isObject(value)) this.fail(name, 'object');
    return new FieldReader(isObject(value) ? value : {}, `${this.#prefix}${name}.`, this.#errors);
  }

  /** The members of a nested JSON object, each with its reader. */
  members(name: string): [key: string, reader: FieldReader][] {
    const value = this.#source[name];
    if (!isObject(value)) {
      this.fail(name, value === undefined || value === null ? 'required' : 'object');
      return [];
    }
    const reader = this.nested(name);
    return Object.keys(value).map((key) => [key, reader.nested(key)]);
  }

  require(name: string): void {
    if (!this.has(name) || this.#source[name] === '') this.fail(name, 'required');
  }

  string(name: string, max = 255): string | undefined {
    const value = this.#source[name];
    if (!this.has(name)) return undefined;
    if (typeof value !== 'string') this.fail(name, 'string');
    else if (value.length > max) this.fail(name, 'long', { max });
    else return value;
    return undefined;
  }

  email(name: string): string | undefined {
    const value = this.string(name);
    if (value !== undefined && value !== '' && !EMAIL.test(value)) this.fail(name, 'email');
    return value;
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    if (!this.has(name)) return undefined;
    const value = values.find((one) => one === this.#source[name]);
    if (value === undefined) this.fail(name, 'oneOf', { values: values.join(', ') });
    return value;
  }

  integer(name: string, min = 0, max = Number.MAX_SAFE_INTEGER): number | undefined {
    if (!this.has(name)) return undefined;
    const value = this.#source[name];
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) this.fail(name, 'integer');
    else if (value < min || value > max) this.fail(name, 'range', { min, max });
    else return value;
    return undefined;
  }

  /** Decimals come as strings. */
  decimal(name: string): Cents | undefined {
    if (!this.has(name)) return undefined;
    const value = this.#source[name];
    const cents = typeof value === 'string' ? parseCents(value) : undefined;
    if (cents === undefined) this.fail(name, 'decimal');
    return cents;
  }

  /** A date-time, or a day, in seconds of wall time. */
  date(name: string): number | undefined {
    const value = this.string(name);
    if (value === undefined) return undefined;
    const seconds = parseWall(value);
    if (seconds === undefined) this.fail(name, 'date');
    return seconds;
  }
}
