import { createCipheriv, createHmac, hkdfSync } from 'node:crypto';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readConfig } from '../../src/config/env.ts';
import { NUMBERED_TYPES } from '../../src/graphql/seal.ts';
import { ledgerTenantOf } from '../../src/open-tenants.ts';
import { createSeal } from '../../src/server/create-seal.ts';
import type { SecretRoots } from '../../src/server/tenant.ts';
import { deriveTenantSecrets } from '../../src/server/tenant.ts';

const CLIENT = '0123456789abcdef0123456789abcdef';
const roots = (over: Partial<SecretRoots> = {}): SecretRoots => ({ ids: CLIENT, links: 'a', account: ledgerTenantOf({ client: CLIENT, ledger: undefined }), ledgerTenant: 'b', ...over });
const sealOf = (over: Partial<SecretRoots> = {}) => createSeal(deriveTenantSecrets(roots(over)));
const seal = sealOf();

describe('a seal', () => {
  it('opens what it closed, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('id' as const, 'cursor' as const), (text, kind) => {
        const closed = seal.close(kind, text);
        expect(closed).toMatch(/^[\w-]+$/);
        expect(seal.open(kind, closed)).toBe(text);
        expect(seal.open(kind === 'id' ? 'cursor' : 'id', closed)).toBeNull();
      }),
    );
  });

  it('closes the same text in the same way for ever: clients keep ids', () => {
    expect(seal.close('id', 'Invoice:1042')).toBe('SW52b2ljZToxMDQyIykwNVgsC-M');
    expect(seal.close('id', 'Tariff:pro')).toBe('VGFyaWZmOnBybwH7h_MqTS7V');
    expect(seal.close('cursor', 'Invoice:1042')).toBe('SW52b2ljZToxMDQywnlzljmeLIA');
  });

  it('makes short ids: 27 characters of four digits, 35 of the last invoice that the upstream can count', () => {
    expect(seal.close('id', 'Invoice:2147483647').length).toBe(35);
    expect(seal.close('id', 'Invoice:1042').length).toBe(27);
  });

  it('does not open a text with any bit changed, any part missing, or anything added', () => {
    const closed = seal.close('id', 'Invoice:1042');
    const bytes = Buffer.from(closed, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(seal.open('id', flipped.toString('base64url'))).toBeNull();
    }
    for (let length = 0; length < closed.length; length += 1) {
      expect(seal.open('id', closed.slice(0, length))).toBeNull();
      expect(seal.open('id', closed.slice(length + 1))).toBeNull();
    }
    for (const more of [`${closed}A`, `${closed}=`, `${closed}==`, ` ${closed}`, `${closed}\n`, `${closed}💥`, closed.replace(/.$/, '+'), `${closed}${closed}`]) expect(seal.open('id', more)).toBeNull();
  });

  it('does not open what nobody closed', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64url'))), (text) => seal.open('id', text) === null));
  });

  it('does not open bytes that only look like a text that was closed', () => {
    const closed = Buffer.from(seal.close('id', 'Tariff:\ufffd'), 'base64url');
    const forged = Buffer.concat([Buffer.from('Tariff:'), Buffer.of(0xff), closed.subarray(-8)]);
    expect(forged.toString('utf8', 0, 8)).toBe('Tariff:\ufffd');
    expect(seal.open('id', forged.toString('base64url'))).toBeNull();
  });
});

/** What the tag of a numbered id is, worked out step by step. */
const tagByHand = (typename: string, number: bigint): string => {
  const key = Buffer.from(hkdfSync('sha256', deriveTenantSecrets(roots()).ids, 'econt-graphql', JSON.stringify(['ids', typename]), 32));
  const block = Buffer.alloc(16);
  block.writeBigUInt64BE(number);
  const cipher = createCipheriv('aes-256-ecb', key, null);
  return cipher.update(block).toString('hex', 0, 8);
};
const tagOf = (sealed: string | undefined): string => Buffer.from(sealed ?? '', 'base64url').subarray(-8).toString('hex');

