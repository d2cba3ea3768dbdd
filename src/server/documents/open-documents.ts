import type { HttpConfig } from '../../config/http-config.ts';
import { LIMITS } from '../../config/limits.ts';
import type { Logger } from '../logger.ts';
import type { DocumentUsage } from './document-usage.ts';
import { writeUsage } from './document-usage.ts';
import { codeOf, readManifests, stampOf } from './read-manifests.ts';
import type { TrustedDocument, TrustedSet } from './trusted-set.ts';
import { createTrustedSet } from './trusted-set.ts';

/** The documents that clients were built with. */
export interface TrustedDocuments {
  readonly mode: HttpConfig['documents']['mode'];
  readonly current: () => TrustedSet;
  /** Notes that a document is used now. */
  readonly used: (document: TrustedDocument) => void;
  /** Since the start, and not of other instances. */
  readonly usage: () => DocumentUsage;
  /** Looks whether manifests have changed, now; this also happens by itself. */
  readonly refresh: () => Promise<void>;
  /** Writes down what was used; this also happens by itself. */
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface DocumentsOptions {
  readonly settings: HttpConfig['documents'];
  readonly logger: Logger;
  /** Writes down what was used; not this process itself where another one writes for several. */
  readonly write?: (path: string, usage: DocumentUsage) => Promise<void>;
  readonly nowMs?: () => number;
}

/** Of a server that knows no documents. */
export const NO_DOCUMENTS: TrustedDocuments = {
  mode: 'off',
  current: () => ({ byId: new Map(), byText: new Map() }),
  used: () => undefined,
  usage: () => new Map(),
  refresh: () => Promise.resolve(),
  flush: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

const load = async (path: string | undefined): Promise<TrustedSet | string> => {
  const manifests = await readManifests(path);
  return typeof manifests === 'string' ? manifests : createTrustedSet(manifests);
};

/** Opens the manifests and follows their changes. A change that cannot be used leaves the documents as they were: it locks no client out. */
export const openDocuments = async ({ settings: { mode, path, usagePath }, logger, write = writeUsage, nowMs = Date.now }: DocumentsOptions): Promise<TrustedDocuments | string> => {
  const used = new Map<string, number>();
  let dirty = false;
  let stamp = '';
  let current: TrustedSet;
  try {
    stamp = path === undefined ? '' : await stampOf(path);
    const first = await load(path);
    if (typeof first === 'string') return `TRUSTED_DOCUMENTS_PATH must name manifests of documents: ${first}.`;
    current = first;
  } catch (error) {
    return `TRUSTED_DOCUMENTS_PATH must name a manifest of documents, or a folder of them, that this user may read: ${codeOf(error)}.`;
  }

  const refresh = async (): Promise<void> => {
    if (path === undefined) return;
    let problem: string;
    try {
      const now = await stampOf(path);
      if (now === stamp) return;
      // Whatever is wrong with it is told once, not at every look.
      stamp = now;
      const next = await load(path);
      if (typeof next !== 'string') {
        current = next;
        logger.info({ documents: next.byText.size }, 'the trusted documents have changed');
        return;
      }
      problem = next;
    } catch (error) {
      if (stamp === 'gone') return;
      stamp = 'gone';
      problem = codeOf(error);
    }
    logger.error({ path, problem }, 'the trusted documents cannot be read; those known stay');
  };

  const flush = async (): Promise<void> => {
    if (usagePath === undefined || !dirty) return;
    dirty = false;
    await write(usagePath, used).catch((error: unknown) => {
      dirty = true;
      logger.warn({ path: usagePath, problem: codeOf(error) }, 'it cannot be written down which documents are used');
    });
  };

  const looks = setInterval(() => void refresh(), LIMITS.documentsPollMs).unref();
  const flushes = setInterval(() => void flush(), LIMITS.documentUsageFlushMs).unref();

  return {
    mode,
    current: () => current,
    used: ({ hash }) => {
      used.set(hash, nowMs());
      dirty = true;
    },
    usage: () => used,
    refresh,
    flush,
    close: async () => {
      clearInterval(looks);
      clearInterval(flushes);
      await flush();
    },
  };
};
