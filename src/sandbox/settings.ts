import type { SandboxOptions } from './start.ts';
import { changeSwitches, DEFAULT_SWITCHES, type SandboxSwitches } from './switches.ts';

/** The port of a sandbox that runs alone. */
export const DEFAULT_PORT = 4010;

/** A setting that stops the start; its message is one sentence that names the variable. */
export class SettingError extends Error {}

/**
 * Reads the settings of a sandbox that runs alone: SANDBOX_PORT, HOST, SANDBOX_INVOICES and SANDBOX_SWITCHES (JSON).
 * An argument `--port=4011`, `--host=…`, `--invoices=…` or `--switches=…` comes before its variable.
 */
export function readSettings(env: NodeJS.ProcessEnv, argv: readonly string[]): SandboxOptions {
  const args = readArguments(argv);
  const read = (flag: Flag): { name: string; text: string } => {
    const given = args.get(flag);
    return given === undefined ? { name: FLAGS[flag], text: env[FLAGS[flag]] ?? '' } : { name: `--${flag}`, text: given };
  };
  const host = read('host').text;
  return {
    port: readWhole(read('port'), DEFAULT_PORT, 0, 65_535),
    host: host === '' ? '127.0.0.1' : host,
    invoices: readWhole(read('invoices'), 2000, 10, 1_000_000),
    switches: readSwitches(read('switches')),
  };
}

const FLAGS = { port: 'SANDBOX_PORT', host: 'HOST', invoices: 'SANDBOX_INVOICES', switches: 'SANDBOX_SWITCHES' } as const;

type Flag = keyof typeof FLAGS;

function readArguments(argv: readonly string[]): Map<string, string> {
  const args = new Map<string, string>();
  for (const argument of argv) {
    const [, flag = '', value = ''] = /^--([a-z]+)=(.*)$/.exec(argument) ?? [];
    if (!Object.hasOwn(FLAGS, flag)) throw new SettingError(`The argument ${argument} is not known; use --port=, --host=, --invoices= or --switches=.`);
    args.set(flag, value);
  }
  return args;
}

function readWhole({ name, text }: { name: string; text: string }, fallback: number, min: number, max: number): number {
  if (text === '') return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) throw new SettingError(`${name} must be a whole number from ${min} to ${max}, not "${text}".`);
  return value;
}

function readSwitches({ name, text }: { name: string; text: string }): Partial<SandboxSwitches> {
  if (text === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new SettingError(`${name} must be JSON such as {"putReply":"id"}, not "${text}".`);
  }
  const switches = { ...DEFAULT_SWITCHES };
  try {
    changeSwitches(switches, value);
  } catch (error) {
    throw new SettingError(`${name} is not usable: ${error instanceof Error ? error.message : ''}`);
  }
  return switches;
}
