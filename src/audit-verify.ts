import { readStoreEnvironment } from './config/env.ts';
import type { StoreConfig } from './config/env.ts';
import type { Verdict } from './ledger/audit/verify-chain.ts';
import { verifyChain } from './ledger/audit/verify-chain.ts';
import { openForReading } from './ledger/store/open-for-reading.ts';

/** What went wrong, without the address of a database: it may hold a password. */
const reasonOf = (error: unknown, { kind }: StoreConfig): string => {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (kind === 'postgres') return code ?? 'no answer';
  return code === 'ENOENT' ? 'there is no such file' : ((error instanceof Error ? error.message.split('\n')[0] : code) ?? 'it cannot be read');
};

const sentenceOf = (verdict: Verdict): string => {
  if (!verdict.isWhole) return `Record ${verdict.position} of the audit log ${verdict.problem}.`;
  return `The audit log is whole: ${verdict.records} ${verdict.records === 1 ? 'record' : 'records'}, the last hash is ${verdict.lastHash}.`;
};

const verify = async (store: StoreConfig): Promise<{ readonly sentence: string; readonly isWhole: boolean }> => {
  try {
    const { db, close } = await openForReading(store);
    try {
      const verdict = await verifyChain(db);
      return { sentence: sentenceOf(verdict), isWhole: verdict.isWhole };
    } finally {
      await close();
    }
  } catch (error) {
    const [variable, what] = store.kind === 'sqlite' ? ['LEDGER_PATH', `${store.path} cannot be read as one`] : ['DATABASE_URL', 'it cannot be read as one'];
    return { sentence: `${variable} must lead to a ledger: ${what} (${reasonOf(error, store)}).`, isWhole: false };
  }
};

/** `npm run audit:verify`: reads the audit log of the configured ledger, without writing, and says whether it is whole. */
const read = readStoreEnvironment();
const { sentence, isWhole } = read.ok ? await verify(read.store) : { sentence: read.problem, isWhole: false };
(isWhole ? process.stdout : process.stderr).write(`${sentence}\n`);
process.exitCode = isWhole ? 0 : 1;
