import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { commitAll, makeFolder } from '../../../test/repository.js';
import { pathsOfKind } from '../../model/inventory.js';
import actionlint from './adapter.js';
import { passwordIn, titleOf } from './rules.js';

const CI = '.github/workflows/ci.yml';
const GOOD = '.github/workflows/good.yml';

describe('actionlint', () => {
  it('reads findings with their places, and tells apart what an attacker could use', async () => {
    const { outcome, findings } = await replay(actionlint, 'findings');
    expect(outcome).toEqual({ status: 'completed', considered: { files: [CI, GOOD], packages: 0 } });
    expect(
      findings.map(({ kind, ruleId, severity, location }) => [
        kind,
        ruleId,
        severity,
        location?.startLine,
        location?.startColumn,
      ]),
    ).toEqual([
      ['misconfiguration', 'permissions', 'low', 5, 13],
      ['secret', 'credentials', 'high', 13, 19],
      ['misconfiguration', 'action', 'info', 15, 15],
      ['misconfiguration', 'expression/untrusted-input', 'high', 16, 24],
      ['misconfiguration', 'deprecated-commands/environment', 'low', 17, 14],
      ['misconfiguration', 'deprecated-commands', 'info', 18, 14],
      ['misconfiguration', 'expression', 'info', 19, 24],
      ['misconfiguration', 'if-cond/always-true', 'medium', 20, 13],
      // In a block of text the line is that of its key, and the column is none of that line.
      ['misconfiguration', 'expression/untrusted-input', 'high', 21, undefined],
      ['misconfiguration', 'syntax-check', 'info', 24, 3],
      ['misconfiguration', 'runner-label', 'info', 25, 14],
      ['misconfiguration', 'syntax-check', 'info', 26, 12],
    ]);
    expect(findings.every(({ location }) => location?.path === CI)).toBe(true);
  });

  it('says what a finding is about in one sentence, and the rest as its message', async () => {
    const { findings } = await replay(actionlint, 'findings');
    expect(findings[3]).toEqual({
      kind: 'misconfiguration',
      ruleId: 'expression/untrusted-input',
      title: '"github.event.pull_request.title" is potentially untrusted',
      message: expect.stringMatching(/pass it through an environment variable.*script-injection-attacks/),
      severity: 'high',
      nativeSeverity: null,
      location: { path: CI, startLine: 16, startColumn: 24 },
      rule: {
        helpUri: 'https://github.com/rhysd/actionlint/blob/main/docs/checks.md#untrusted-inputs',
        cwes: ['CWE-94'],
      },
      pointer: '/3',
    });
    expect(findings[6]?.title).toBe('property "even" is not defined');
    expect(findings[10]?.title).toBe('label "my-runner" is unknown');
  });

  it('hands on a password to be scrubbed, and shows it nowhere else', async () => {
    const { findings } = await replay(actionlint, 'findings');
    const [{ secret, ...shown } = {}] = findings.filter(({ kind }) => kind === 'secret');
    expect(secret).toBe('obviously-fake-password');
    expect(JSON.stringify(shown)).not.toContain('obviously');
  });

  it('counts a run without a finding as completed when it names each file', async () => {
    const { outcome, findings } = await replay(actionlint, 'clean');
    expect(outcome).toEqual({
      status: 'completed',
      considered: { files: [GOOD, '.github/workflows/other.yaml'], packages: 0 },
    });
    expect(findings).toEqual([]);
  });

  it('is partial when a workflow is not YAML, and does not count that as a finding', async () => {
    const { recording, outcome, findings } = await replay(actionlint, 'unparsed');
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toEqual({
      status: 'partial',
      reason: 'not every workflow could be looked at',
      considered: { files: ['.github/workflows/empty.yml', GOOD], packages: 0 },
      notCovered: [
        {
          what: '.github/workflows/broken.yml',
          why: 'line 3: could not parse as YAML: did not find expected node content',
        },
        {
          what: '.github/workflows/tab.yml',
          why: 'line 3: could not parse as YAML: found character that cannot start any token',
        },
      ],
    });
    expect(findings.map(({ title, location }) => [title, location?.path])).toEqual([
      ['workflow is empty', '.github/workflows/empty.yml'],
    ]);
  });

  it('fails when no workflow is YAML', async () => {
    const { outcome } = await replay(actionlint, 'all-unparsed');
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('it looked at no file of 1: .github/workflows/broken.yml: line 3'),
    });
  });

  it('is partial when a file has a second document: exit status 0, no word about it', async () => {
    const { recording, outcome, findings } = await replay(actionlint, 'documents');
    expect(recording.exitStatus).toBe(0);
    expect(findings).toEqual([]);
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['.github/workflows/one.yml', '.github/workflows/two.yml'] },
      notCovered: [{ what: '.github/workflows/two.yml', why: 'only the first of its 2 documents is looked at' }],
    });
  });

  it('fails when one file cannot be read, since nothing of the others is printed', async () => {
    const { recording, outcome, findings } = await replay(actionlint, 'missing-file');
    expect(recording.exitStatus).toBe(3);
    expect(findings).toEqual([]);
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/its output is empty.*could not read ".github\/workflows\/good.yml"/),
    });
  });

  it('fails on a broken configuration of the target', async () => {
    const { recording, outcome } = await replay(actionlint, 'broken-config');
    expect(recording.exitStatus).toBe(3);
    expect(outcome).toMatchObject({ status: 'failed', reason: expect.stringContaining('could not parse config file') });
  });

  it('obeys the configuration of the target: labels, and findings ignored by path', async () => {
    const { outcome, findings } = await replay(actionlint, 'ignored');
    expect(outcome.status).toBe('completed');
    const rules = findings.map(({ ruleId }) => ruleId);
    expect(rules).toHaveLength(8);
    for (const gone of ['runner-label', 'credentials', 'expression/untrusted-input']) expect(rules).not.toContain(gone);
    expect(actionlint.silencedBy).toMatchObject([
      { file: '.github/actionlint.yaml' },
      { file: '.github/actionlint.yml' },
    ]);
  });

  it('splits many workflows so that what it says of each is kept', () => {
    const files = Array.from({ length: 1000 }, (_, index) => ({
      path: `.github/workflows/w${index}.yml`,
      size: 1,
      kinds: ['github-workflow' as const],
    }));
    const inventory = { root: '/target', files, hidden: [], notes: [] };
    const inputs = actionlint.appliesTo(inventory);
    expect(inputs.length).toBeGreaterThan(2);
    for (const input of inputs) expect(input.files.length).toBeLessThan(400);
    expect(inputs.flatMap((input) => input.files)).toEqual(pathsOfKind(inventory, 'github-workflow'));
    expect(actionlint.appliesTo({ ...inventory, files: [] })).toEqual([]);
  });
});

