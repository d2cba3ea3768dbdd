import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readConfig } from '../../src/config/env.ts';
import { LIMITS } from '../../src/config/limits.ts';
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
    expect(seal.close('id', 'Invoice:1042')).toBe('SW52b2ljZToxMDQyadcw5arMrr0');
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

  it('remembers ids only up to a bound, and no wrong ones', () => {
    const small = sealOf();
    const first = small.close('id', 'Invoice:1');
    for (let n = 2; n <= LIMITS.sealedIds + 2; n += 1) small.close('id', `Invoice:${n}`);
    expect(small.close('id', 'Invoice:1')).toBe(first);
    expect(small.open('id', small.close('id', `Invoice:${LIMITS.sealedIds}`))).toBe(`Invoice:${LIMITS.sealedIds}`);
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
