import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { makeFolder } from '../../../test/repository.js';
import { TREE, textOf } from '../kit/text-tree.js';
import secretlint from './adapter.js';
import { FORMATTER } from './formatter.js';
import { indexOf, layOutTree, placeOf } from './tree.js';

/** In the form of a token of GitHub's; opens nothing. In pieces, so that no scanner takes this file for a leak. */
const TOKEN = ['ghp_', 'v8Kq2ZpLxVd9NfTr', 'B4yHsJ0mCgEu6aQoWi61'].join('');
const RULE = '@secretlint/secretlint-rule-';

describe('secretlint', () => {
  it.each(['findings', 'newer-release'])('reads %s with their places, whatever the target says', async (name) => {
    const { recording, outcome, findings } = await replay(secretlint, name);
    expect(recording.exitStatus).toBe(1);
    expect(recording.input.files).toContain('.secretlintignore');
    expect(outcome).toEqual({ status: 'completed', considered: { files: recording.input.files, packages: 0 } });
    const rows = findings.map(({ location, ruleId, title }) => [
      location?.path,
      location?.startLine,
      location?.endLine,
      ruleId.replace(RULE, ''),
      title,
    ]);
    expect(rows).toEqual([
      ['-v', 1, 1, 'github', 'GitHub Token(GitHub personal access tokens)'],
      ['server key ü.pem', 1, 4, 'privatekey', 'Private key'],
      ['[a](b).txt', 1, 1, 'github', 'GitHub Token(GitHub personal access tokens)'],
      // Two rows of one value: one issue in the end.
      ['app/.npmrc', 1, 1, 'npm', 'Npmrc authToken'],
      ['app/.npmrc', 1, 1, 'npm', 'Npm access token'],
      ['app/db.txt', 1, 1, 'database-connection-string', 'PostgreSQL connection string'],
      ['app/settings.py', 3, 3, 'github', 'GitHub Token(GitHub personal access tokens)'],
      ['app/settings.py', 4, 4, 'aws', 'AWS Secret Access Key'],
      ['node_modules/x/a.txt', 1, 1, 'github', 'GitHub Token(GitHub personal access tokens)'],
      ['picture.png', 1, 1, 'github', 'GitHub Token(GitHub personal access tokens)'],
    ]);
    expect(findings[0]).toEqual({
      kind: 'secret',
      ruleId: `${RULE}github`,
      title: 'GitHub Token(GitHub personal access tokens)',
      severity: 'high',
      nativeSeverity: 'error',
      location: { path: '-v', startLine: 1, endLine: 1 },
      rule: {
        name: 'GITHUB_TOKEN',
        helpUri: expect.stringMatching(/README\.md#GITHUB_TOKEN$/),
      },
      secret: 'masked-1'.padEnd(TOKEN.length, '*'),
      pointer: '/0/messages/0',
    });
  });

  it('counts a run without a finding as completed', async () => {
    const { recording, outcome, findings } = await replay(secretlint, 'clean');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['a.py', 'empty'], packages: 0 } });
    expect(findings).toEqual([]);
  });

  it('looks at what is not UTF-8 when it is shown as UTF-8', async () => {
    const { outcome, findings } = await replay(secretlint, 'encodings');
    expect(outcome.status).toBe('completed');
    expect(findings.map(({ location }) => location?.path)).toEqual(['latin.txt', 'wide.txt']);
  });

  it('is silenced by comments, which the ledger names', async () => {
    const { outcome, findings } = await replay(secretlint, 'silenced');
    expect(outcome.status).toBe('completed');
    // It takes the end of the comment in `/* secretlint-disable */` for the name of a rule.
    expect(findings.map(({ location }) => [location?.path, location?.startLine])).toEqual([
      ['a.js', 3],
      ['b.js', 2],
    ]);
    const [comment] = secretlint.silencedBy.flatMap((one) => ('comment' in one ? [one.comment] : []));
    const lines = [
      '# secretlint-disable',
      '// secretlint-disable-next-line',
      'x // secretlint-disable-line',
      'secretlint',
    ];
    expect(lines.map((line) => comment?.test(line))).toEqual([true, true, true, false]);
  });

  it('is not there without its rules, which it comes without', async () => {
    const { recording, outcome } = await replay(secretlint, 'no-rules');
    expect(recording.exitStatus).toBe(2);
    expect(outcome).toEqual({
      status: 'unavailable',
      reason: `it has no rules: ${RULE}preset-recommend is not installed beside it`,
    });
  });

  it('fails with a release that does not know an option', async () => {
    const { recording, outcome } = await replay(secretlint, 'older-release');
    expect(recording.exitStatus).toBe(2);
    expect(outcome).toEqual({
      status: 'failed',
      reason: expect.stringMatching(
        /^its output is empty \(exit status 2\) TypeError .*Unknown option '--no-maskSecrets'/,
      ),
    });
  });
});

