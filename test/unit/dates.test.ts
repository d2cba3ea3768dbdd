import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { CalendarDate, Instant } from '../../src/domain/dates.ts';
import {
  addDays, dayOf, epochOf, formatUpstreamDateTime, instantOfEpoch, parseCalendarDate, parseInstant, parseUpstreamDate, parseUpstreamDateTime, UPSTREAM_ZONE,
} from '../../src/domain/dates.ts';

const HOUR = 3_600_000;
const parts = new Intl.DateTimeFormat('sv-SE', {
  timeZone: UPSTREAM_ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
});
const wallByIntl = (epochMs: number): string => parts.format(epochMs);

/** Seconds from 1995 to 2060, as milliseconds. */
const moments = fc.integer({ min: Date.UTC(1995, 0, 1) / 1000, max: Date.UTC(2060, 0, 1) / 1000 }).map((s) => s * 1000);
const pad = (n: number, width = 2): string => String(n).padStart(width, '0');
const walls = fc
  .record({ y: fc.integer({ min: 1995, max: 2060 }), mo: fc.integer({ min: 1, max: 12 }), d: fc.integer({ min: 1, max: 28 }), h: fc.integer({ min: 0, max: 23 }), mi: fc.integer({ min: 0, max: 59 }), s: fc.integer({ min: 0, max: 59 }) })
  .map(({ y, mo, d, h, mi, s }) => `${y}-${pad(mo)}-${pad(d)} ${pad(h)}:${pad(mi)}:${pad(s)}`);

/** The moments at which Moldova's clocks change in a year, found by asking Intl hour by hour. */
const changesOf = (year: number): { readonly at: number; readonly forward: boolean }[] => {
  const changes: { at: number; forward: boolean }[] = [];
  const offset = (at: number): number => Date.parse(`${wallByIntl(at).replace(' ', 'T')}Z`) - at;
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += HOUR) {
    if (offset(at) !== offset(at - HOUR)) changes.push({ at, forward: offset(at) > offset(at - HOUR) });
  }
  return changes;
};

describe('an instant', () => {
  it('is written as Intl writes it, with the offset that makes it so', () => {
    fc.assert(fc.property(moments, (epoch) => {
      const instant = instantOfEpoch(epoch);
      expect(instant.slice(0, 19).replace('T', ' ')).toBe(wallByIntl(epoch));
      expect(epochOf(instant)).toBe(epoch);
      expect(formatUpstreamDateTime(instant)).toBe(wallByIntl(epoch));
      expect(dayOf(instant)).toBe(wallByIntl(epoch).slice(0, 10));
    }));
  });

  it('is the same moment whatever offset it comes in', () => {
    fc.assert(fc.property(moments, fc.integer({ min: -14 * 60, max: 14 * 60 }), (epoch, minutes) => {
      const sign = minutes < 0 ? '-' : '+';
      const offset = `${sign}${pad(Math.floor(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}`;
      const text = `${new Date(epoch + minutes * 60_000).toISOString().slice(0, 19)}${offset}`;
      expect(parseInstant(text)).toBe(instantOfEpoch(epoch));
    }));
  });

  it.each<[string, string | null]>([
    ['2026-07-01T07:00:00Z', '2026-07-01T10:00:00+03:00'],
    ['2026-07-01t07:00:00z', '2026-07-01T10:00:00+03:00'],
    ['2026-07-01T07:00:00.999Z', '2026-07-01T10:00:00+03:00'],
    ['2024-02-29T00:00:00+02:00', '2024-02-29T00:00:00+02:00'],
    ['2026-07-01T07:00:00', null],
    ['2026-07-01 07:00:00Z', null],
    ['2026-07-01', null],
    ['2026-02-29T00:00:00Z', null],
    ['2026-07-01T24:00:00Z', null],
    ['2026-07-01T23:59:60Z', null],
    ['2026-07-01T07:00:00+24:00', null],
    ['2026-07-01T07:00:00+02:60', null],
    ['0050-01-01T00:00:00Z', null],
    ['0000-00-00T00:00:00Z', null],
    ['9999-12-31T21:59:59Z', '9999-12-31T23:59:59+02:00'],
    ['9999-12-31T22:00:00Z', null],
    ['1900-01-01T00:00:00Z', '1900-01-01T01:55:00+01:55'],
    ['', null],
  ])('reads %j as %j', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });

  it('can be written even of days when offsets had seconds', () => {
    expect(parseUpstreamDateTime('1919-05-01 10:00:00')).toBe('1919-05-01T10:00:00+01:44');
  });
});

