import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { makeFolder } from '../../../test/repository.js';
import type { FileKind, Inventory } from '../../model/inventory.js';
import semgrep from './adapter.js';
import { findingsOf } from './findings.js';
import { foldersFor, LANGUAGES } from './languages.js';
import { judge } from './outcome.js';
import { readPack } from './pack.js';
import { Report } from './report.js';
import { wideLinesOf } from './wide-lines.js';

const PACK = path.resolve('rules/semgrep');

function inventoryOf(files: Record<string, FileKind[]>): Inventory {
  const listed = Object.entries(files).map(([file, kinds]) => ({ path: file, size: 1, kinds }));
  return { root: '/target', files: listed, hidden: [], notes: [] };
}

describe('semgrep', () => {
  it('reads findings with their places, also of files that it leaves out of folders by itself', async () => {
    const { outcome, findings } = await replay(semgrep, 'findings');
    expect(outcome).toEqual({
      status: 'completed',
      considered: {
        files: ['Run.java', 'app.py', 'main.go', 'node_modules/lib/index.min.js', 'tests/test_app.py', 'web/hash.ts'],
        packages: 0,
      },
    });
    expect(findings.map(({ ruleId, severity, location }) => [ruleId, severity, location])).toEqual([
      [
        'java-command-injection',
        'high',
        { path: 'Run.java', startLine: 3, endLine: 3, startColumn: 35, endColumn: 47 },
      ],
      [
        'python-command-injection',
        'high',
        { path: 'app.py', startLine: 11, endLine: 11, startColumn: 15, endColumn: 50 },
      ],
      [
        'python-hard-coded-signing-key',
        'high',
        { path: 'app.py', startLine: 12, endLine: 12, startColumn: 12, endColumn: 63 },
      ],
      [
        'go-tls-verification-off',
        'high',
        { path: 'main.go', startLine: 5, endLine: 5, startColumn: 15, endColumn: 51 },
      ],
      [
        'javascript-code-injection',
        'high',
        { path: 'node_modules/lib/index.min.js', startLine: 1, endLine: 1, startColumn: 32, endColumn: 46 },
      ],
      [
        'python-tls-verification-off',
        'high',
        { path: 'tests/test_app.py', startLine: 5, endLine: 5, startColumn: 5, endColumn: 52 },
      ],
      [
        'javascript-weak-password-hash',
        'high',
        { path: 'web/hash.ts', startLine: 2, endLine: 2, startColumn: 10, endColumn: 44 },
      ],
    ]);
  });

  it('says what a rule is about, what to do, and how sure it is', async () => {
    const { findings } = await replay(semgrep, 'findings');
    expect(findings[5]).toEqual({
      kind: 'code',
      ruleId: 'python-tls-verification-off',
      title: 'The certificate of the other side is not checked',
      message:
        'Anyone on the way can read and change the connection. Leave the check on; for an authority of your own, name ' +
        'its file (verify="ca.pem", ssl.create_default_context(cafile=…)). Confidence: high',
      severity: 'high',
      nativeSeverity: 'ERROR',
      location: { path: 'tests/test_app.py', startLine: 5, endLine: 5, startColumn: 5, endColumn: 52 },
      rule: {
        helpUri: 'https://requests.readthedocs.io/en/latest/user/advanced/#ssl-cert-verification',
        cwes: ['CWE-295'],
      },
      pointer: '/results/5',
    });
  });

  it('shows the value of a hard-coded key nowhere: the program prints no code', async () => {
    const { findings } = await replay(semgrep, 'findings');
    expect(JSON.stringify(findings)).not.toContain('obviously-fake');
    expect(readFileSync(path.join(import.meta.dirname, 'recorded/findings/output'), 'utf8')).not.toContain(
      'obviously-fake',
    );
  });

  it('gives no columns in a line with more than ASCII: they are counted in bytes', async () => {
    const { findings } = await replay(semgrep, 'columns');
    expect(findings.map(({ location }) => location)).toEqual([
      { path: 'app.py', startLine: 5, endLine: 5 },
      { path: 'app.py', startLine: 6, endLine: 6, startColumn: 15, endColumn: 25 },
    ]);
    expect(wideLinesOf(Buffer.from('a\nü\nb\n€'))).toEqual([2, 4]);
    expect(wideLinesOf(Buffer.from([0x61, 0x0a, 0xe9, 0x0a]))).toEqual([2]);
  });

  it('reads what an older release prints just so, and hands on the key that this one shows', async () => {
    const [older, newer] = await Promise.all([replay(semgrep, 'older-release'), replay(semgrep, 'findings')]);
    expect(older.outcome).toEqual(newer.outcome);
    const shown = older.findings.map(({ secret: _, ...rest }) => rest);
    expect(shown).toEqual(newer.findings);
    expect(older.findings.flatMap(({ secret }) => secret ?? [])).toEqual(['obviously-fake']);
  });

  it('counts a run without a finding as completed, also for an empty file', async () => {
    const { outcome, findings } = await replay(semgrep, 'clean');
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['__init__.py', 'app.py'], packages: 0 } });
    expect(findings).toEqual([]);
  });

  it('is partial when a file cannot be parsed, as a whole or in part: exit status 0, listed as scanned', async () => {
    const { recording, outcome, findings } = await replay(semgrep, 'parse');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({
      status: 'partial',
      reason: '1 of 3 files could not be looked at',
      considered: { files: ['Part.java', 'whole.py'], packages: 0 },
      notCovered: [
        { what: 'Part.java:5', why: 'could not be parsed, the rest of the file could' },
        { what: 'broken.js', why: 'could not be parsed' },
      ],
    });
    expect(findings.map(({ ruleId, location }) => [ruleId, location?.path])).toEqual([
      ['java-command-injection', 'Part.java'],
      ['python-command-injection', 'whole.py'],
    ]);
  });

  it('fails when it could parse no file, although its exit status is 0', async () => {
    const { recording, outcome } = await replay(semgrep, 'unparsable');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({
      status: 'failed',
      reason: 'it looked at no file of 1: eval.js: could not be parsed',
      notCovered: [{ what: 'eval.js', why: 'could not be parsed' }],
    });
  });

  it('is partial when rules run out of time on a file: exit status 0, listed as scanned', async () => {
    const { recording, outcome } = await replay(semgrep, 'timeout');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({
      status: 'partial',
      reason: '1 of 2 files could not be looked at',
      considered: { files: ['fine.py'], packages: 0 },
      notCovered: [{ what: 'slow.py', why: '3 rules ran out of time on it, and the others were not tried' }],
    });
  });

  it('fails when a file has vanished: nothing is scanned then', async () => {
    const { recording, outcome } = await replay(semgrep, 'missing-file');
    expect(recording.exitStatus).toBe(2);
    expect(outcome).toEqual({
      status: 'failed',
      reason: 'it broke off (exit status 2) Invalid scanning root: gone.py',
    });
  });

  it('is partial when a rule could not be loaded, and still has the findings of the others', async () => {
    const { recording, outcome, findings } = await replay(semgrep, 'broken-rule');
    expect(recording.exitStatus).toBe(2);
    expect(outcome).toEqual({
      status: 'partial',
      reason: '1 of its rules did not run',
      considered: { files: ['app.js', 'whole.py'], packages: 0 },
      notCovered: [
        {
          what: 'rule javascript-broken',
          why: 'Rule parse error in rule javascript-broken: Invalid pattern for JavaScript: Stdlib.Parsing.Parse_error',
        },
      ],
    });
    expect(findings).toHaveLength(2);
  });

  it('does not count a file whose language is left without a rule: exit status 0, told as information', async () => {
    const { recording, outcome } = await replay(semgrep, 'newer-rules');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({
      status: 'partial',
      reason: '1 of 2 files could not be looked at; 1 of its rules did not run',
      considered: { files: ['app.js'] },
      notCovered: [
        { what: 'whole.py', why: 'it does not say that it looked at it' },
        {
          what: 'rule python-newer',
          why: expect.stringContaining('This rule requires upgrading Semgrep from version 1.182.0 to at least 99.0.0'),
        },
      ],
    });
  });

  it('fails without rules, and on a file of rules that cannot be read', async () => {
    const none = await replay(semgrep, 'no-rules');
    expect(none.recording.exitStatus).toBe(7);
    expect(none.outcome).toMatchObject({ status: 'failed', reason: expect.stringContaining('No config given') });
    const broken = await replay(semgrep, 'broken-yaml');
    expect(broken.recording.exitStatus).toBe(7);
    expect(broken.outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('Invalid YAML file /rules/semgrep/python/broken.yml'),
    });
  });

  it('fails when its engine is killed', async () => {
    const { recording, outcome } = await replay(semgrep, 'killed');
    expect(recording.exitStatus).toBe(2);
    expect(outcome).toEqual({
      status: 'failed',
      reason:
        'it broke off (exit status 2) Error while running rules: You are seeing this because the engine was killed',
    });
  });

  it('fails when its report cannot be written', async () => {
    const { recording, outcome } = await replay(semgrep, 'no-space');
    expect(recording.exitStatus).toBe(2);
    expect(outcome.status).toBe('failed');
  });

  it('is silenced by comments, and declares exactly what silences', async () => {
    const { findings } = await replay(semgrep, 'nosem');
    // Silenced: lines 5, 8 (by 7), 10 and 11. Not: another rule's name (6), no space in front (9).
    expect(findings.map(({ location }) => location?.startLine)).toEqual([6, 9]);
    const comments = semgrep.silencedBy.flatMap((one) => ('comment' in one ? [one.comment] : []));
    const silences = (line: string) => comments.some((comment) => comment.test(line));
    expect(['x()  # nosemgrep', 'x() // NOSEM: a', 'x() # nosemantics', 'x() #nosemgrep', 'x()'].map(silences)).toEqual(
      [true, true, true, false, false],
    );
  });

  it('looks at files whose names do not tell the language, and names them by their own names', async () => {
    const { outcome, findings } = await replay(semgrep, 'otherwise-named');
    expect(outcome).toEqual({
      status: 'partial',
      reason: '1 of 4 files could not be looked at',
      considered: { files: ['LOUD.PY', 'server.mts', 'tools/run'], packages: 0 },
      notCovered: [{ what: 'broken.cts', why: 'could not be parsed' }],
    });
    expect(findings.map(({ ruleId, location }) => [ruleId, location?.path, location?.startLine])).toEqual([
      ['python-command-injection', 'LOUD.PY', 5],
      ['javascript-code-injection', 'server.mts', 2],
      ['python-command-injection', 'tools/run', 6],
    ]);
  });
});

