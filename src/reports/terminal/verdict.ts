import type { Report, Verdict } from '../../model/report.js';
import { plainLine } from '../plain-text.js';
import { cut, cutPath, wrap } from './layout.js';
import type { Page } from './page.js';

function badge(verdict: Verdict, { colors }: Page): string {
  const paint = { pass: colors.green, fail: colors.red, incomplete: colors.yellow }[verdict];
  return paint(colors.bold(verdict.toUpperCase()));
}

function sentence(text: string): string {
  const plain = plainLine(text);
  const whole = `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

/** Why the verdict is what it is, a sentence each: what broke the gate, or that nothing did. */
export function verdictReasons({ gate, verdict }: Report): string[] {
  const broken = gate.rules.filter(({ held }) => !held).map((rule) => rule.because);
  const kept = gate.rules.filter(({ held }) => held).map((rule) => rule.because);
  const found = kept.map((text) => `As far as was looked: ${text}`);
  if (verdict === 'pass') return [kept.join('; ') || 'the gate asks for nothing'].map(sentence);
  if (verdict === 'incomplete')
    return [...(broken.length > 0 ? broken : ['evidence is missing']), ...found].map(sentence);
  return (broken.length > 0 ? broken : ['the gate does not hold']).map(sentence);
}

function duration({ startedAt, finishedAt }: Report): string[] {
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  if (!(seconds >= 0)) return [];
  return [seconds < 100 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`];
}

/** The verdict, why, and of what. */
export function verdictPart(report: Report, page: Page): string[] {
  const { target, tool, verdict } = report;
  const indent = ' '.repeat(verdict.length + 2);
  const [first = '', ...others] = verdictReasons(report).flatMap((text) => wrap(text, page.width - indent.length, 3));
  const commit = target.commit ? ` at ${cut(target.commit.slice(0, 7), 12)}` : '';
  const facts = [`${cutPath(target.path, 40)}${commit}`, ...duration(report), `muster ${cut(tool.version, 20)}`];
  return [
    `${badge(verdict, page)}  ${page.colors.bold(first)}`,
    ...others.map((text) => `${indent}${text}`),
    ...wrap(facts.join(' · '), page.width - indent.length, 3).map((text) => `${indent}${page.colors.dim(text)}`),
  ];
}
