import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryReport } from '../../test/arbitrary-report.js';
import { buildEntry, buildFinding, buildReport, buildVulnerability } from '../../test/build-report.js';
import { HOSTILE_TEXTS, hostileReport, OBEYED } from '../../test/hostile-report.js';
import type { Report } from '../model/report.js';
import { renderAnnotations } from './github-annotations.js';

interface Command {
  name: string;
  properties: Record<string, string>;
  message: string;
}

const unescaped = (text: string) =>
  text
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%25', '%');

/**
 * The commands that a runner of GitHub Actions would obey, as its `ActionCommand` reads lines: `::name k=v,…::data` at the
 * start of a line, white space apart, or `##[name k=v;…]data` anywhere in it; none while commands are stopped.
 */
function commandsIn(log: string): Command[] {
  let stopped: string | undefined;
  return log.split('\n').flatMap((line) => {
    const new2 = /^::([^:\s]+)(?: (.*?))?::(.*)$/.exec(line.trim());
    const old = /##\[([^\]\s]+)(?: ([^\]]*))?\](.*)$/.exec(line);
    const [, name = '', properties = '', data = ''] = new2 ?? old ?? [];
    if (stopped !== undefined) {
      if (name === stopped) stopped = undefined;
      return [];
    }
    if (name === '') return [];
    if (name === 'stop-commands') stopped = data;
    const pairs = properties.split(',').filter((pair) => pair !== '');
    return [
      {
        name,
        properties: Object.fromEntries(
          pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), unescaped(pair.slice(pair.indexOf('=') + 1))]),
        ),
        message: unescaped(data),
      },
    ];
  });
}

const show = (overrides: Partial<Report>) => renderAnnotations(buildReport(overrides), { columns: 100, color: false });
const annotations = (overrides: Partial<Report>) =>
  commandsIn(show(overrides)).filter(({ name }) => ['error', 'warning', 'notice'].includes(name));