describe('the claim', () => {
  it('is for files of languages with rules alone, those with another name apart', () => {
    const inventory = inventoryOf({
      'a.go': ['go'],
      'a.kt': ['java'],
      'a.mts': ['typescript'],
      'a.py': ['python'],
      'a.pyi': [],
      'a.rb': ['ruby'],
      'bin/run': ['python'],
      Dockerfile: ['dockerfile'],
    });
    expect(semgrep.appliesTo(inventory)).toEqual([
      { label: '.', files: ['a.go', 'a.py', 'a.pyi'] },
      { label: 'otherwise-named', mode: 'otherwise-named', files: ['a.mts', 'bin/run'] },
    ]);
    expect(semgrep.appliesTo(inventoryOf({ 'a.rb': ['ruby'] }))).toEqual([]);
  });

  it('leaves out a file whose name is not UTF-8, which cannot be named', () => {
    const inventory = inventoryOf({ 'a.py': ['python'] });
    const files = inventory.files.map((file) => ({ ...file, nameIsNotUtf8: true as const }));
    expect(semgrep.appliesTo({ ...inventory, files })).toEqual([]);
  });

  it('is split where a command line would be too long, and each file is in one part', () => {
    const names = Array.from(
      { length: 30_000 },
      (_, index) => `src/a/rather/long/name/of/a/package/module_${index}.py`,
    );
    const inputs = semgrep.appliesTo(inventoryOf(Object.fromEntries(names.map((name) => [name, ['python']]))));
    expect(inputs.map(({ label }) => label)).toEqual(['part 1 of 3', 'part 2 of 3', 'part 3 of 3']);
    expect(inputs.flatMap(({ files }) => files)).toEqual(names);
  });

  it('is what the pack has: a folder for each language, with rules for it', async () => {
    const folders = readdirSync(PACK, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : []));
    expect([...new Set(LANGUAGES.map(({ folder }) => folder))].sort()).toEqual(folders.sort());
    const pack = await readPack(PACK, foldersFor([]));
    for (const folder of foldersFor([])) expect(pack[folder]?.length).toBeGreaterThan(0);
  });
});

