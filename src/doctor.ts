import { readEnvironment } from './config/env.ts';
import { checkEndpoints } from './doctor/check-endpoints.ts';
import type { Finding } from './doctor/check-endpoints.ts';
import { checkStore } from './doctor/check-store.ts';
import { isWell, reportOf } from './doctor/report.ts';
import { accountsOf, embeddedSandbox, endpointsOf, StartProblem } from './open-parts.ts';
import { openTenants } from './open-tenants.ts';
import { createLogger } from './server/logger.ts';

/** `npm run doctor`: looks at the configuration, the ledger and every endpoint that only reads, and says in plain words what is wrong. It writes nothing upstream. */
const examine = async (): Promise<boolean> => {
  const read = readEnvironment();
  if (!read.ok) throw new StartProblem(read.problem);
  const { config } = read;
  const endpoints = endpointsOf(config);
  const findings: Finding[] = [{ state: 'ok', what: 'configuration', detail: 'can be read' }, await checkStore(config.store)];
  process.stdout.write(`${reportOf('This server', findings)}\n`);

  const sandbox = await embeddedSandbox({ ...config, upstream: config.upstream.kind === 'sandbox' ? { ...config.upstream, port: 0 } : config.upstream });
  try {
    const accounts = accountsOf(config, sandbox);
    const tenants = openTenants(accounts, { config, endpoints, logger: createLogger('silent') });
    for (const [i, { name, language, upstream }] of tenants.entries()) {
      try {
        const found = await checkEndpoints(upstream, { language }, endpoints);
        findings.push(...found);
        process.stdout.write(`\n${reportOf(sandbox === undefined ? `Tenant ${name}, ${accounts[i]?.apiUrl ?? ''}` : 'The embedded sandbox', found)}\n`);
      } finally {
        await upstream.close();
      }
    }
  } finally {
    await sandbox?.close();
  }
  return isWell(findings);
};

try {
  const well = await examine();
  process.stdout.write(well ? '\nAll is well.\n' : '\nSomething is wrong; see above.\n');
  process.exitCode = well ? 0 : 1;
} catch (error) {
  if (!(error instanceof StartProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
