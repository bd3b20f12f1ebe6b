import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { makeFolder } from '../../../test/repository.js';
import zizmor from './adapter.js';

const WORKFLOW = '.github/workflows/a.yml';

describe('zizmor', () => {
  it('reads findings of workflows, actions and Dependabot with their places', async () => {
    const { recording, outcome, findings } = await replay(zizmor, 'findings');
    expect(recording.exitStatus).toBe(14);
    expect(outcome).toEqual({
      status: 'completed',
      considered: { files: ['.github/dependabot.yml', WORKFLOW, 'act/action.yml'], packages: 0 },
    });
    expect(
      findings.map(({ ruleId, severity, location }) => [
        ruleId,
        severity,
        location?.path,
        location?.startLine,
        location?.resource,
      ]),
    ).toEqual([
      ['dependabot-cooldown', 'medium', '.github/dependabot.yml', 3, 'updates[0].package-ecosystem'],
      ['template-injection', 'high', WORKFLOW, 7, 'jobs.a.steps[0].run'],
      ['unpinned-uses', 'high', 'act/action.yml', 6, 'runs.steps[0].uses'],
    ]);
    expect(findings[1]).toMatchObject({
      title: 'code injection via template expansion: may expand into attacker-controllable code',
      nativeSeverity: 'High',
      rule: { helpUri: 'https://docs.zizmor.sh/audits/#template-injection' },
      pointer: '/1',
    });
  });

  it('counts an empty list as completed where it says that it completed each file', async () => {
    const { outcome, findings } = await replay(zizmor, 'clean');
    expect(outcome).toEqual({ status: 'completed', considered: { files: [WORKFLOW], packages: 0 } });
    expect(findings).toEqual([]);
  });

  it('is partial when files are no workflows: exit status 0, an empty list, warnings', async () => {
    const { recording, outcome } = await replay(zizmor, 'unparsed');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({
      status: 'partial',
      reason: '2 of 3 files could not be read as what they are called',
      considered: { files: ['.github/workflows/ok.yml'], packages: 0 },
      notCovered: [
        { what: '.github/workflows/broken.yml', why: 'it does not say that it completed it' },
        { what: '.github/workflows/other.yml', why: expect.stringContaining('expected validation schema') },
      ],
    });
  });

  it('fails when it could read no file', async () => {
    const { recording, outcome } = await replay(zizmor, 'nothing');
    expect(recording.exitStatus).toBe(3);
    expect(outcome).toMatchObject({ status: 'failed', reason: expect.stringContaining('did not find expected node') });
  });

  it.each([
    ['missing-file', 'invalid input: ./.github/workflows/gone.yml'],
    ['broken-config', 'configuration error'],
  ])('fails on %s: exit status 1, no output', async (name, words) => {
    const { recording, outcome } = await replay(zizmor, name);
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toMatchObject({ status: 'failed', reason: expect.stringContaining(words) });
  });

  it('is silenced by comments, which are declared', async () => {
    const { findings } = await replay(zizmor, 'silenced');
    expect(findings).toEqual([]);
    const comments = zizmor.silencedBy.flatMap((one) => ('comment' in one ? [one.comment] : []));
    expect(comments.some((comment) => comment.test('uses: a/b@v1 # zizmor: ignore[unpinned-uses]'))).toBe(true);
  });

  it('cannot be sent to a repository by the name of a file', () => {
    const context = { input: { label: '.', files: ['owner/action.yml', '-x/action.yml'] } };
    expect(zizmor.command(context as Parameters<typeof zizmor.command>[0]).args.slice(-2)).toEqual([
      './owner/action.yml',
      './-x/action.yml',
    ]);
  });
});

await describeLive(zizmor, [], (tool) => {
  let target: string;
  afterEach(() => rmSync(target, { recursive: true }));

  it('finds what is there, and does not pass what it could not read', async () => {
    const { files } = zizmor.canary({ label: '.', files: [] });
    target = makeFolder({ ...files, '.github/workflows/with space.yml': 'on: [\n' });
    const [executed] = await executeWith(zizmor, target, tool.path);
    expect(executed?.entry).toMatchObject({
      status: 'partial',
      canary: 'found',
      considered: { files: 1 },
      notCovered: [{ what: '.github/workflows/with space.yml', why: expect.stringContaining('node content') }],
    });
    expect(executed?.findings.map(({ ruleId }) => ruleId)).toContain('template-injection');
  });

  it('calls a password that stands in a workflow a secret, and everything else a misconfiguration', async () => {
    const credentials = '{username: shop, password: not-a-real-one}';
    const container = `    container:\n      image: registry.example.com/a:1\n      credentials: ${credentials}\n`;
    const text = `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n${container}    steps: [{run: make}]\n`;
    target = makeFolder({ [WORKFLOW]: text });
    const [executed] = await executeWith(zizmor, target, tool.path);
    const kinds = new Map(executed?.findings.map(({ ruleId, kind }) => [ruleId, kind]));
    expect(kinds.get('hardcoded-container-credentials')).toBe('secret');
    expect(kinds.get('excessive-permissions')).toBe('misconfiguration');
  });

  it('is not proven where the target turns its audit off', async () => {
    const { files } = zizmor.canary({ label: '.', files: [] });
    target = makeFolder({ ...files, 'zizmor.yml': 'rules:\n  template-injection:\n    disable: true\n' });
    const [executed] = await executeWith(zizmor, target, tool.path);
    expect(executed?.entry).toMatchObject({ status: 'failed', canary: 'missed' });
  });
});
