import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { makeFolder } from '../../../test/repository.js';
import semgrep from './adapter.js';
import { rulesFacts } from './database.js';
import { layOutOfficial, packFiles, readOfficial } from './official.js';
import { judge } from './outcome.js';
import { Report } from './report.js';

/** As the registry writes them: the id holds the folders. */
const EVAL = `- id: python.lang.security.audit.eval-detected.eval-detected
  languages: [python]
  severity: WARNING
  message: Detected the use of eval(). Do not use it on data.
  metadata:
    cwe: ["CWE-95: Improper Neutralization of Directives in Dynamically Evaluated Code ('Eval Injection')"]
    references: [https://owasp.org/Top10/A03_2021-Injection]
    confidence: LOW
  patterns:
  - pattern: eval(...)
  - pattern-not: eval("...")
`;
const rule = (id: string, languages: string, pattern = 'pattern: eval(...)') =>
  `- { id: ${id}, languages: [${languages}], severity: WARNING, message: Found, ${pattern} }\n`;
const PACK = `rules:\n${EVAL}${rule('generic.secrets.token', 'generic', 'pattern: "TOKEN=$X"')}${rule('ruby.lang.eval', 'ruby')}`;

const folders: string[] = [];
const folder = (files: Record<string, string>) => {
  const made = makeFolder(files);
  folders.push(made);
  return made;
};
const scratch = () => {
  const made = mkdtempSync(path.join(os.tmpdir(), 'muster-scratch-'));
  folders.push(made);
  return path.join(made, 'official-rules');
};

afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true });
});

async function laidOut(files: Record<string, string>, names: string[], ours: string[] = []) {
  const into = scratch();
  const given = await layOutOfficial(await readOfficial(folder(files)), { names, ours, into });
  const [file] = readdirSync(into);
  const rules = file === undefined ? [] : JSON.parse(readFileSync(path.join(into, file), 'utf8')).rules;
  return { ...given, rules };
}

describe('the official packs', () => {
  it('are the files of a folder that Semgrep takes for rules, without tests of rules and what is hidden', async () => {
    const place = folder({
      'p_default.yml': PACK,
      'more/secrets.yaml': PACK,
      'more/secrets.test.yaml': 'a: 1\n',
      'more/secrets.fixed.yml': 'a: 1\n',
      '.github/workflows/ci.yml': 'on: push\n',
      '.pre-commit-config.yaml': 'repos: []\n',
      'muster-database.json': '{}',
    });
    expect(await packFiles(place)).toEqual(['more/secrets.yaml', 'p_default.yml']);
  });

  it('give a run the rules for its files by the ids of the registry, and nothing for other languages', async () => {
    const python = await laidOut({ 'p_default.yml': PACK }, ['a.py']);
    expect(python.ids).toEqual(['python.lang.security.audit.eval-detected.eval-detected', 'generic.secrets.token']);
    expect(python.gaps).toEqual([]);
    expect(python.rules[0]).toMatchObject({
      id: 'python.lang.security.audit.eval-detected.eval-detected',
      patterns: [{ pattern: 'eval(...)' }, { 'pattern-not': 'eval("...")' }],
    });
    expect((await laidOut({ 'p_default.yml': PACK }, ['A.java'])).ids).toEqual(['generic.secrets.token']);
    const javascript = `rules:\n${rule('a', 'js')}${rule('b', 'typescript')}`;
    expect((await laidOut({ 'x.yml': javascript }, ['a.ts'])).ids).toEqual(['a', 'b']);
    expect((await laidOut({ 'x.yml': javascript }, ['a.js'])).ids).toEqual(['a']);
  });

  it('write no file where no rule is for the files of the run', async () => {
    const { rules, ids } = await laidOut({ 'x.yml': `rules:\n${rule('a', 'ruby')}` }, ['a.py']);
    expect([rules, ids]).toEqual([[], []]);
  });

  it('keep a rule apart that is called as one of ours, by the name of its pack', async () => {
    const files = { 'p/my pack.yml': `rules:\n${rule('python-code-injection', 'python')}${rule('own', 'python')}` };
    expect((await laidOut(files, ['a.py'], ['python-code-injection'])).ids).toEqual([
      'my_pack.python-code-injection',
      'own',
    ]);
  });

  it('tell what cannot be used, and use the rest: a page instead of rules, a file cut short, a rule without a part', async () => {
    const { ids, gaps } = await laidOut(
      {
        'cut.yml': PACK.slice(0, PACK.indexOf('"CWE-95') + 20),
        'empty.yml': '',
        'good.yml': `rules:\n${rule('good', 'python')}- { id: silent, languages: [python], severity: LOW, pattern: x }\n- 3\n`,
        'page.yml': '<!doctype html><html lang="en"><body>Sign in</body></html>',
        'sca.yml': `rules:\n${rule('sca', 'python', 'r2c-internal-project-depends-on: { package: x }')}`,
      },
      ['a.py'],
    );
    expect(ids).toEqual(['good']);
    expect(gaps).toEqual([
      { what: 'the rules of cut.yml', why: expect.stringMatching(/^not YAML: /) },
      { what: 'the rules of empty.yml', why: 'there is no list "rules" in it' },
      { what: 'rule silent of good.yml', why: 'its message is missing or wrong' },
      { what: 'the rule at place 3 of good.yml', why: 'its form is missing or wrong' },
      { what: 'the rules of page.yml', why: 'there is no list "rules" in it' },
      { what: 'rule sca of sca.yml', why: 'it is about dependencies, for which a run needs an account' },
    ]);
  });

  it('tell a folder that is not there, and one without rules', async () => {
    const empty = folder({ 'README.md': 'x' });
    expect((await readOfficial(empty))[0]?.broken).toEqual([
      { what: `the rules in ${empty}`, why: 'there is no file of rules (*.yml, *.yaml) in it' },
    ]);
    expect((await readOfficial(path.join(empty, 'gone')))[0]?.broken[0]?.why).toBe('there is no such folder');
  });
});

