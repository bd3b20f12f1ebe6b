import { describe, expect, it } from 'vitest';
import { DEFAULT_DUE } from '../model/risk-settings.js';
import { dueOf } from './due.js';

const scanned = new Date('2026-11-24T10:00:00Z');

describe('dueOf', () => {
  it('counts from when it was first seen, where that is known, else from the scan', () => {
    expect(dueOf('critical', DEFAULT_DUE, undefined, scanned)).toEqual({
      by: '2026-11-25T10:00:00.000Z',
      because: 'critical: 24h after this scan',
    });
    expect(dueOf('high', DEFAULT_DUE, '2026-11-20T08:00:00Z', scanned)).toEqual({
      by: '2026-11-23T08:00:00.000Z',
      because: 'high: 72h after it was first seen',
    });
    expect(dueOf('medium', DEFAULT_DUE, 'yesterday', scanned).by).toBe('2026-12-01T10:00:00.000Z');
  });

  it('has no moment for the next release, or where no time is set', () => {
    expect(dueOf('low', DEFAULT_DUE, undefined, scanned)).toEqual({
      by: null,
      because: 'low: with the next release',
    });
    expect(dueOf('info', DEFAULT_DUE, undefined, scanned)).toEqual({ by: null, because: 'info: no time is set' });
  });

  it('takes other times, in hours, days and weeks', () => {
    expect(dueOf('high', { ...DEFAULT_DUE, high: '2w' }, undefined, scanned).by).toBe('2026-12-08T10:00:00.000Z');
    expect(dueOf('low', { ...DEFAULT_DUE, low: '1d' }, undefined, scanned).by).toBe('2026-11-25T10:00:00.000Z');
  });
});