describe('secretlint, its report', () => {
  const message = {
    ruleId: `${RULE}x`,
    messageId: 'X_KEY',
    severity: 'warning',
    message: 'found x key: ***',
    loc: { start: { line: 2 }, end: { line: 2 } },
  };
  const file = (index: number, sourceContentType = 'text', messages = [] as (typeof message)[]) => ({
    filePath: `/scratch/tree/${index}/file.txt`,
    sourceContentType,
    messages,
  });
  const input = { label: '.', files: ['a', 'd/b'] };
  const ended = (report: ReturnType<typeof file>[], exitStatus = 0, unreadable: { what: string; why: string }[] = []) =>
    secretlint.outcome({ exitStatus, stderr: '', report, input, prepared: { unreadable }, relative: String });

  it('fails when no file was looked at, although the exit status is 0', () => {
    expect(ended([])).toEqual({
      status: 'failed',
      reason: 'it looked at no file of 2: a: its report does not name it',
      notCovered: [
        { what: 'a', why: 'its report does not name it' },
        { what: 'd/b', why: 'its report does not name it' },
      ],
    });
  });

  it('is partial where a file was taken for binary or could not be read', () => {
    expect(ended([file(0), file(1, 'binary')])).toEqual({
      status: 'partial',
      reason: '1 of 2 files were not looked at',
      considered: { files: ['a'], packages: 0 },
      notCovered: [{ what: 'd/b', why: 'taken for binary' }],
    });
    expect(ended([file(0)], 0, [{ what: 'd/b', why: 'unreadable: ENOENT' }])).toMatchObject({
      notCovered: [{ what: 'd/b', why: 'unreadable: ENOENT' }],
    });
  });

  it('fails when its exit status says something else', () => {
    expect(ended([file(0), file(1)], 1)).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('without'),
    });
    expect(ended([file(0, 'text', [message]), file(1)], 0)).toMatchObject({ status: 'failed' });
    expect(ended([file(0), file(1)], 2)).toMatchObject({ status: 'failed' });
  });

  it('gives no row for what was not asked for, and titles that hold no value', () => {
    const rows = secretlint.parse(
      [file(7, 'text', [message]), file(1, 'text', [message, { ...message, message: 'key *** found' }])],
      { input, relative: String },
    );
    expect(rows).toMatchObject([
      { title: 'X key', severity: 'medium', location: { path: 'd/b', startLine: 2 }, pointer: '/1/messages/0' },
      { title: 'X_KEY' },
    ]);
  });

  it('is printed without the text of the files, and with the value in one place', async () => {
    const module = await import(`data:text/javascript,${encodeURIComponent(FORMATTER)}`);
    const printed = module.default([
      {
        filePath: '/t/0/file.txt',
        sourceContent: 'the whole text',
        sourceContentType: 'text',
        messages: [
          { ...message, message: 'found T(kind): abcd', data: { KEY: 'abcd', typeName: 'a longer name' } },
          { ...message, data: undefined },
        ],
      },
    ]);
    expect(JSON.parse(printed)).toEqual([
      {
        filePath: '/t/0/file.txt',
        sourceContentType: 'text',
        messages: [{ ...message, message: 'found T(kind): ***', value: 'abcd' }, message],
      },
    ]);
  });
});