describe('what the ledger says of the rules', () => {
  it('are ours alone without packs', async () => {
    expect(await rulesFacts({})).toEqual({
      name: "Muster's rules",
      updatedAt: null,
      ageHours: null,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('names the files of a folder, and another digest for each change of them', async () => {
    const place = folder({ 'a.yml': PACK, 'b.yml': PACK, 'c.yml': PACK, 'd.yml': PACK, 'e.yml': PACK });
    const before = await rulesFacts({ database: place });
    expect(before.name).toBe("Muster's rules; a.yml, b.yml, c.yml, d.yml and 1 more");
    writeFileSync(path.join(place, 'e.yml'), `${PACK}\n`);
    const after = await rulesFacts({ database: place });
    expect(after.digest).not.toBe(before.digest);
    expect((await rulesFacts({})).digest).not.toBe(before.digest);
  });

  it('names the packs that were fetched as the registry does, with the date of the oldest, no age', async () => {
    const sha256 = createHash('sha256').update(PACK).digest('hex');
    const fetched = (file: string, name: string, updatedAt: string | null, digest = sha256) => ({
      file,
      name,
      updatedAt,
      sha256: digest,
    });
    const facts = async (...files: object[]) =>
      rulesFacts({
        database: folder({
          'p_a.yml': PACK,
          'p_b.yml': PACK,
          'muster-database.json': JSON.stringify({ id: 'semgrep', files }),
        }),
      });
    const a = fetched('p_a.yml', 'p/a', '2026-11-20T10:00:00.000Z');
    expect(await facts(a, fetched('p_b.yml', 'p/b', '2026-11-21T10:00:00.000Z'))).toMatchObject({
      name: "Muster's rules; p/a, p/b",
      updatedAt: '2026-11-20T10:00:00.000Z',
      ageHours: null,
    });
    expect(await facts(a, fetched('p_b.yml', 'p/b', null))).toMatchObject({ updatedAt: null });
    // Changed by hand since it was fetched: it is no longer that pack.
    expect(await facts(a, fetched('p_b.yml', 'p/b', '2026-11-21T10:00:00.000Z', 'other'))).toMatchObject({
      name: "Muster's rules; p/a, p_b.yml",
      updatedAt: null,
    });
  });

  it('says so when there are none where they should be', async () => {
    expect(await rulesFacts({ database: folder({}) })).toMatchObject({
      name: "Muster's rules; none in the folder that is configured",
    });
  });
});

describe('the judgement of a run with official rules', () => {
  const report = (rules: string[], match_times: number[][]) =>
    Report.parse({
      errors: [],
      paths: { scanned: ['a.py'] },
      results: [],
      time: { rules, targets: match_times.map((times) => ({ path: 'a.py', match_times: times })) },
    });
  const judged = (given: Report, gaps: { what: string; why: string }[] = []) =>
    judge({
      exitStatus: 0,
      stderr: '',
      report: given,
      input: { label: '.', files: ['a.py'] },
      prepared: { rules: { python: ['ours'] }, names: {}, official: ['theirs'], gaps },
      relative: (file) => file,
    });

  it('needs that each of them ran, too', () => {
    expect(judged(report(['ours', 'theirs'], [[0.1, 0]])).status).toBe('completed');
    expect(judged(report(['ours'], [[0.1]]))).toMatchObject({
      status: 'partial',
      notCovered: [{ what: 'rule theirs', why: 'it does not say that it ran it' }],
    });
  });

  it('counts no file for which only they ran', () => {
    expect(judged(report(['theirs'], [[0.1]]))).toMatchObject({
      status: 'failed',
      reason: 'it looked at no file of 1: a.py: none of the rules for its language was loaded',
    });
  });

  it('is partial when not all of a pack could be used', () => {
    const gap = { what: 'the rules of x.yml', why: 'not YAML: odd' };
    expect(judged(report(['ours', 'theirs'], [[0.1, 0]]), [gap])).toMatchObject({
      status: 'partial',
      reason: 'not all of the official rules could be used: the rules of x.yml: not YAML: odd',
      considered: { files: ['a.py'] },
      notCovered: [gap],
    });
  });

  it('takes a file for looked at when one way of reading it got through, also when it is not the last', () => {
    const slow = { type: 'Timeout', level: 'warn', rule_id: 'theirs', path: 'a.py', message: 'Timeout' };
    const given = report(
      ['ours', 'theirs'],
      [
        [0.1, 0],
        [0, 0],
      ],
    );
    expect(judged({ ...given, errors: [slow] })).toMatchObject({
      considered: { files: ['a.py'] },
      notCovered: [{ what: 'a.py', why: 'its rule theirs ran out of time on it' }],
    });
  });
});

await describeLive(semgrep, [], (tool) => {
  const MINUTES = 5 * 60_000;
  const run = async (files: Record<string, string>, database: string) => {
    const [executed, ...others] = await executeWith(semgrep, folder(files), tool.path, {
      databases: { semgrep: database },
    });
    expect(others).toEqual([]);
    return executed;
  };
  const APP = 'import os\n\n\ndef run(name):\n    os.system("ls " + name)\n    eval(name)\n# TOKEN=abc\n';

  it(
    'runs the rules of both in one scan, and names them apart',
    async () => {
      const same = rule('python-command-injection', 'python', 'pattern: os.system(...)');
      const executed = await run({ 'a.py': APP }, folder({ 'p_default.yml': `${PACK}${same}` }));
      expect(executed?.entry).toMatchObject({
        status: 'completed',
        canary: 'found',
        considered: { files: 1 },
        database: { name: "Muster's rules; p_default.yml" },
      });
      expect(executed?.findings.map(({ ruleId, location }) => [ruleId, location?.startLine]).sort()).toEqual([
        ['generic.secrets.token', 7],
        ['p_default.python-command-injection', 5],
        ['python-command-injection', 5],
        ['python.lang.security.audit.eval-detected.eval-detected', 6],
      ]);
      const official = executed?.findings.find(({ ruleId }) => ruleId.startsWith('python.lang'));
      expect(official).toMatchObject({
        title: 'Detected the use of eval()',
        severity: 'medium',
        rule: { helpUri: 'https://owasp.org/Top10/A03_2021-Injection', cwes: ['CWE-95'] },
      });
    },
    MINUTES,
  );

  it(
    'is partial when a pack is broken, is for a newer release or has a rule that cannot be loaded, and keeps the others',
    async () => {
      const packs = folder({
        'cut.yml': 'rules:\n- id: [\n',
        'p_x.yml': `rules:\n${EVAL}${rule('python.newer', 'python', 'min-version: 99.0.0, pattern: x')}${rule('python.odd', 'python', 'pattern: "eval(("')}`,
      });
      const executed = await run({ 'a.py': APP }, packs);
      expect(executed?.entry).toMatchObject({
        status: 'partial',
        canary: 'found',
        considered: { files: 1 },
        notCovered: [
          { what: 'rule python.newer', why: expect.stringContaining('requires upgrading Semgrep') },
          { what: 'rule python.odd', why: expect.stringContaining('Invalid pattern for Python') },
          { what: 'the rules of cut.yml', why: expect.stringContaining('not YAML') },
        ],
      });
      expect(executed?.findings.map(({ ruleId }) => ruleId).sort()).toEqual([
        'python-command-injection',
        'python.lang.security.audit.eval-detected.eval-detected',
      ]);
    },
    MINUTES,
  );

  it(
    'keeps our rules when the folder is gone, or has nothing for the files, and says which it is',
    async () => {
      const gone = await run({ 'a.py': APP }, '/nowhere/packs');
      expect(gone?.entry).toMatchObject({
        status: 'partial',
        reason: 'not all of the official rules could be used: the rules in /nowhere/packs: there is no such folder',
      });
      expect(gone?.findings.map(({ ruleId }) => ruleId)).toEqual(['python-command-injection']);
      const other = await run({ 'a.py': APP }, folder({ 'p_ruby.yml': `rules:\n${rule('ruby.x', 'ruby')}` }));
      expect(other?.entry).toMatchObject({
        status: 'completed',
        canary: 'found',
        database: { name: "Muster's rules; p_ruby.yml" },
      });
    },
    MINUTES,
  );

  it(
    'fails with the reason when Semgrep refuses a rule with all that it was given',
    async () => {
      const executed = await run(
        { 'a.py': APP },
        folder({ 'p_x.yml': `rules:\n${rule('x', 'python').replace('WARNING', 'HUGE')}` }),
      );
      expect(executed?.entry).toMatchObject({
        status: 'failed',
        exitStatus: 7,
        reason: expect.stringContaining("'HUGE' is not one of"),
      });
    },
    MINUTES,
  );
});