describe('wall time of the upstream', () => {
  it('comes back as it was, unless the clocks skipped it', () => {
    fc.assert(fc.property(walls, (wall) => {
      const instant = parseUpstreamDateTime(wall);
      expect(instant).not.toBeNull();
      const back = formatUpstreamDateTime(instant!);
      if (back === wall) return;
      // Skipped: no moment within a day has this wall time, and it moved forward by the hour that was skipped.
      const near = Date.parse(`${wall.replace(' ', 'T')}Z`);
      for (const hours of [1, 2, 3, 4]) expect(wallByIntl(near - hours * HOUR)).not.toBe(wall);
      expect(Date.parse(`${back.replace(' ', 'T')}Z`) - near).toBe(HOUR);
    }), { numRuns: 500 });
  });

  it('reads every moment back but the second pass of a repeated hour', () => {
    fc.assert(fc.property(moments, (epoch) => {
      const read = epochOf(parseUpstreamDateTime(wallByIntl(epoch))!);
      expect([0, HOUR]).toContain(epoch - read);
      if (epoch !== read) expect(wallByIntl(read)).toBe(wallByIntl(epoch));
    }));
  });

  const years = [2005, 2016, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030];
  it.each(years)('changes twice in %i', (year) => {
    const changes = changesOf(year);
    expect(changes.map(({ forward }) => forward)).toStrictEqual([true, false]);
    for (const { at, forward } of changes) {
      const before = instantOfEpoch(at - 1000);
      const after = instantOfEpoch(at);
      expect([before.slice(-6), after.slice(-6)]).toStrictEqual(forward ? ['+02:00', '+03:00'] : ['+03:00', '+02:00']);
      for (const minutes of [0, 1, 30, 59]) {
        const moment = at + minutes * 60_000;
        if (forward) {
          // The wall time that old clocks would have shown does not exist; it is read as that very moment.
          const skipped = new Date(moment + 2 * HOUR).toISOString().slice(0, 19).replace('T', ' ');
          expect(epochOf(parseUpstreamDateTime(skipped)!)).toBe(moment);
        } else {
          // Shown twice: the first pass is taken.
          expect(epochOf(parseUpstreamDateTime(wallByIntl(moment))!)).toBe(moment - HOUR);
        }
      }
      expect(epochOf(parseUpstreamDateTime(wallByIntl(at + HOUR))!)).toBe(at + HOUR);
      const lastBefore = forward ? at - 1000 : at - HOUR - 1000;
      expect(epochOf(parseUpstreamDateTime(wallByIntl(lastBefore))!)).toBe(lastBefore);
    }
  });

  it.each<[string, string | null]>([
    ['2026-07-01 10:00:00', '2026-07-01T10:00:00+03:00'],
    ['2026-01-01', '2026-01-01T00:00:00+02:00'],
    ['2026-01-01T08:30', '2026-01-01T08:30:00+02:00'],
    ['9999-12-31 23:59:59', '9999-12-31T23:59:59+02:00'],
    ['0000-00-00 00:00:00', null],
    ['0000-00-00', null],
    ['0050-01-01 00:00:00', null],
    ['2026-02-30 10:00:00', null],
    ['2026-13-01 10:00:00', null],
    ['2026-00-10 10:00:00', null],
    ['2026-07-01 24:00:00', null],
    ['2026-07-01 10:60:00', null],
    ['2026-07-01 10:00:00Z', null],
    ['2026-7-1', null],
    ['', null],
  ])('reads %j as %j', (text, expected) => {
    expect(parseUpstreamDateTime(text)).toBe(expected);
  });
});

describe('a calendar day', () => {
  it.each<[string, string | null, string | null]>([
    ['2026-07-04', '2026-07-04', '2026-07-04'],
    ['2026-07-04 00:00:00', '2026-07-04', null],
    ['2024-02-29', '2024-02-29', '2024-02-29'],
    ['2026-02-29', null, null],
    ['0000-00-00', null, null],
    ['0099-01-01', null, null],
    ['2026-07', null, null],
  ])('%j', (text, lax, strict) => {
    expect(parseUpstreamDate(text)).toBe(lax);
    expect(parseCalendarDate(text)).toBe(strict);
  });

  it('moves by whole days, whatever the clocks do', () => {
    fc.assert(fc.property(moments, fc.integer({ min: -1000, max: 1000 }), (epoch, days) => {
      const day = new Date(epoch).toISOString().slice(0, 10) as CalendarDate;
      const moved = addDays(day, days);
      expect(addDays(moved, -days)).toBe(day);
      expect(Math.round((Date.parse(moved) - Date.parse(day)) / (24 * HOUR))).toBe(days);
    }));
    expect(addDays('2026-03-28' as CalendarDate, 2)).toBe('2026-03-30');
    expect(addDays('2026-12-31' as CalendarDate, 1)).toBe('2027-01-01');
  });

  it('is Moldova\'s, not UTC\'s', () => {
    expect(dayOf('2026-06-30T22:00:00Z' as Instant)).toBe('2026-07-01');
  });
});