describe('annotations for GitHub', () => {
  it('fold the table, and stop commands while it is printed', () => {
    const lines = renderAnnotations(
      buildReport({ findings: [buildFinding()] }),
      { columns: 100, color: false },
      'token',
    );
    const [group, stop, ...rest] = lines.split('\n');
    expect(group).toBe('::group::Muster: pass; findings: 1 open: 1 medium');
    expect(stop).toBe('::stop-commands::token');
    const end = rest.indexOf('::token::');
    expect(rest.slice(0, end).join('\n')).toContain('Dockerfile');
    expect(rest[end + 1]).toBe('::endgroup::');
    const other = (text: string) => /stop-commands::(.*)/.exec(text)?.[1];
    expect(other(show({}))).not.toBe(other(show({})));
  });

  it('stand at the lines of findings, counted from the top of the repository, with what to do', () => {
    const target = { kind: 'repository' as const, path: '.', prefix: 'services/api' };
    const locations = [{ path: 'a, b:c%.py', startLine: 3, endLine: 5, startColumn: 2 }];
    const finding = buildFinding({
      id: 'code-1',
      severity: 'high',
      locations,
      title: 'Bad: x, y',
      fix: { summary: 'Mend' },
    });
    expect(annotations({ target, findings: [finding] })[1]).toEqual({
      name: 'error',
      properties: { file: 'services/api/a, b:c%.py', line: '3', endLine: '5', title: 'high: Bad: x, y' },
      message: 'Bad: x, y\nFix: Mend\nFound by hadolint; code-1',
    });
  });

  it('name columns within one line, and no line where there is none', () => {
    const locations = [{ path: 'a', startLine: 3, startColumn: 2, endColumn: 9 }];
    const [, first, second] = annotations({
      findings: [buildFinding({ locations }), buildVulnerability({ severity: 'low' })],
    });
    expect(first?.properties).toMatchObject({ file: 'a', line: '3', col: '2', endColumn: '9' });
    expect(second?.properties).toEqual({ file: 'web/package-lock.json', title: 'low: Prototype pollution in lodash' });
  });

  it.each([
    ['critical', 'error'],
    ['high', 'error'],
    ['medium', 'warning'],
    ['unknown', 'warning'],
    ['low', 'notice'],
    ['info', 'notice'],
  ] as const)('of severity %s are of the kind %s', (severity, name) => {
    expect(annotations({ findings: [buildFinding({ severity })] })[1]?.name).toBe(name);
  });

  it('are as many as GitHub shows, the worst first, and a last one counts the others', () => {
    const findings = (['low', 'medium', 'high', 'critical'] as const).flatMap((severity) =>
      Array.from({ length: 8 }, () => buildFinding({ severity })),
    );
    const all = annotations({ verdict: 'fail', findings });
    const count = (kind: string) => all.filter(({ name }) => name === kind).length;
    expect([count('error'), count('warning'), count('notice')]).toEqual([10, 8, 9]);
    expect(all.filter(({ properties }) => properties['title']?.startsWith('critical'))).toHaveLength(8);
    expect(all.at(-1)).toEqual({
      name: 'notice',
      properties: { title: 'Muster: not annotated' },
      message:
        '7 open findings without an annotation (7 as error): GitHub shows 10 of a kind for a step. All are in the table of the log and in report.json.',
    });
  });

  it('leave out what is not open', () => {
    expect(annotations({ findings: [buildFinding({ status: 'suppressed' })] })).toHaveLength(1);
  });

  it('say who is missing, as an error, before anything else', () => {
    const coverage = [
      buildEntry('hadolint'),
      buildEntry('grype', { status: 'unavailable', canary: 'untested', reason: 'no database' }),
      buildEntry('safety', { status: 'failed', reason: 'no account', required: false }),
    ];
    const rules = [{ rule: 'evidence', held: false, because: 'the evidence of grype is not complete', findings: [] }];
    expect(annotations({ verdict: 'incomplete', coverage, gate: { rules } })).toEqual([
      {
        name: 'error',
        properties: { title: 'Muster: incomplete evidence' },
        message: 'the evidence of grype is not complete\ngrype: unavailable: no database',
      },
      {
        name: 'warning',
        properties: { title: 'Muster: evidence that is not required' },
        message: 'safety: failed: no account',
      },
    ]);
    const failed = annotations({ verdict: 'fail', coverage, gate: { rules } }).map(
      ({ properties }) => properties['title'],
    );
    expect(failed).toEqual(['Muster: fail', 'Muster: incomplete evidence', 'Muster: evidence that is not required']);
  });

  it('of a scan that passes say so', () => {
    expect(annotations({})).toMatchObject([{ name: 'notice', properties: { title: 'Muster: pass' } }]);
  });

  const OURS = ['group', 'stop-commands', 'endgroup', 'error', 'warning', 'notice'];
  const KNOWN = ['file', 'line', 'endLine', 'col', 'endColumn', 'title'];
  function holdsNothingElse(text: string) {
    expect(text).not.toMatch(OBEYED);
    const commands = commandsIn(text);
    for (const { name, properties } of commands) {
      expect(OURS).toContain(name);
      for (const key of Object.keys(properties)) expect(KNOWN).toContain(key);
    }
    for (const kind of ['error', 'warning', 'notice']) {
      expect(commands.filter(({ name }) => name === kind).length).toBeLessThanOrEqual(10);
    }
    expect(text.split('\n').filter((line) => line.trim().startsWith('::group::'))).toHaveLength(1);
  }

  const inCommands = ['::add-mask::x', '##[add-path]/tmp', ' ::error::x', '::stop-commands::x', '::x::'];
  it.each([...Object.entries(HOSTILE_TEXTS), ...inCommands.map((text) => [text, text] as const)])(
    'cannot be made or ended by a text of the target: %s',
    (_, text) => {
      holdsNothingElse(renderAnnotations(hostileReport(text), { columns: 100, color: false }));
    },
  );

  it('cannot be made by any report', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) =>
        holdsNothingElse(renderAnnotations(report, { columns: 90, color: false })),
      ),
      { numRuns: 60 },
    );
  });
});
