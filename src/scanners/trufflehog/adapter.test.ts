import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { commitAll, git, makeFolder } from '../../../test/repository.js';
import type { FileKind, InventoryFile } from '../../model/inventory.js';
import type { ScannerDefinition } from '../../model/scanner.js';
import trufflehog from './adapter.js';

const NOTHING = { files: [], packages: 0 };

describe('trufflehog, the files', () => {
  it('reads findings with their places, whatever the name of the file', async () => {
    const { recording, outcome, findings } = await replay(trufflehog, 'findings');
    expect(recording.exitStatus).toBe(183);
    expect(outcome).toEqual({ status: 'completed', considered: { files: recording.input.files, packages: 0 } });
    const rows = findings.map(({ ruleId, location }) => [location?.path, location?.startLine, ruleId]);
    expect(rows).toEqual([
      ['#hash', 1, 'Github'],
      ['-dash', 1, 'Github'],
      ['@at', 1, 'Github'],
      ['app/settings.py', 3, 'Github'],
      ['deploy/credentials', 2, 'AWS'],
      ['deploy/encoded.txt', undefined, 'Github'],
      ['long.py', 6001, 'Github'],
      ['name with ü.txt', 2, 'Github'],
      ['win/crlf.txt', 3, 'Github'],
      ['win/wide.txt', undefined, 'Github'],
    ]);
  });

  it('says what a detector is for, and gives no line for what stands there encoded', async () => {
    const { findings } = await replay(trufflehog, 'findings');
    expect(findings.find(({ location }) => location?.path === 'deploy/encoded.txt')).toEqual({
      kind: 'secret',
      ruleId: 'Github',
      title: 'A secret of the kind Github',
      message: 'It stands there encoded (base64)',
      severity: 'high',
      nativeSeverity: null,
      location: { path: 'deploy/encoded.txt' },
      rule: { name: 'Github', help: expect.stringMatching(/^GitHub is a platform/) },
      secret: expect.stringMatching(/^masked-1\*+$/),
      pointer: '/5',
    });
  });

  it('says that a secret works where the service took it', () => {
    const row = (Verified: boolean) => ({
      SourceMetadata: { Data: { Filesystem: { file: 'a.py', line: 1 } } },
      DetectorName: 'Github',
      DecoderName: 'PLAIN',
      Verified,
      Raw: 'x',
    });
    const [works, other] = trufflehog.parse([row(true), row(false)], {
      input: { label: '.', files: [] },
      relative: String,
    });
    expect(works).toMatchObject({ verified: true, severity: 'critical', message: 'It works: the service took it' });
    expect(other).not.toHaveProperty('verified');
  });

  it('hands on each part of a value to be scrubbed, and shows none', async () => {
    const { findings } = await replay(trufflehog, 'findings');
    const aws = findings.find(({ ruleId }) => ruleId === 'AWS');
    const [id, both, key] = aws?.secret?.split('\n') ?? [];
    expect(id).toMatch(/^masked-2\*{12}$/);
    expect(key).toMatch(/^masked-3\*{32}$/);
    expect(both).toBe(`${id}:${key}`);
    for (const { secret, ...shown } of findings) {
      expect(secret).toContain('masked');
      expect(JSON.stringify(shown)).not.toContain('masked');
    }
  });

  it('counts a run without a line of output as completed, also for an empty file', async () => {
    const { recording, outcome, findings } = await replay(trufflehog, 'clean');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['a.py', 'b/empty'], packages: 0 } });
    expect(findings).toEqual([]);
  });

  it('is silenced by a comment, and by no file', async () => {
    const { outcome, findings } = await replay(trufflehog, 'ignored');
    expect(outcome.status).toBe('completed');
    expect(findings.map(({ location }) => location?.startLine)).toEqual([2]);
    expect(trufflehog.silencedBy).toEqual([{ comment: /trufflehog:ignore/, effect: expect.any(String) }]);
  });

  it('is partial when it takes a text for a picture', async () => {
    const { outcome, findings } = await replay(trufflehog, 'svg');
    const why = 'it takes it for image/svg+xml and passes over that';
    expect(outcome).toEqual({
      status: 'partial',
      reason: `1 of 2 files were not looked at: picture.txt: ${why}`,
      considered: { files: ['a.py'], packages: 0 },
      notCovered: [{ what: 'picture.txt', why }],
    });
    expect(findings.map(({ location }) => location?.path)).toEqual(['a.py']);
  });

  it('fails when it passed over all there is, although its exit status is 0', async () => {
    const { recording, outcome } = await replay(trufflehog, 'only-passed-over');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: 'it looked at no file of 1: picture.txt: it takes it for image/svg+xml and passes over that',
    });
  });

  it('is partial when a file is no longer there: exit status 0, and no findings', async () => {
    const { recording, outcome, findings } = await replay(trufflehog, 'vanished');
    expect([recording.exitStatus, findings]).toEqual([0, []]);
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['b.py'] },
      notCovered: [{ what: 'a.py', why: 'lstat a.py: no such file or directory' }],
    });
  });

  it('does not hand over an archive without the name of one, whose bytes nobody could account for', async () => {
    const { outcome } = await replay(trufflehog, 'archive');
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['a.py'] },
      notCovered: [{ what: 'data.blob', why: 'an archive, by its first bytes' }],
    });
  });
});