describe('passwordIn', () => {
  it.each([
    ['        password: plain # why', 19, 'plain'],
    ['        password: "a \\"b\\" # c"', 19, 'a "b" # c'],
    ["        password: 'it''s' ", 19, "it's"],
    ['  credentials: { username: me, password: abc }', 42, 'abc'],
    ['  credentials: { password: "a, b", username: me }', 28, 'a, b'],
    ['        password: pre-$' + '{{ secrets.X }}', 19, 'pre-$' + '{{ secrets.X }}'],
    ['        password: |', 19, undefined],
    ['        password:', 18, undefined],
    [undefined, 1, undefined],
  ])('reads %j', (snippet, column, value) => {
    expect(passwordIn(snippet, column)).toBe(value);
  });
});

describe('titleOf', () => {
  it('cuts what is too long for a line', () => {
    expect(titleOf('x'.repeat(500))).toHaveLength(160);
    expect(titleOf('a is wrong. available are b.c and d')).toBe('a is wrong');
  });
});

const UNTRUSTED = `on: issues
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: echo "\${{ github.event.issue.title }}"
`;
const IGNORE_ALL = 'paths:\n  "**":\n    ignore: [".*"]\n';

await describeLive(actionlint, [], (tool) => {
  async function run(files: Record<string, string>, below = '') {
    const root = makeFolder(files);
    mkdirSync(path.join(root, below), { recursive: true });
    commitAll(root);
    try {
      const [executed] = await executeWith(actionlint, path.join(root, below), tool.path);
      return executed;
    } finally {
      rmSync(root, { recursive: true });
    }
  }

  it('finds what is there, and its canary', async () => {
    const executed = await run({ [CI]: UNTRUSTED });
    expect(executed?.entry).toMatchObject({ status: 'completed', canary: 'found', considered: { files: 1 } });
    expect(executed?.findings.map(({ ruleId, location }) => [ruleId, location?.startLine])).toEqual([
      ['expression/untrusted-input', 6],
    ]);
  });

  it('does not take for clean what the target told it to ignore altogether', async () => {
    const executed = await run({ [CI]: UNTRUSTED, '.github/actionlint.yaml': IGNORE_ALL });
    expect(executed?.findings).toEqual([]);
    expect(executed?.entry).toMatchObject({ status: 'failed', canary: 'missed', exitStatus: 0 });
  });

  it('is not steered by a configuration outside of the target', async () => {
    const outside = { '.github/actionlint.yaml': IGNORE_ALL, '.github/workflows/x.yml': UNTRUSTED };
    const executed = await run({ [`below/${CI}`]: UNTRUSTED, ...outside }, 'below');
    expect(executed?.entry.status).toBe('completed');
    expect(executed?.findings.map(({ location }) => location?.path)).toEqual([CI]);
  });

  it('fails on a broken configuration, and finds no canary with it either', async () => {
    const executed = await run({ [CI]: UNTRUSTED, '.github/actionlint.yml': 'paths: [\n' });
    expect(executed?.entry).toMatchObject({ status: 'failed', canary: 'untested', exitStatus: 3 });
    expect(executed?.entry.reason).toContain('could not parse config file');
  });

  it('says of each of hundreds of files that it looked at it', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 350 }, (_, index) => [`.github/workflows/${index}.yml`, UNTRUSTED]),
    );
    const executed = await run(files);
    expect(executed?.entry).toMatchObject({ status: 'completed', considered: { files: 350 }, findings: 350 });
  });
});
