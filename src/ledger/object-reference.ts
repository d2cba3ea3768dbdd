import type { ObjectReference } from './operations.ts';

const TEXT = /^(Invoice|Customer|Subscription|Payment)(?::(\d{1,15})|\/(.+))$/;

/** The object that the ledger wrote down as `Invoice:12` or `Invoice/<public key>`; `null` for what is neither. */
export const referenceOfText = (text: string): ObjectReference | null => {
  const [, type, id, publicKey] = TEXT.exec(text) ?? [];
  if (type === undefined) return null;
  return { type: type as ObjectReference['type'], id: id === undefined ? null : Number(id), ...(publicKey === undefined ? {} : { publicKey }) };
};
