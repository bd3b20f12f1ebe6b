import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import semgrep from '../../src/scanners/semgrep/adapter.js';
import { foldersFor } from '../../src/scanners/semgrep/languages.js';
import { Report } from '../../src/scanners/semgrep/report.js';
import { describeLive } from '../../test/live.js';

const HERE = import.meta.dirname;
const FOLDERS = foldersFor([]);

const Rule = z.object({
  id: z.string(),
  languages: z.array(z.string()),
  severity: z.enum(['ERROR', 'WARNING', 'INFO']),
  message: z.string(),
  metadata: z.object({
    cwe: z.array(z.string().regex(/^CWE-\d+$/)).min(1),
    owasp: z.array(z.string().regex(/^A(?:0\d|10):2021$/)).min(1),
    confidence: z.enum(['HIGH', 'MEDIUM', 'LOW']),
    references: z.array(z.string().startsWith('https://')).min(1),
  }),
});

const rules = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(HERE, folder))
    .filter((name) => name.endsWith('.yml'))
    .flatMap((name) => {
      const text = readFileSync(path.join(HERE, folder, name), 'utf8');
      return z
        .object({ rules: z.array(Rule) })
        .parse(parse(text))
        .rules.map((rule) => ({ folder, rule }));
    }),
);

const examples = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(HERE, folder, 'examples')).map((name) => `${folder}/examples/${name}`),
);

/** `# ruleid: NAME` and `# ok: NAME` speak of the next line, as in Semgrep's own tests. */
const ANNOTATION = /(?:#|\/\/|\{\/\*)\s*(ruleid|ok):\s*([\w, -]+?)\s*(?:\*\/\})?$/;

interface Annotation {
  what: string;
  place: string;
  rule: string;
}

const annotations: Annotation[] = examples.flatMap((file) =>
  readFileSync(path.join(HERE, file), 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      const [, what = '', names = ''] = ANNOTATION.exec(line) ?? [];
      const place = `${file}:${index + 2}`;
      return names === '' ? [] : names.split(/,\s*/).map((rule) => ({ what, place, rule }));
    }),
);

describe('the rules for Semgrep', () => {
  it('are named once, after the folder of their language', () => {
    const ids = rules.map(({ rule }) => rule.id);
    expect(ids.length).toBeGreaterThanOrEqual(60);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(rules.filter(({ folder, rule }) => !rule.id.startsWith(`${folder}-`))).toEqual([]);
  });

  it('for JavaScript are for TypeScript too', () => {
    for (const { folder, rule } of rules) {
      expect(rule.languages).toEqual(folder === 'javascript' ? ['javascript', 'typescript'] : [folder]);
    }
  });

  it('never print a part of the code: it can be a secret', () => {
    expect(rules.filter(({ rule }) => /\$[A-Z]/.test(rule.message)).map(({ rule }) => rule.id)).toEqual([]);
  });

  it('say what is wrong and then what to do', () => {
    const short = rules.filter(({ rule }) => rule.message.split(/[.:] /).length < 2).map(({ rule }) => rule.id);
    expect(short).toEqual([]);
  });

  it.each(rules.map(({ rule }) => rule.id))('have bad and good examples: %s', (id) => {
    const shown = annotations.filter(({ rule }) => rule === id).map(({ what }) => what);
    expect(shown).toContain('ruleid');
    expect(shown).toContain('ok');
  });

  it('are the only ones that the examples speak of', () => {
    const known = new Set(rules.map(({ rule }) => rule.id));
    expect(annotations.filter(({ rule }) => !known.has(rule))).toEqual([]);
  });
});

await describeLive(semgrep, [], (tool) => {
  const work = mkdtempSync(path.join(os.tmpdir(), 'muster-pack-'));
  afterAll(() => rmSync(work, { recursive: true }));

  it('find each bad example and nothing else in any of them', async () => {
    const output = path.join(work, 'output.json');
    const flags = ['--json', `--output=${output}`, '--time', '--quiet', '--metrics=off', '--disable-version-check'];
    const limits = ['--no-rewrite-rule-ids', '--timeout=120', '--jobs=2'];
    const packs = FOLDERS.map((folder) => `--config=${folder}`);
    await promisify(execFile)(tool.path, ['scan', ...flags, ...limits, ...packs, ...examples], {
      cwd: HERE,
      env: { PATH: process.env['PATH'], HOME: work, SEMGREP_SEND_METRICS: 'off', SEMGREP_ENABLE_VERSION_CHECK: '0' },
    });
    const report = Report.parse(JSON.parse(readFileSync(output, 'utf8')));
    expect(report.errors).toEqual([]);
    const ran = (report.time?.rules ?? []).map((rule) => (typeof rule === 'string' ? rule : rule.id));
    expect(ran.sort()).toEqual(rules.map(({ rule }) => rule.id).sort());
    const found = report.results.map(({ path: file, start, check_id }) => `${file}:${start.line} ${check_id}`);
    const wanted = annotations.filter(({ what }) => what === 'ruleid').map(({ place, rule }) => `${place} ${rule}`);
    expect([...new Set(found)].sort()).toEqual(wanted.sort());
  }, 600_000);
});
