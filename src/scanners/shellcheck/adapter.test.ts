import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { makeFolder } from '../../../test/repository.js';
import { pathsOfKind } from '../../model/inventory.js';
import shellcheck from './adapter.js';
import { hidesParseErrors } from './directives.js';

describe('shellcheck', () => {
  it('reads findings with their places; of its levels, only what bears on security counts for more than info', async () => {
    const { outcome, findings } = await replay(shellcheck, 'findings');
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['bin/copy', 'deploy.sh'], packages: 0 } });
    expect(
      findings.map(({ ruleId, severity, nativeSeverity, location }) => [
        ruleId,
        severity,
        nativeSeverity,
        location?.path,
        location?.startLine,
        location?.startColumn,
        location?.endColumn,
      ]),
    ).toEqual([
      ['SC2164', 'low', 'warning', 'deploy.sh', 2, 1, 12],
      ['SC2115', 'medium', 'warning', 'deploy.sh', 3, 8, 17],
      ['SC2156', 'medium', 'warning', 'deploy.sh', 4, 34, 41],
      ['SC2045', 'info', 'error', 'deploy.sh', 5, 10, 15],
      ['SC2086', 'info', 'info', 'deploy.sh', 6, 11, 13],
      ['SC2050', 'low', 'warning', 'deploy.sh', 8, 9, 11],
      ['SC2294', 'low', 'warning', 'deploy.sh', 8, 30, 32],
      ['SC2068', 'low', 'error', 'bin/copy', 2, 4, 6],
    ]);
  });

  it('says what a finding is about, and where in the output it stands', async () => {
    const { findings } = await replay(shellcheck, 'findings');
    const [finding] = findings.filter(({ ruleId }) => ruleId === 'SC2156');
    expect(finding).toMatchObject({
      kind: 'code',
      title: 'Injecting filenames is fragile and insecure. Use parameters.',
      location: { startLine: 4, endLine: 4 },
      rule: { helpUri: 'https://www.shellcheck.net/wiki/SC2156', cwes: ['CWE-78'] },
      pointer: '/comments/3',
    });
  });

  it('counts a run without a finding as completed, with names that begin with a dash or are not ASCII', async () => {
    const { recording, outcome, findings } = await replay(shellcheck, 'clean');
    expect(recording.exitStatus).toBe(1); // the marks are findings too
    expect(outcome).toEqual({
      status: 'completed',
      considered: { files: ['-a.sh', 'lib.sh', 'é x.sh'], packages: 0 },
    });
    expect(findings).toEqual([]);
  });

  it('is partial when scripts cannot be parsed, and does not count that as findings', async () => {
    const { outcome, findings } = await replay(shellcheck, 'unparsed');
    expect(outcome).toEqual({
      status: 'partial',
      reason: '2 of 3 scripts could not be looked at',
      considered: { files: ['deploy.sh'], packages: 0 },
      notCovered: [
        { what: 'bad.sh', why: 'line 3: Expected a command. Fix any mentioned problems and try again. (SC1072)' },
        { what: 'stop.sh', why: 'line 2: Parsing stopped here. Is this keyword correctly matched up? (SC1089)' },
      ],
    });
    expect(new Set(findings.map(({ location }) => location?.path))).toEqual(new Set(['deploy.sh']));
  });

  it('fails when no script can be parsed', async () => {
    const { outcome } = await replay(shellcheck, 'nothing');
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('it looked at no script of 1: bad.sh: line 3: Expected a command'),
    });
  });

  it('does not believe the silence of a script that hides its parse errors', async () => {
    const { outcome } = await replay(shellcheck, 'hidden');
    expect(outcome).toMatchObject({
      status: 'partial',
      // The one was analysed before its directive; the other hides findings, not parse errors.
      considered: { files: ['analysed.sh', 'fine.sh'] },
      notCovered: [
        { what: 'all.sh', why: 'its comment "shellcheck disable=all" hides whether it can be parsed' },
        { what: 'command.sh' },
        { what: 'range.sh', why: 'its comment "shellcheck disable=SC1000-SC1999" hides whether it can be parsed' },
        { what: 'zsh.sh', why: 'its comment "shellcheck disable=SC1071" hides whether it can be parsed' },
      ],
    });
  });

  it('does not count a script in UTF-16 as looked at, although something is said of it', async () => {
    const { outcome, findings } = await replay(shellcheck, 'not-text');
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['bom.sh', 'latin.sh'] },
      notCovered: [{ what: 'wide.sh', why: 'it is not text: UTF-16, or a program' }],
    });
    expect(findings.some(({ ruleId, location }) => ruleId === 'SC2115' && location?.path === 'bom.sh')).toBe(true);
  });

  it('does not count scripts of other shells as looked at', async () => {
    const { outcome, findings } = await replay(shellcheck, 'other-shells');
    expect(outcome).toMatchObject({
      status: 'failed',
      notCovered: [{ what: 'f.sh' }, { what: 'p.sh' }, { what: 'z.sh' }],
    });
    expect(outcome).toMatchObject({ notCovered: [{ why: expect.stringContaining('(SC1071)') }, {}, {}] });
    expect(findings).toEqual([]);
  });

  it('is partial when a script has vanished', async () => {
    const { recording, outcome, findings } = await replay(shellcheck, 'missing-file');
    expect(recording.exitStatus).toBe(2);
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['deploy.sh'] },
      notCovered: [{ what: 'gone.sh', why: 'openBinaryFile: does not exist (No such file or directory)' }],
    });
    expect(findings).toHaveLength(7);
  });

  it('is not silenced by configuration files of the target', async () => {
    const { outcome, findings } = await replay(shellcheck, 'steering');
    expect(outcome.status).toBe('completed');
    expect(findings.map(({ ruleId }) => ruleId)).toContain('SC2115');
  });

  it('is unavailable when it is too old to be told where its configuration is', async () => {
    const { recording, outcome } = await replay(shellcheck, 'too-old');
    expect(recording.exitStatus).toBe(3);
    expect(outcome).toEqual({
      status: 'unavailable',
      reason: 'it is too old: ShellCheck 0.10 or newer is needed',
    });
  });

  it('is silenced by comments', () => {
    const comments = shellcheck.silencedBy.flatMap((one) => ('comment' in one ? [one.comment] : []));
    const silences = (line: string) => comments.some((comment) => comment.test(line));
    const lines = [
      '# shellcheck disable=SC2086',
      '#shellcheck shell=sh disable=all',
      '# shellcheck extended-analysis=false',
      '# shellcheck shell=bash',
      '# disable=all',
    ];
    expect(lines.map(silences)).toEqual([true, true, true, false, false]);
  });

  it('splits more scripts than a command line takes into parts that together name each once', () => {
    const files = Array.from({ length: 30_000 }, (_, index) => ({
      path: `scripts/a/rather/long/name/of/a/folder/step_${index}.sh`,
      size: 1,
      kinds: ['shell' as const],
    }));
    const inventory = { root: '/target', files, hidden: [], notes: [] };
    const inputs = shellcheck.appliesTo(inventory);
    expect(inputs.map(({ label }) => label)).toEqual(['part 1 of 3', 'part 2 of 3', 'part 3 of 3']);
    expect(inputs.flatMap((input) => input.files)).toEqual(pathsOfKind(inventory, 'shell'));
    expect(shellcheck.appliesTo({ ...inventory, files: [] })).toEqual([]);
  });
});

