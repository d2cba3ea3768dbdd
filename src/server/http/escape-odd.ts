/**
 * Characters that JSON may hold as they are, but that make a terminal or an editor show something else than is there: DEL and C1 controls,
 * line and paragraph separators, marks that turn the direction of text around, and lone surrogates.
 */
const ODD = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const HAS_ODD = new RegExp(ODD.source);

/** A line of JSON with every odd character escaped. They stand in strings only, so the value stays the same. */
export const escapeOdd = (json: string): string => (HAS_ODD.test(json) ? json.replace(ODD, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`) : json);
