import { describe, expect, it } from 'vitest';
import { readSettings } from '../../src/sandbox/settings.ts';
import { DEFAULT_SWITCHES } from '../../src/sandbox/switches.ts';

describe('the settings of a sandbox that runs alone', () => {
  it('have defaults; an empty variable is an absent one', () => {
    const defaults = { port: 4010, host: '127.0.0.1', invoices: 2000, switches: {} };
    expect(readSettings({}, [])).toEqual(defaults);
    expect(readSettings({ SANDBOX_PORT: '', HOST: '', SANDBOX_INVOICES: '', SANDBOX_SWITCHES: '' }, [])).toEqual(defaults);
  });

  it('come from the variables, and before them from the arguments', () => {
    const env = { SANDBOX_PORT: '1', HOST: '::1', SANDBOX_INVOICES: '10', SANDBOX_SWITCHES: '{"putReply":"id"}' };
    const switches = { ...DEFAULT_SWITCHES, putReply: 'id' };
    expect(readSettings(env, [])).toEqual({ port: 1, host: '::1', invoices: 10, switches });
    expect(readSettings(env, ['--port=0', '--invoices=1000000'])).toEqual({ port: 0, host: '::1', invoices: 1_000_000, switches });
  });

  it.each([
    [{ SANDBOX_PORT: '65536' }, [], 'SANDBOX_PORT must be a whole number from 0 to 65535, not "65536".'],
    [{ SANDBOX_PORT: '4e3' }, [], 'SANDBOX_PORT must be a whole number from 0 to 65535, not "4e3".'],
    [{ SANDBOX_INVOICES: '9' }, [], 'SANDBOX_INVOICES must be a whole number from 10 to 1000000, not "9".'],
    [{ SANDBOX_SWITCHES: '{' }, [], 'SANDBOX_SWITCHES must be JSON such as {"putReply":"id"}, not "{".'],
    [{ SANDBOX_SWITCHES: '{"pageCap":0}' }, [], 'SANDBOX_SWITCHES is not usable: The switch "pageCap" cannot be 0.'],
    [{ SANDBOX_SWITCHES: '[]' }, [], 'SANDBOX_SWITCHES is not usable: Switches must be an object.'],
    [{}, ['--invoices=x'], '--invoices must be a whole number from 10 to 1000000, not "x".'],
    [{}, ['--nope'], 'The argument --nope is not known; use --port=, --host=, --invoices= or --switches=.'],
  ])('%j %j stops the start', (env, argv, sentence) => {
    expect(() => readSettings(env, argv)).toThrow(sentence);
  });
});