describe('trufflehog, the history', () => {
  it('finds what was removed, what an attribute hides, and what stands in a message', async () => {
    const { recording, outcome, findings } = await replay(trufflehog, 'history-findings');
    // Of three commits, one only removes a file.
    expect(recording.prepared).toEqual({ prefix: '', commits: 2, merges: [], changedTypes: [] });
    expect(outcome).toEqual({ status: 'completed', considered: NOTHING });
    const rows = findings.map(({ location, message }) => [location?.path, location?.startLine, message]);
    expect(rows).toEqual([
      ['prod.env', 1, undefined],
      [undefined, undefined, expect.stringMatching(/^It stands in the message or in the names of commit [0-9a-f]{40}/)],
      ['a.py', 2, undefined],
    ]);
    expect(findings[0]?.location?.commit).toMatch(/^[0-9a-f]{40}$/);
  });

  it('is partial for what it is not shown: what merges add, and links that became files', async () => {
    const { recording, outcome, findings } = await replay(trufflehog, 'history');
    expect(recording.prepared).toMatchObject({ commits: 4, merges: [expect.any(String)] });
    expect(outcome).toMatchObject({
      status: 'partial',
      notCovered: [
        { what: expect.stringMatching(/^what merges add by themselves \(/), why: 'it is shown no changes of a merge' },
        { what: expect.stringMatching(/^links that became files \(/), why: 'it is shown no change of a type' },
      ],
    });
    // A file that was renamed and changed at once is among them, by the settings that are laid out.
    expect(findings.map(({ location }) => location?.path)).toEqual(['prod.env', undefined, 'ren/new.py', 'a.py']);
  });

  it('counts a clean history as completed', async () => {
    const { outcome, findings } = await replay(trufflehog, 'history-clean');
    expect([outcome, findings]).toEqual([{ status: 'completed', considered: NOTHING }, []]);
  });

  it('is restricted to the folder that was asked for, and names paths from there', async () => {
    const { outcome, findings } = await replay(trufflehog, 'subfolder');
    expect(outcome.status).toBe('completed');
    expect(findings.map(({ location }) => location?.path)).toEqual(['a.py']);
  });

  it('says before it starts that a shallow clone lacks commits', async () => {
    const { recording } = await replay(trufflehog, 'shallow');
    expect(recording.input.caveats).toEqual([
      { what: 'older history', why: expect.stringContaining('the clone is shallow') },
    ]);
  });

  it.each([
    ['missing-object', 0, /^git log: fatal: unable to read [0-9a-f]{40}$/],
    ['sha256', 0, /^core\.repositoryformatversion does not support extension: objectformat$/],
    ['no-git', 1, /'git' command not found in \$PATH/],
  ])('fails when the history cannot be read (%s: exit status %d, no findings)', async (name, status, words) => {
    const { recording, outcome, findings } = await replay(trufflehog, name);
    expect([recording.exitStatus, findings]).toEqual([status, []]);
    expect(outcome).toMatchObject({ status: 'failed', reason: expect.stringMatching(words) });
  });
});

describe('trufflehog, its words', () => {
  const line = (fields: object) => `${JSON.stringify({ level: 'info-0', ts: '', logger: 'trufflehog', ...fields })}\n`;
  const last = (chunks: number, bytes: number, unverified_secrets = 0) =>
    line({ msg: 'finished scanning', chunks, bytes, verified_secrets: 0, unverified_secrets });
  const ended = (stderr: string, sizes: number[], exitStatus = 0) =>
    trufflehog.outcome({
      exitStatus,
      stderr,
      report: [],
      input: { label: '.', mode: 'tree', files: sizes.map((_, index) => `f${index}`) },
      prepared: { files: sizes.map((bytes, index) => ({ path: `f${index}`, bytes })), unreadable: [] },
      relative: (name) => name,
    });

  it('holds the pieces and bytes that it says it read against those that there are', () => {
    // 10 kB each, with the 3 kB that follow; 20 bytes; nothing.
    expect(ended(last(4, 25_000 + 3072 + 3072 + 20), [25_000, 20, 0]).status).toBe('completed');
    expect(ended(last(3, 25_000 + 3072 + 3072), [25_000, 20])).toMatchObject({
      status: 'failed',
      reason: 'it read 31144 bytes in 3 pieces, not 31164 in 4, and does not say why',
    });
  });

  it('does not count a run that was told to stop: exit status 0', () => {
    expect(ended(line({ msg: 'Received signal, shutting down.' }), [20])).toMatchObject({
      status: 'failed',
      reason: 'it does not say that it finished (exit status 0)',
    });
  });

  it('does not count a run whose output lacks rows', () => {
    expect(ended(last(1, 20, 2), [20], 183)).toMatchObject({
      status: 'failed',
      reason: 'its output has 0 rows, and it says that it found 2 secrets',
    });
  });

  it('is partial when a detector gave up on something', () => {
    const complaint = line({
      level: 'error',
      msg: 'error finding results in chunk',
      error: 'context deadline exceeded',
    });
    expect(ended(complaint + last(1, 20), [20])).toMatchObject({
      status: 'partial',
      reason: '.: error finding results in chunk: context deadline exceeded',
    });
  });

  it('reads on after a log whose beginning is missing, and repeats what is no log', () => {
    expect(ended(`is lost"}\n${last(1, 20)}`, [20]).status).toBe('completed');
    expect(ended('trufflehog: error: unknown long flag\n', [20], 1)).toMatchObject({
      status: 'failed',
      reason: 'trufflehog: error: unknown long flag (exit status 1)',
    });
  });

  it('asks for text alone, and for the history where there are commits', () => {
    const file = (name: string, ...kinds: FileKind[]): InventoryFile => ({ path: name, size: 1, kinds });
    const inventory = {
      root: '/target',
      files: [file('a.py'), file('b.SVG'), file('c.tar.gz'), file('d', 'binary'), file('e\nf'), file('g.lock')],
      hidden: [],
      notes: [],
    };
    const facts = { top: '/target', prefix: '', shallow: false };
    expect(trufflehog.appliesTo({ ...inventory, git: facts })).toEqual([
      { label: '.', mode: 'tree', files: ['a.py', 'g.lock'] },
    ]);
    const labels = trufflehog.appliesTo({ ...inventory, files: [], git: { ...facts, commit: 'abc' } });
    expect(labels.map(({ label }) => label)).toEqual(['history']);
    const bare = ['HEAD', 'config', 'objects/aa/bb', 'refs/heads/main'].map((name) => file(name));
    expect(trufflehog.appliesTo({ ...inventory, files: bare }).map(({ label }) => label)).toEqual(['.', 'history']);
  });
});

const TOKEN = ['ghp_', 'q4Zt7KcR9xLb2VfY', 'p8NsHGd3JuT6aE5oPiQw'].join('');
const SECRET = `token = "${TOKEN}"\n`;

await describeLive(trufflehog, ['git'], (tool) => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  const folderOf = (files: Record<string, string | Buffer>, commit = false) => {
    const root = makeFolder(files);
    folders.push(root);
    if (commit) commitAll(root);
    return root;
  };
  const scan = async (root: string) => {
    const executed = await executeWith(trufflehog as unknown as ScannerDefinition, root, tool.path);
    const of = (mode: string) => executed.find(({ run }) => run.input.mode === mode);
    return { tree: of('tree'), history: of('history') };
  };
  const sorted = (paths: (string | undefined)[]) => paths.map((name) => name ?? '').sort();

  it('finds its canary and everything else, in the files and in the history, and leaves nothing behind', async () => {
    const root = folderOf({ 'a.py': SECRET, 'old.py': SECRET, '.gitignore': '.env\n', '.env': SECRET }, true);
    rmSync(path.join(root, 'old.py'));
    git(root, 'commit', '--quiet', '--all', '--message', 'second');
    writeFileSync(path.join(root, '@new.py'), SECRET);
    symlinkSync('.env', path.join(root, 'link'));
    const { tree, history } = await scan(root);
    expect(tree?.entry).toMatchObject({
      status: 'completed',
      canary: 'found',
      exitStatus: 183,
      considered: { files: 3 },
    });
    expect(sorted(tree?.findings.map(({ location }) => location?.path) ?? [])).toEqual(['@new.py', 'a.py']);
    expect(tree?.findings.map(({ secret }) => secret)).toEqual([TOKEN, TOKEN]);
    expect(history?.entry).toMatchObject({ status: 'completed', canary: 'found' });
    expect(sorted(history?.findings.map(({ location }) => location?.path) ?? [])).toEqual(['a.py', 'old.py']);
    expect(git(root, 'status', '--porcelain')).toBe('?? @new.py\n?? link\n');
  }, 120_000);

  it('claims nothing of pictures and archives, and is partial for a text that looks like one', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg"><text>${SECRET}</text></svg>\n`;
    const root = folderOf({ 'a.svg': svg, 'b.txt': svg, 'c.zip': 'PK', 'd.py': SECRET });
    const { tree } = await scan(root);
    expect(tree?.run.input.files).toEqual(['b.txt', 'd.py']);
    expect(tree?.entry).toMatchObject({
      status: 'partial',
      considered: { files: 1 },
      notCovered: [{ what: 'b.txt', why: expect.stringContaining('image/svg') }],
    });
  }, 120_000);

  it('reads a repository of another owner, which it cannot clone, and heeds no configuration there', async () => {
    const root = folderOf({ 'a.py': SECRET }, true);
    git(root, 'config', 'diff.noprefix', 'true');
    if (process.getuid?.() === 0) execFileSync('chown', ['-R', '1234:1234', root]);
    const { history } = await scan(root);
    expect(history?.entry).toMatchObject({ status: 'completed', canary: 'found', findings: 1 });
  }, 120_000);

  it('fails when an object of the history is missing, although its exit status is 0', async () => {
    const root = folderOf({ 'a.py': SECRET }, true);
    const blob = git(root, 'rev-parse', 'HEAD:a.py').trim();
    rmSync(path.join(root, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    const { history } = await scan(root);
    expect(history?.entry).toMatchObject({ status: 'failed', exitStatus: 0, findings: 0 });
    expect(history?.entry.reason).toBe(`git log: fatal: unable to read ${blob}`);
  }, 120_000);
});
