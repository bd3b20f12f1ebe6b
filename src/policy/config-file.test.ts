import { describe, expect, it } from 'vitest';
import { loadConfig, parseConfig } from './config-file.js';
import { decideSettings } from './settings.js';

const parse = (text: string) => parseConfig(text, 'muster.yml');

describe('parseConfig', () => {
  it('takes an empty file and a full one', () => {
    expect(parse('')).toEqual({});
    expect(
      parse(
        'profile: advanced\nfailOn: low\nsuppressions:\n  - rule: bandit:B101\n    reason: tests\n    expires: 2027-01-31\n',
      ),
    ).toMatchObject({ profile: 'advanced', suppressions: [{ rule: 'bandit:B101', expires: '2027-01-31' }] });
  });

  it.each([
    ['fail-on: high\n', 'muster.yml:1:10: unknown key "fail-on"; did you mean "failOn"?'],
    ['a: 1\nprofil: basic\n', 'muster.yml:1:4: unknown key "a"; known are'],
    ['jobs: 2\nprofile: basics\n', 'muster.yml:2:10: profile: Invalid option: expected one of "basic"|"advanced"'],
    [
      'suppressions:\n  - rule: x\n',
      'muster.yml:2:5: suppressions.0.reason: Invalid input: expected string, received undefined',
    ],
    [
      'suppressions:\n  - reason: why\n',
      'suppressions.0: names nothing: give at least one of id, rule, advisory, path',
    ],
    [
      'suppressions:\n  - rule: x\n    reason: y\n    expire: 2027-01-01\n',
      'unknown key "expire" in suppressions.0; did you mean "expires"?',
    ],
    [
      'suppressions:\n  - rule: x\n    reason: y\n    expires: soon\n',
      'muster.yml:4:14: suppressions.0.expires: must be a date such as 2027-03-31',
    ],
    ['a: [1\n', 'not valid YAML'],
    ['- a\n', 'muster.yml:1:1: Invalid input: expected object, received array'],
  ])('refuses %j with its place and a way out', (text, message) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ name: 'UsageError', message: expect.stringContaining(message) }),
    );
  });
});

describe('loadConfig', () => {
  it('refuses a named file that is not there, and is content without one', async () => {
    await expect(loadConfig('/', '/absent.yml')).rejects.toThrow('does not exist');
    expect(await loadConfig('/proc')).toEqual({ config: {} });
  });
});

describe('decideSettings', () => {
  const decide = (flags = {}, env = {}, config = {}) => decideSettings(flags, env, { config }, 2);

  it('lets a flag beat the environment, and the environment the file', () => {
    expect(decide({ failOn: 'low' }, { SEVERITY_THRESHOLD: 'CRITICAL' }, { failOn: 'info' }).failOn).toBe('low');
    expect(decide({}, { SEVERITY_THRESHOLD: 'CRITICAL' }, { failOn: 'info' }).failOn).toBe('critical');
    expect(decide({}, {}, { failOn: 'info' }).failOn).toBe('info');
    expect(decide().failOn).toBe('high');
    expect(decide({}, { ADVANCED_MODE: 'true' }, { profile: 'basic' }).profile).toBe('advanced');
    expect(decide({}, { ADVANCED_MODE: 'false' }, { profile: 'advanced' }).profile).toBe('basic');
    expect(decide({}, { SCAN_RESULTS_DIR: '/r' }).output).toBe('/r');
  });

  it('refuses words it does not know and contradictions', () => {
    expect(() => decide({}, { SEVERITY_THRESHOLD: 'awful' })).toThrow('--fail-on must be one of critical, high');
    expect(() => decide({ require: ['bandit'] }, {}, { skip: ['bandit'] })).toThrow(
      'bandit is both required and skipped',
    );
  });

  it('takes databases from the environment', () => {
    expect(decide({}, { MUSTER_OSV_SCANNER_DATABASE: '/db' }).databases).toEqual({ 'osv-scanner': '/db' });
  });
});
