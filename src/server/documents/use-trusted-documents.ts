import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

import type { ErrorCode } from '../../domain/error-codes.ts';
import type { Logger } from '../logger.ts';
import type { RequestInfo } from '../request-info.ts';
import { hashOf } from './manifest.ts';
import type { TrustedDocuments } from './open-documents.ts';
import { parseGet } from './parse-get.ts';
import type { DocumentRefusal } from './resolve-document.ts';
import { resolveDocument } from './resolve-document.ts';
import { namesOf } from './trusted-set.ts';

export interface TrustedDocumentsOptions {
  readonly documents: TrustedDocuments;
  readonly logger: Logger;
  /** A request came with a document that no manifest holds. */
  readonly onUntrusted: (mode: 'log' | 'only') => void;
  /** A request is turned away for its document. */
  readonly onRefused: (code: ErrorCode, request: RequestInfo) => void;
}

const NOT_TRUSTED: DocumentRefusal = { ok: false, code: 'DOCUMENT_NOT_TRUSTED', status: 403, message: 'Only documents that the server knows beforehand are run here. Send the id of one, or its exact text.' };

/** A refusal before GraphQL: its status counts for every media type. */
const errorOf = ({ code, status, message }: DocumentRefusal): GraphQLError => new GraphQLError(message, { extensions: { code, http: { status, spec: false } } });

/** Puts the text of a document in the place of its id, and holds what is not trusted back, as the mode says. */
export const useTrustedDocuments = ({ documents, logger, onUntrusted, onRefused }: TrustedDocumentsOptions): Plugin<object, RequestInfo> => ({
  onRequestParse: ({ request, setRequestParser }) => {
    if (request.method === 'GET') setRequestParser(({ url }) => parseGet(url));
  },
  onParams: ({ params, setParams, context }) => {
    // What is no object is refused after this.
    if (typeof params !== 'object' || Array.isArray(params)) return;
    const refuse = (refusal: DocumentRefusal): never => {
      onRefused(refusal.code, context);
      throw errorOf(refusal);
    };
    const found = resolveDocument(params, documents.current());
    if (!found.ok) return refuse(found);
    const { text, document } = found;
    if (document !== undefined) documents.used(document);
    else if (documents.mode !== 'off' && text !== undefined) {
      onUntrusted(documents.mode);
      // Enough to find the document in its client, and nothing of what was asked with it.
      const { requestId, noted } = context;
      logger.warn({ requestId, operation: namesOf(text), hash: hashOf(text), tenant: noted.tenant, caller: noted.caller, mode: documents.mode }, 'a document is not trusted');
      if (documents.mode === 'only') refuse(NOT_TRUSTED);
    }
    if (text !== undefined && text !== params.query) setParams({ ...params, query: text });
  },
});
