import { describe, expect, it } from 'vitest';
import { DEFAULT_DUE, DEFAULT_RISK } from '../model/risk-settings.js';
import { parseConfig } from './config-file.js';
import { decideSettings } from './settings.js';

const decide = (text: string) => decideSettings({}, {}, { config: parseConfig(text, 'muster.yml') }, 2);

describe('risk and due in the configuration', () => {
  it('are the defaults where nothing is said', () => {
    const { risk, due } = decide('');
    expect(risk).toEqual(DEFAULT_RISK);
    expect(due).toEqual(DEFAULT_DUE);
  });

  it('replace what is said, and leave the rest', () => {
    const { risk, due } = decide(
      'risk:\n  weights: { severity: 50, kev: 20 }\n  reductions: { test: 0 }\ndue: { medium: 2w, info: next release }\n',
    );
    expect(risk.weights).toEqual({ ...DEFAULT_RISK.weights, severity: 50, kev: 20 });
    expect(risk.reductions).toEqual({ development: 40, test: 0 });
    expect(due).toEqual({ ...DEFAULT_DUE, medium: '2w', info: 'next release' });
  });

  it.each([
    [
      'risk:\n  weights:\n    severity: 70\n',
      'muster.yml:3:5: risk.weights: one finding could get 110 points, with the weights that are not said here as they are by default; make it 100 or less',
    ],
    ['risk:\n  weights: { kev: -1 }\n', 'muster.yml:2:19: risk.weights.kev: Too small: expected number to be >=0'],
    ['risk:\n  weights: { kev: 1.5 }\n', 'risk.weights.kev: Invalid input: expected int'],
    ['risk:\n  weights: { epps: 1 }\n', 'unknown key "epps" in risk.weights'],
    ['risk:\n  reductions: { test: 101 }\n', 'risk.reductions.test: Too big: expected number to be <=100'],
    [
      'due: { high: soon }\n',
      'muster.yml:1:14: due.high: must be hours, days or weeks such as 24h, 7d or 2w, or "next release", or "none"',
    ],
    ['due: { high: 0h }\n', 'due.high: must be hours'],
    ['due: { high: 72 }\n', 'due.high: Invalid input: expected string, received number'],
    ['due: { severe: 1d }\n', 'unknown key "severe" in due'],
  ])('are refused with their place: %j', (text, message) => {
    expect(() => decide(text)).toThrow(
      expect.objectContaining({ name: 'UsageError', message: expect.stringContaining(message) }),
    );
  });
});