describe('the judgement', () => {
  const input = { label: '.', files: ['a.py', 'b.go'] };
  const prepared = { rules: { python: ['p1', 'p2'], go: ['g1'] }, names: {} };
  const relative = (file: string) => file;
  const all = ['a.py', 'b.go'].map((file) => ({ path: file, match_times: [0.1, 0, 0] }));
  type Given = { errors?: unknown[]; rules?: unknown[]; targets?: unknown[]; time?: null };
  const given = ({ errors = [], rules = ['p1', 'p2', 'g1'], targets = all, time, ...more }: Given = {}) =>
    Report.parse({
      errors,
      paths: { scanned: ['a.py', 'b.go'] },
      results: [],
      time: time === null ? null : { rules, targets, ...more },
    });
  const judged = (report: Report, exitStatus = 0) =>
    judge({ exitStatus, stderr: '', report, input, prepared, relative });

  it('takes rules as text and, as older releases print them, as objects', () => {
    expect(judged(given()).status).toBe('completed');
    expect(judged(given({ rules: [{ id: 'p1' }, { id: 'p2' }, { id: 'g1' }] })).status).toBe('completed');
  });

  it('does not take a planned file for one that was looked at', () => {
    expect(judged(given({ targets: all.slice(0, 1) }))).toMatchObject({
      status: 'partial',
      considered: { files: ['a.py'] },
      notCovered: [{ what: 'b.go', why: 'it does not say that it looked at it' }],
    });
  });

  it('names each rule that it does not say it ran, and no file of a language without one', () => {
    expect(judged(given({ rules: ['p1'] }))).toMatchObject({
      status: 'partial',
      considered: { files: ['a.py'] },
      notCovered: [
        { what: 'b.go', why: 'none of the rules for its language was loaded' },
        { what: 'rule p2', why: 'it does not say that it ran it' },
        { what: 'rule g1', why: 'it does not say that it ran it' },
      ],
    });
  });

  it('fails when it does not say what it looked at', () => {
    expect(judged(given({ time: null }))).toEqual({
      status: 'failed',
      reason: 'it does not say what it looked at (exit status 0)',
    });
  });

  it('fails on an exit status that nothing explains', () => {
    expect(judged(given(), 3)).toEqual({ status: 'failed', reason: 'exit status 3: it does not say why' });
    expect(judged(given(), 1).status).toBe('completed'); // with --error, which older habits may set
  });

  const timeout = (rule_id: string) => ({ type: 'Timeout', level: 'warn', rule_id, path: 'a.py', message: 'Timeout' });

  it('counts a file on which one rule of several ran out of time, and says which', () => {
    expect(judged(given({ errors: [timeout('p1')] }))).toMatchObject({
      status: 'partial',
      reason: 'parts of files were left out',
      considered: { files: ['a.py', 'b.go'] },
      notCovered: [{ what: 'a.py', why: 'its rule p1 ran out of time on it' }],
    });
  });

  it('does not count a file that no rule got through with', () => {
    const targets = [{ path: 'a.py', match_times: [0, 0, 0] }, all[1]];
    expect(judged(given({ errors: [timeout('p1')], targets }))).toMatchObject({
      considered: { files: ['b.go'] },
      notCovered: [{ what: 'a.py', why: 'no rule got through with it: p1 ran out of time' }],
    });
  });

  it('tells a rule that broke off, data flow that was given up, and an engine that gave up on a file', () => {
    const errors = [
      { type: 'Out of memory', level: 'warn', rule_id: 'p1', path: 'a.py', message: 'Out of memory' },
      { type: 'Stack overflow', level: 'warn', path: 'b.go', message: 'Stack overflow in b.go:\n deep' },
    ];
    const fixpoint_timeouts = [{ location: { path: 'a.py' }, rule_id: 'p2' }];
    expect(judged({ ...given({ errors, ...{ fixpoint_timeouts } }) })).toMatchObject({
      considered: { files: ['a.py'] },
      notCovered: [
        { what: 'a.py', why: 'its rule p1 broke off on it: Out of memory' },
        { what: 'a.py', why: 'its rule p2 broke off on it: Fixpoint timeout' },
        { what: 'b.go', why: 'Stack overflow: Stack overflow in b.go: deep' },
      ],
    });
  });
});

