import { describe, expect, it } from 'vitest';
import type { InventoryFile } from '../../model/inventory.js';
import gitleaks from './adapter.js';
import { readLog } from './log.js';
import { canLookAt, shownName } from './names.js';
import { findingsOf, Report } from './report.js';

const LEFT_OUT = 'left out as a whole by an allowlist of paths: in .gitleaks.toml, or built in';

const file = (name: string, more: Partial<InventoryFile> = {}): InventoryFile => ({
  path: name,
  size: 1,
  kinds: [],
  ...more,
});

describe('gitleaks, what it is asked', () => {
  it('leaves out of its claim what the program would leave out without a word', () => {
    const out = [
      ...['package-lock.json', 'web/yarn.lock', 'go.sum', 'poetry.lock', 'logo.PNG', 'a.pdf', 'x.gem', 'font.woff2'],
      ...['vendor/github.com/x/y.go', 'a/node_modules/b.js', 'venv/lib/x.py', 'lib/python3.11/x.py', 'gradlew'],
      ...['js/jquery-3.1.min.js', 'data.tar.gz', 'a.zip', 'gradle-wrapper.jar', 'a.sqlite3', '.gitleaks.toml'],
    ];
    const kept = [
      ...['web/package.json', 'go.py', 'vendor/acme/y.go', 'src/env/library.py', 'index.browser.js', 'a.tar.sig'],
      ...['Cargo.lock', 'a.ico', 'key.p12', '.env', 'dist/app.js'],
    ];
    expect(out.filter((name) => canLookAt(file(name)))).toEqual([]);
    expect(kept.filter((name) => canLookAt(file(name)))).toEqual(kept);
    expect(canLookAt(file('tool', { kinds: ['binary'] }))).toBe(false);
    expect(canLookAt(file('caf\\xe9', { nameIsNotUtf8: true }))).toBe(false);
  });

  it('shows a file under another name only where its own has the letters of an archive', () => {
    expect(['a/b.py', 'x.br/index.browser.js', 'a.tar.zip.sig', 'A.TARGET.md'].map(shownName)).toEqual([
      'a/b.py',
      'x.br/index%2Ebrowser.js',
      'a%2Etar%2Ezip.sig',
      'A%2ETARGET.md',
    ]);
  });

  it('asks for the history where there are commits, also of a bare repository', () => {
    const inventory = { root: '/target', files: [file('a.py')], hidden: [], notes: [] };
    const facts = { top: '/target', prefix: '', shallow: false };
    const labels = (git?: typeof facts & { commit?: string }, files = inventory.files) =>
      gitleaks.appliesTo({ ...inventory, files, ...(git ? { git } : {}) }).map(({ label }) => label);
    expect(labels()).toEqual(['.']);
    expect(labels(facts)).toEqual(['.']);
    expect(labels({ ...facts, commit: 'abc' })).toEqual(['.', 'history']);
    expect(labels({ ...facts, commit: 'abc' }, [file('a.png')])).toEqual(['history']);
    expect(
      labels(
        undefined,
        ['HEAD', 'config', 'objects/aa/bb', 'refs/heads/main'].map((name) => file(name)),
      ),
    ).toEqual(['.', 'history']);
  });
});