describe('hidesParseErrors', () => {
  it.each([
    ['# shellcheck disable=all', 'shellcheck disable=all'],
    ['true\n  #shellcheck disable=SC2086,SC1073', 'shellcheck disable=SC2086,SC1073'],
    ['# shellcheck shell=sh disable=1072', 'shellcheck shell=sh disable=1072'],
    ['{ # shellcheck disable=SC1000-SC1999', 'shellcheck disable=SC1000-SC1999'],
    ['# shellcheck disable=SC1000-SC1050,SC1090,SC2000-SC3000', undefined],
    ['# shellcheck source=all', undefined],
    ['# says: shellcheck disable=all', undefined],
    ['echo disable=all', undefined],
  ])('reads %j', (script, directive) => {
    expect(hidesParseErrors(script)).toBe(directive);
  });
});

await describeLive(shellcheck, [], (tool) => {
  async function run(files: Record<string, string>) {
    const root = makeFolder(files);
    try {
      const [executed] = await executeWith(shellcheck, root, tool.path);
      return executed;
    } finally {
      rmSync(root, { recursive: true });
    }
  }

  it('finds what is there, and its canary', async () => {
    const executed = await run({ 'a.sh': '#!/bin/sh\nrm -rf "$X/"\n', 'b.sh': '#!/bin/sh\ntrue\n' });
    expect(executed?.entry).toMatchObject({ status: 'completed', canary: 'found', considered: { files: 2 } });
    expect(executed?.findings.map(({ ruleId, location }) => [ruleId, location?.path])).toEqual([['SC2115', 'a.sh']]);
  });

  it('marks each script that it reads, whatever stands in it', async () => {
    const executed = await run({
      'empty.sh': '',
      'quiet.sh': '#!/bin/sh\n# shellcheck disable=all\neval $1\n',
      'marked.sh': '#!/bin/sh\n# shellcheck disable=SC1134\neval "$1"\n',
      '.shellcheckrc': 'disable=SC1134\n',
    });
    expect(executed?.entry.notCovered.map(({ what }) => what)).toEqual(['quiet.sh']);
    expect(executed?.looked).toEqual(['empty.sh', 'marked.sh']);
  });

  it('fails when the only script cannot be parsed', async () => {
    const executed = await run({ 'a.sh': '#!/bin/sh\nif true; then\n' });
    expect(executed?.entry).toMatchObject({ status: 'failed', exitStatus: 1 });
  });

  it('has the usual exit status when its output could not be written', () => {
    const root = makeFolder({ 'a.sh': '#!/bin/sh\ntrue\n' });
    try {
      const { status } = spawnSync('/bin/sh', ['-c', '"$0" --norc -f json1 a.sh > /dev/full', tool.path], {
        cwd: root,
      });
      expect(status).toBe(0);
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  it('reads the older JSON, a list, as well', () => {
    const root = makeFolder({ 'a.sh': '#!/bin/sh\nrm -rf "$X/"\n' });
    try {
      const command = '"$0" --norc --format=json a.sh || true';
      const printed = execFileSync('/bin/sh', ['-c', command, tool.path], { cwd: root, encoding: 'utf8' });
      const report = shellcheck.shape.parse(JSON.parse(printed));
      const context = { input: { label: '.', files: ['a.sh'] }, relative: (name: string) => name };
      expect(shellcheck.parse(report, context)).toMatchObject([{ ruleId: 'SC2115', pointer: '/0' }]);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