describe('secretlint, what it is shown', () => {
  it('is not asked for binary files, nor for names that cannot be handed over', () => {
    const files = [
      { path: 'a', size: 1, kinds: [] },
      { path: 'b', size: 1, kinds: ['binary' as const] },
      { path: 'c\\xff', size: 1, kinds: [], nameIsNotUtf8: true as const },
    ];
    const inventory = { root: '/t', hidden: [], notes: [], files };
    expect(secretlint.appliesTo(inventory)).toEqual([{ label: '.', files: ['a'] }]);
    expect(secretlint.appliesTo({ ...inventory, files: [] })).toEqual([]);
  });

  it('has names by which it looks at every file, and which its rules know', () => {
    const names = ['node_modules/a.png', 'b/.npmrc', 'c/package.json', '.secretlintrc.json', '.secretlintignore'];
    expect(names.map((name, index) => placeOf(index, name))).toEqual([
      '0/file.txt',
      '1/.npmrc',
      '2/package.json',
      '3/file.txt',
      '4/file.txt',
    ]);
    expect(['/s/tree/12/file.txt', '3/.npmrc', 'file.txt'].map(indexOf)).toEqual([12, 3, Number.NaN]);
  });

  it('is not kept busy with noting times, wherever the scratch folder lies', () => {
    const { env } = secretlint.command({ scratch: '/a b' } as Parameters<typeof secretlint.command>[0]);
    expect(env).toEqual({ NODE_OPTIONS: '--import=file:///a%20b/without-times.mjs' });
  });

  it('is laid out as UTF-8, and names what could not be read', async () => {
    expect(textOf(Buffer.from([0x63, 0xe9]))).toBe('cé');
    expect(textOf(Buffer.from([0xfe, 0xff, 0x00, 0x63]))).toBe('c');
    expect(textOf(Buffer.from([0xff, 0xfe, 0x63, 0x00]))).toBe('c');
    const target = makeFolder({ 'd/a': 'x' });
    const scratch = makeFolder({});
    const laidOut = await layOutTree({
      target,
      scratch,
      input: { label: '.', files: ['d/a', 'gone'] },
      inventory: { root: target, files: [], hidden: [], notes: [] },
      output: '',
      view: '',
      offline: false,
      rules: '',
      cores: 1,
    });
    expect(laidOut).toEqual({ unreadable: [{ what: 'gone', why: 'unreadable: ENOENT' }] });
    expect(await readFile(path.join(scratch, TREE, '0/file.txt'), 'utf8')).toBe('x');
    for (const made of [target, scratch]) rmSync(made, { recursive: true });
  });
});

await describeLive(secretlint, [], (tool) => {
  const folders: string[] = [];
  const folder = (files: Record<string, string | Buffer>) => {
    const made = makeFolder(files);
    folders.push(made);
    return made;
  };
  afterEach(() => {
    for (const made of folders.splice(0)) rmSync(made, { recursive: true });
  });

  it('finds its canary and the secrets, also where the target tells it to look at nothing', async () => {
    const target = folder({
      'a.py': `a = '${TOKEN}'\n`,
      '-v': TOKEN,
      'picture.png': TOKEN,
      'node_modules/x/[a].txt': TOKEN,
      '.secretlintignore': '**/*\n',
      '.secretlintrc.json': '{ "rules": [] }\n',
      'package.json': '{ "secretlint": { "rules": [] } }\n',
      'wide.txt': Buffer.from(`\ufeff${TOKEN}`, 'utf16le'),
    });
    const [executed] = await executeWith(secretlint, target, tool.path);
    expect(executed?.entry).toMatchObject({
      status: 'completed',
      canary: 'found',
      exitStatus: 1,
      considered: { files: 8, packages: 0 },
      notCovered: [],
    });
    const found = executed?.findings.map(({ location, secret }) => [location?.path, secret]);
    expect(found?.sort()).toEqual(
      ['-v', 'a.py', 'node_modules/x/[a].txt', 'picture.png', 'wide.txt'].map((name) => [name, TOKEN]),
    );
  });

  it('fails when it cannot print its report', async () => {
    const broken = {
      ...secretlint,
      command: (context: Parameters<typeof secretlint.command>[0]) => {
        const command = secretlint.command(context);
        return { ...command, args: command.args.map((arg) => (arg.endsWith('.mjs') ? 'none' : arg)) };
      },
    };
    const [executed] = await executeWith(broken as never, folder({ 'a.py': 'x = 1\n' }), tool.path);
    expect(executed?.entry).toMatchObject({ status: 'failed', exitStatus: 2, reason: expect.stringContaining('none') });
  });
});
