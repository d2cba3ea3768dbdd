import { readSettings, SettingError } from './settings.ts';
import { startSandbox, type Sandbox } from './start.ts';

/** Runs the sandbox alone until it is told to stop. */
async function main(): Promise<void> {
  const options = readSettings(process.env, process.argv.slice(2));
  const sandbox = await startSandbox(options).catch((error: unknown) => {
    throw explain(error, options.port);
  });
  process.stdout.write(greeting(sandbox));
  const stop = (): void => void sandbox.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function explain(error: unknown, port = 0): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return new SettingError(`SANDBOX_PORT ${port} is in use; choose another one.`);
  if (code === 'EACCES') return new SettingError(`SANDBOX_PORT ${port} may not be opened by this user; choose another one.`);
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL') return new SettingError('HOST is no address of this machine.');
  return error;
}

function greeting({ url, departments, state }: Sandbox): string {
  const [first] = departments;
  const connect = { client: first?.client, token: first?.token, language: 'ro' };
  const { invoices, customers, payments } = state.counts();
  return [
    `e-Cont.md sandbox on ${url} with ${invoices.total} invoices, ${customers.total} customers, ${payments.total} payments`,
    ...departments.map(({ currency, caption, client, token }) => `${currency}  client=${client}  token=${token}  ${caption}`),
    `curl -s ${url}/facturare/v1/list/invoice -H 'Content-Type: application/json' -d '${JSON.stringify({ connect, length: 3 })}'`,
    '',
  ].join('\n');
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof SettingError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
