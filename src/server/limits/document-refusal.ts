import { LIMITS } from '../../config/limits.ts';
import type { DocumentMeasure } from './measure-document.ts';
import type { Refusal } from './refusal.ts';
import { over } from './refusal.ts';
import type { DocumentSize } from './scan-document.ts';
import { scanDocument } from './scan-document.ts';

const refusalOfSize = ({ tokens, commentBytes, brackets }: DocumentSize): Refusal | null =>
  over('DOCUMENT_TOO_LONG', LIMITS.documentTokens, tokens, 'The tokens of the document are') ??
  over('DOCUMENT_TOO_LONG', LIMITS.commentBytes, commentBytes, 'The bytes of its comments are') ??
  over('QUERY_TOO_DEEP', LIMITS.documentBrackets, brackets, 'The brackets within each other are');

/** What stands against a text before it is parsed. One that is too long is not looked at. */
export const refusalOfText = (text: string): Refusal | null =>
  over('DOCUMENT_TOO_LONG', LIMITS.documentChars, text.length, 'The characters of the document are') ?? refusalOfSize(scanDocument(text));

/** What stands against a document before it is validated: validation takes more than any of this. */
export const refusalOfMeasure = ({ operations, fragments, placeDirectives, directives, depth, fields, rootFields, aliases, duplicates }: DocumentMeasure): Refusal | null =>
  over('TOO_MANY_DEFINITIONS', LIMITS.documentOperations, operations, 'The operations of the document are') ??
  over('TOO_MANY_DEFINITIONS', LIMITS.documentFragments, fragments, 'The fragments of the document are') ??
  over('TOO_MANY_DIRECTIVES', LIMITS.placeDirectives, placeDirectives, 'The directives in one place are') ??
  over('TOO_MANY_DIRECTIVES', LIMITS.documentDirectives, directives, 'The directives of the document are') ??
  over('QUERY_TOO_DEEP', LIMITS.fieldDepth, depth, 'The fields within each other are') ??
  over('DOCUMENT_TOO_LONG', LIMITS.documentFields, fields, 'The fields of the document, with its fragments written out, are') ??
  over('TOO_MANY_ROOT_FIELDS', LIMITS.rootFields, rootFields, 'The fields at the root of the operation are') ??
  over('TOO_MANY_ALIASES', LIMITS.fieldAliases, aliases, 'The keys of one field in one place are') ??
  over('TOO_MANY_DUPLICATES', LIMITS.duplicateFields, duplicates, 'The fields that stand in one place once more are');