describe('gitleaks, its words', () => {
  it('reads the log whatever is quoted or coloured in it', () => {
    const log = [
      '\u001b[90m1:02PM\u001b[0m DBG skipping file: global allowlist path="a \\"b\\"\\u00a0\\U000e0001/c.png"',
      '1:02PM DBG skipping directory: global allowlist path=sub/node_modules',
      '1:02PM WRN Invalid .gitleaksignore entry fingerprint=a:b:c:d:1',
      '1:02PM ERR error="could not read file: input/output error" path=x/y.txt',
      '1:02PM INF 12 commits scanned.',
      '1:02PM INF scanned ~1234 bytes (1.23 KB) in 5ms',
      '1:02PM WRN leaks found: 3',
    ].join('\n');
    expect(readLog(log)).toEqual({
      bytes: 1234,
      commits: 12,
      skipped: [
        { path: 'a "b"\u00a0\u{e0001}/c.png', why: LEFT_OUT },
        { path: 'sub/node_modules', why: LEFT_OUT },
      ],
      complaints: [{ path: 'x/y.txt', said: 'could not read file: input/output error' }],
    });
  });

  it('holds the bytes that it says it read against those that it was shown', () => {
    const ended = (bytes: number, more = '') =>
      gitleaks.outcome({
        exitStatus: 0,
        stderr: `${more}1:00AM INF scanned ~${bytes} bytes (x) in 1ms\n`,
        report: [],
        input: { label: '.', mode: 'tree', files: ['a', 'd/b', 'gone'] },
        prepared: {
          files: [
            { path: 'a', bytes: 10 },
            { path: 'd/b', bytes: 5 },
          ],
          unreadable: [{ path: 'gone', why: 'unreadable: ENOENT' }],
        },
        relative: (name) => name,
      });
    const gone = { what: 'gone', why: 'unreadable: ENOENT' };
    expect(ended(15)).toEqual({
      status: 'partial',
      reason: '1 of 3 files were not looked at',
      considered: { files: ['a', 'd/b'], packages: 0 },
      notCovered: [gone],
    });
    expect(ended(10)).toEqual({
      status: 'failed',
      reason: 'it read 10 bytes of 15 and does not say what it left out',
      notCovered: [gone],
    });
    expect(ended(10, '1:00AM DBG skipping directory: global allowlist path=d\n')).toMatchObject({
      considered: { files: ['a'] },
      notCovered: [gone, { what: 'd/b', why: LEFT_OUT }],
    });
    expect(ended(12, '1:00AM ERR error="could not read file: EIO" path=d/b\n')).toMatchObject({
      considered: { files: ['a'] },
      notCovered: [gone, { what: 'd/b', why: 'could not read file: EIO' }],
    });
  });

  it('is partial when it looked at fewer commits than there are, and says nothing of it', () => {
    const said = (commits: number, more = '') =>
      gitleaks.outcome({
        exitStatus: 0,
        stderr: `1:00AM INF ${commits} commits scanned.\n${more}1:00AM INF scanned ~5 bytes (5 bytes) in 1ms\n`,
        report: [],
        input: { label: 'history', mode: 'history', files: [] },
        prepared: { commits: 8, withMerges: 9 },
        relative: (name) => name,
      });
    expect(said(8).status).toBe('completed');
    expect(said(9).status).toBe('completed');
    expect(said(7)).toMatchObject({
      status: 'partial',
      reason: 'it looked at 7 commits of 9 and does not say what it left out',
    });
    expect(said(9, '1:00AM WRN issue reading file error="input/output error"\n')).toMatchObject({
      status: 'partial',
      reason: 'issue reading file: input/output error',
    });
  });

  it('reads the reports of 7.x, and no value where one was redacted', () => {
    // As scan/leak.go of 7.6.1 writes it.
    const older = {
      line: 'id = made-up-value',
      lineNumber: 4,
      offender: 'made-up-value',
      offenderEntropy: -1,
      commit: '0000000000000000000000000000000000000000',
      repo: 'x',
      repoURL: '',
      leakURL: '',
      rule: 'AWS Access Key',
      commitMessage: '',
      author: '',
      email: '',
      file: 'a.py',
      date: '1970-01-01T00:00:00Z',
      tags: 'key, AWS',
    };
    const context = { input: { label: '.', files: [] }, relative: (name: string) => name };
    expect(findingsOf(Report.parse([older]), context)).toEqual([
      {
        kind: 'secret',
        ruleId: 'AWS Access Key',
        title: 'AWS Access Key',
        severity: 'high',
        nativeSeverity: null,
        location: { path: 'a.py', startLine: 4, endLine: 4 },
        secret: 'made-up-value',
        pointer: '/0',
      },
    ]);
    const row = { RuleID: 'x', StartLine: 1, EndLine: 1, File: 'a', Commit: 'abc' };
    const redacted = Report.parse(['REDACTED', 'mad...', 'made-up'].map((Secret) => ({ ...row, Secret })));
    expect(findingsOf(redacted, context).map(({ secret }) => secret)).toEqual([undefined, undefined, 'made-up']);
  });
});