describe('the id of an object with a number', () => {
  const number = fc.oneof(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 10 ** 15 - 1 }), fc.constantFrom(1, 9, 10, 99, 100, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, 10 ** 15 - 1));

  it('has the first bytes of its block under a key of its type as its tag', () => {
    fc.assert(fc.property(fc.constantFrom(...NUMBERED_TYPES), number, (typename, n) => tagOf(seal.close('id', `${typename}:${n}`)) === tagByHand(typename, BigInt(n))));
  });

  it('is the same made alone and with others, however many there were before', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NUMBERED_TYPES), fc.array(number, { maxLength: 300 }), (typename, numbers) => {
        expect(seal.closeIds(typename, numbers)).toEqual(numbers.map((n) => seal.close('id', `${typename}:${n}`)));
      }),
    );
  });

  it('is another for another type and for every other number', () => {
    const ids = NUMBERED_TYPES.flatMap((typename) => seal.closeIds(typename, Array.from({ length: 2_000 }, (_, n) => n + 1)));
    expect(new Set(ids.map(tagOf)).size).toBe(NUMBERED_TYPES.length * 2_000);
    expect(ids.every((id) => /^[\w-]+$/.test(id))).toBe(true);
  });

  it.each([[0], [-1], [1.5], [10 ** 15], [Number.MAX_SAFE_INTEGER], [NaN], ['042'], ['1e3'], ['pro'], ['1000000000000000'], ['']])('is sealed as a text where the number is %j, alone and among others', (id) => {
    const text = `Invoice:${id}`;
    const closed = seal.close('id', text);
    expect(seal.open('id', closed)).toBe(text);
    expect(tagOf(closed)).toBe(createHmac('sha256', Buffer.from(deriveTenantSecrets(roots()).ids, 'hex')).update(text).digest('hex').slice(0, 16));
    expect(seal.closeIds('Invoice', [7, id, 7, id])).toEqual([seal.close('id', 'Invoice:7'), closed, seal.close('id', 'Invoice:7'), closed]);
  });

  it('is made for types whose ids hold no number, too', () => {
    expect(seal.closeIds('Tariff', ['pro', 'basic', 'pro'])).toEqual(['pro', 'basic', 'pro'].map((alias) => seal.close('id', `Tariff:${alias}`)));
    expect(seal.closeIds('Tariff', [7])).toEqual([seal.close('id', 'Tariff:7')]);
  });
});

describe('ID_SECRET', () => {
  it.each(['short', 'a'.repeat(31)])('is refused when it is as short as %j, without showing it', (secret) => {
    expect(readConfig({ ID_SECRET: secret })).toEqual({ ok: false, problem: 'ID_SECRET must be a text of at least 32 characters.' });
  });

  it('may be left out, or empty', () => {
    expect(readConfig({})).toMatchObject({ ok: true, config: { idSecret: undefined } });
    expect(readConfig({ ID_SECRET: '' })).toMatchObject({ ok: true, config: { idSecret: undefined } });
    expect(readConfig({ ID_SECRET: 'a'.repeat(32) })).toMatchObject({ ok: true, config: { idSecret: 'a'.repeat(32) } });
  });
});

describe('what a seal hangs from', () => {
  const id = seal.close('id', 'Invoice:1042');

  it('stays when tokens, secrets of links, ledgers of sandboxes and names change', () => {
    expect(sealOf({ links: 'another', ledgerTenant: 'another' }).close('id', 'Invoice:1042')).toBe(id);
  });

  it.each<[string, Partial<SecretRoots>]>([
    ['another account', { ids: CLIENT.replace('0', '1') }],
    ['another department of the account', { account: ledgerTenantOf({ client: CLIENT, ledger: 'b' }) }],
    ['another ID_SECRET', { ids: 'a secret of at least 32 characters' }],
  ])('is not that of %s', (_what, over) => {
    const other = sealOf(over);
    expect(other.close('id', 'Invoice:1042')).not.toBe(id);
    expect(other.open('id', id)).toBeNull();
    expect(other.open('cursor', seal.close('cursor', 'x'))).toBeNull();
  });

  it('keeps what is signed for one purpose from another', () => {
    const { ids, cursors, previews } = deriveTenantSecrets(roots({ links: CLIENT, ledgerTenant: roots().account }));
    expect(new Set([ids, cursors, previews]).size).toBe(3);
    expect([ids, cursors, previews].every((secret) => /^[0-9a-f]{64}$/.test(secret))).toBe(true);
  });
});