describe('the findings of other releases and other rules', () => {
  const row = (extra: Record<string, unknown>) =>
    Report.parse({
      errors: [],
      paths: { scanned: [] },
      results: [
        {
          check_id: 'r',
          path: './a.py',
          start: { line: 1, col: 1 },
          end: { line: 1, col: 5 },
          extra: { message: 'Found it', severity: 'ERROR', ...extra },
        },
      ],
    });
  const context = { input: { label: '.', files: ['a.py'] }, relative: (file: string) => file.replace(/^\.\//, '') };
  const read = (extra: Record<string, unknown>) => findingsOf(row(extra), context);

  it('are read without what only our own run knows', () => {
    expect(read({})).toEqual([
      {
        kind: 'code',
        ruleId: 'r',
        title: 'Found it',
        severity: 'high',
        nativeSeverity: 'ERROR',
        location: { path: 'a.py', startLine: 1, endLine: 1, startColumn: 1, endColumn: 5 },
        rule: {},
        pointer: '/results/0',
      },
    ]);
  });

  it('have their weakness in the long form of the registry', () => {
    expect(read({ metadata: { cwe: "CWE-89: Improper Neutralization ('SQL Injection')" } })[0]?.rule).toEqual({
      cwes: ['CWE-89'],
    });
  });

  it('have a severity of either scale', () => {
    const severities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'ERROR', 'WARNING', 'INFO', 'INVENTORY'];
    expect(severities.map((severity) => read({ severity })[0]?.severity)).toEqual([
      'critical',
      'high',
      'medium',
      'low',
      'high',
      'medium',
      'low',
      'unknown',
    ]);
  });

  it('are left out when a comment silences them, where they are printed nevertheless', () => {
    expect(read({ is_ignored: true })).toEqual([]);
  });

  it('are secrets where the weakness is a key or a password in the source, and else code', () => {
    expect(read({ metadata: { cwe: ['CWE-798: Use of Hard-coded Credentials'] } })[0]?.kind).toBe('secret');
    expect(read({ metadata: { cwe: ['CWE-89'] } })[0]?.kind).toBe('code');
  });

  it('hand on the value of a hard-coded key to be scrubbed, where the code is printed', () => {
    const metadata = { cwe: ['CWE-321'] };
    const metavars = { $KEY: { abstract_content: 'obviously-fake' }, $APP: { abstract_content: 'app' } };
    expect(read({ metadata, metavars })[0]?.secret).toBe('obviously-fake');
    expect(read({ metadata })[0]).not.toHaveProperty('secret');
    expect(read({ metadata: { cwe: ['CWE-89'] }, metavars })[0]).not.toHaveProperty('secret');
  });
});

await describeLive(semgrep, [], (tool) => {
  const folders: string[] = [];
  const folder = (files: Record<string, string>) => {
    const root = makeFolder(files);
    folders.push(root);
    return root;
  };
  const BAD = 'import os\n\n\ndef run(name):\n    os.system("ls " + name)\n';
  const MINUTES = 5 * 60_000;

  afterAll(async () => {
    const { rm } = await import('node:fs/promises');
    await Promise.all(folders.map((one) => rm(one, { recursive: true })));
  });

  it(
    'finds what is there in tests, vendored folders and what ignore files name, and its canary',
    async () => {
      const root = folder({
        '.semgrepignore': '*\n',
        'node_modules/a/run.py': BAD,
        'tests/test_run.py': BAD,
        '-dash.py': BAD,
        'we ird/ü,.py': 'print("hello")\n',
      });
      const [executed, ...others] = await executeWith(semgrep, root, tool.path);
      expect(others).toEqual([]);
      expect(executed?.entry).toMatchObject({
        status: 'completed',
        canary: 'found',
        exitStatus: 0,
        considered: { files: 4 },
      });
      expect(executed?.findings.map(({ ruleId, location }) => [ruleId, location?.path]).sort()).toEqual([
        ['python-command-injection', '-dash.py'],
        ['python-command-injection', 'node_modules/a/run.py'],
        ['python-command-injection', 'tests/test_run.py'],
      ]);
    },
    MINUTES,
  );

  it(
    'finds what is there in files with other names',
    async () => {
      const root = folder({ 'tools/run': `#!/usr/bin/env python3\n${BAD}` });
      const [executed] = await executeWith(semgrep, root, tool.path);
      expect(executed?.entry).toMatchObject({ input: 'otherwise-named', status: 'completed', canary: 'found' });
      expect(executed?.findings.map(({ location }) => location?.path)).toEqual(['tools/run']);
    },
    MINUTES,
  );

  it(
    'does not let a file that cannot be parsed pass',
    async () => {
      const root = folder({ 'a.py': BAD, 'b.js': 'function f(req) { eval(req.query.x) \n let = = ;;; {{{ \n' });
      const [executed] = await executeWith(semgrep, root, tool.path);
      expect(executed?.entry).toMatchObject({
        status: 'partial',
        exitStatus: 0,
        notCovered: [{ what: 'b.js', why: 'could not be parsed' }],
      });
      expect(executed?.looked).toEqual(['a.py']);
    },
    MINUTES,
  );

  it(
    'does not count a language whose rules are gone',
    async () => {
      const rules = folder({});
      for (const name of ['python', 'javascript', 'go', 'java'])
        mkdirSync(path.join(rules, 'semgrep', name), { recursive: true });
      const rule = { id: 'java-command-injection', languages: ['java'], severity: 'ERROR', message: 'x' };
      const pack = JSON.stringify({ rules: [{ ...rule, pattern: 'Runtime.getRuntime().exec($A + $B)' }] });
      writeFileSync(path.join(rules, 'semgrep/java/only.yml'), pack);
      const root = folder({ 'A.java': 'class A {}\n', 'a.py': BAD });
      const [executed] = await executeWith(semgrep, root, tool.path, { rules });
      expect(executed?.entry.status).not.toBe('completed');
      expect(executed?.looked).not.toContain('a.py');
    },
    MINUTES,
  );
});
