import { describe, expect, it } from 'vitest';
import { replay } from '../../../test/replay.js';
import { pathsOfKind } from '../../model/inventory.js';
import bandit from './adapter.js';

const SCRIPT = '.github/scripts/release.py';

describe('bandit', () => {
  it('reads findings with their places, also below a folder that it leaves out by default', async () => {
    const { outcome, findings } = await replay(bandit, 'findings');
    expect(outcome).toEqual({ status: 'completed', considered: { files: [SCRIPT, 'app/run.py'], packages: 0 } });
    expect(
      findings.map(({ kind, ruleId, severity, location }) => [
        kind,
        ruleId,
        severity,
        location?.path,
        location?.startLine,
        location?.startColumn,
        location?.endColumn,
      ]),
    ).toEqual([
      ['code', 'B101', 'low', SCRIPT, 2, 5, 18],
      ['code', 'B404', 'low', 'app/run.py', 1, 1, 18],
      ['secret', 'B107', 'low', 'app/run.py', 4, undefined, undefined],
      ['code', 'B602', 'high', 'app/run.py', 5, 5, 42],
      ['code', 'B602', 'high', 'app/run.py', 6, undefined, undefined],
      ['code', 'B307', 'medium', 'app/run.py', 10, 18, 31],
      ['secret', 'B105', 'low', 'app/run.py', 13, 9, 34],
      ['secret', 'B106', 'low', 'app/run.py', 14, 1, 48],
      ['secret', 'B105', 'low', 'app/run.py', 15, 13, 23],
      ['secret', 'B105', 'low', 'app/run.py', 15, 31, 42],
    ]);
  });

  it('says what a rule is about, and how sure the scanner is', async () => {
    const { findings } = await replay(bandit, 'findings');
    expect(findings[3]).toEqual({
      kind: 'code',
      ruleId: 'B602',
      title: 'subprocess call with shell=True identified, security issue.',
      message: 'Confidence: high',
      severity: 'high',
      nativeSeverity: 'HIGH',
      location: { path: 'app/run.py', startLine: 5, startColumn: 5, endColumn: 42 },
      rule: {
        name: 'subprocess_popen_with_shell_equals_true',
        helpUri: 'https://bandit.readthedocs.io/en/1.9.4/plugins/b602_subprocess_popen_with_shell_equals_true.html',
        cwes: ['CWE-78'],
      },
      pointer: '/results/3',
    });
  });

  it('hands on the value of a hard-coded password to be scrubbed, and shows it nowhere else', async () => {
    const { findings } = await replay(bandit, 'findings');
    const secrets = findings.filter(({ kind }) => kind === 'secret');
    expect(secrets.map(({ secret }) => secret)).toEqual([
      'obviously-fake-b107',
      'obviously-fake-"quoted"',
      'obviously-fake-b106',
      undefined, // None
      undefined, // 4096
    ]);
    for (const { secret, ...shown } of secrets) {
      expect(shown.title).toBe('Possible hardcoded password');
      expect(JSON.stringify(shown)).not.toContain('obviously');
    }
  });

  it('counts a run without a finding as completed, also for an empty file', async () => {
    const { outcome, findings } = await replay(bandit, 'clean');
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['__init__.py', 'app.py'], packages: 0 } });
    expect(findings).toEqual([]);
  });

  it('is partial when files cannot be parsed: exit status 0, no finding, told under errors only', async () => {
    const { recording, outcome, findings } = await replay(bandit, 'syntax');
    expect(recording.exitStatus).toBe(0);
    expect(findings).toEqual([]);
    const why = 'syntax error while parsing AST from file';
    expect(outcome).toEqual({
      status: 'partial',
      reason: '6 of 8 files could not be looked at',
      considered: { files: ['__init__.py', 'app.py'], packages: 0 },
      notCovered: [
        { what: 'coding.py', why },
        { what: 'deep.py', why: 'exception while scanning file' },
        { what: 'latin.py', why },
        { what: 'new.py', why },
        { what: 'null.py', why },
        { what: 'old.py', why },
      ],
    });
  });

  it('is partial when one of its checks breaks off, told on standard error only', async () => {
    const { outcome, findings } = await replay(bandit, 'broken-check');
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['app.py'] },
      notCovered: [
        {
          what: 'app.py:3',
          why: "its check hardcoded_password_funcarg broke off: expected string or bytes-like object, got 'NoneType'",
        },
      ],
    });
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['B404', 'B603', 'B307']);
  });

  it('is partial when a file has vanished', async () => {
    const { recording, outcome } = await replay(bandit, 'missing-file');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['__init__.py', 'app.py'] },
      notCovered: [{ what: 'gone.py', why: 'No such file or directory' }],
    });
  });

  it('is partial when a file was left out without a word', async () => {
    const { recording, outcome } = await replay(bandit, 'left-out');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['app.py'] },
      notCovered: [{ what: '.github/release.py', why: 'it does not say that it looked at it' }],
    });
  });

  it('fails when it could look at no file, although its exit status is 0', async () => {
    const { recording, outcome } = await replay(bandit, 'unreadable');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: 'it looked at no file of 2: a.py: syntax error while parsing AST from file',
      notCovered: [{ what: 'a.py' }, { what: 'b.py' }],
    });
  });

  it('fails on a configuration that cannot be read', async () => {
    const { recording, outcome } = await replay(bandit, 'no-config');
    expect(recording.exitStatus).toBe(2);
    expect(outcome).toMatchObject({ status: 'failed', reason: expect.stringContaining('Could not read config file') });
  });

  it('fails when it crashes: same exit status as findings, empty output', async () => {
    const { recording, outcome } = await replay(bandit, 'no-space');
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/its output is empty.*No space left on device/),
    });
  });

  it('is silenced by comments', async () => {
    const { findings } = await replay(bandit, 'nosec');
    expect(findings.map(({ ruleId, location }) => [ruleId, location?.startLine])).toEqual([['B307', 4]]);
    const comments = bandit.silencedBy.flatMap((one) => ('comment' in one ? [one.comment] : []));
    const silences = (line: string) => comments.some((comment) => comment.test(line));
    expect(['x()  # nosec', 'x() #nosec: B602', 'y()  # noqa', 'no_sec()'].map(silences)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('is not silenced by configuration files of the target, one of them broken', async () => {
    const { outcome, findings } = await replay(bandit, 'steering');
    expect(outcome.status).toBe('completed');
    expect(findings.map(({ ruleId }) => ruleId)).toContain('B602');
  });

  it('splits more files than a command line takes into parts that together name each once', () => {
    const files = Array.from({ length: 30_000 }, (_, index) => ({
      path: `src/a/rather/long/name/of/a/package/module_${index}.py`,
      size: 1,
      kinds: ['python' as const],
    }));
    const inventory = { root: '/target', files, hidden: [], notes: [] };
    const inputs = bandit.appliesTo(inventory);
    expect(inputs.map(({ label }) => label)).toEqual(['part 1 of 3', 'part 2 of 3', 'part 3 of 3']);
    expect(inputs.flatMap((input) => input.files)).toEqual(pathsOfKind(inventory, 'python'));
    expect(bandit.appliesTo({ ...inventory, files: [] })).toEqual([]);
  });
});
