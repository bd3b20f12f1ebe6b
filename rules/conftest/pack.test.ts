import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { SEVERITIES } from '../../src/model/severity-names.js';
import conftest from '../../src/scanners/conftest/adapter.js';
import { MODES, type ModeName } from '../../src/scanners/conftest/modes.js';
import { describeLive } from '../../test/live.js';

const HERE = import.meta.dirname;
const POLICY = path.join(HERE, 'policy');
const EXAMPLES = path.join(HERE, 'examples');
const PREFIXES: Record<ModeName, string> = {
  dockerfile: 'MUSTER-DOCKER-',
  compose: 'MUSTER-COMPOSE-',
  kubernetes: 'MUSTER-K8S-',
  workflow: 'MUSTER-WORKFLOW-',
  terraform: 'MUSTER-TERRAFORM-',
};
const MODE_NAMES = Object.keys(MODES) as ModeName[];

const sources = readdirSync(POLICY, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.rego'))
  .map((name) => readFileSync(path.join(POLICY, name), 'utf8'));
const ids = sources.flatMap((source) => [...source.matchAll(/^# {3}id: (\S+)$/gm)].map(([, id = '']) => id));

describe('the policies', () => {
  it('have one annotated rule for each id: annotations reach the next rule only, and one without vanishes', () => {
    expect(new Set(ids).size).toBe(ids.length);
    const rules = sources.flatMap((source) => [...source.matchAll(/^deny contains /gm)]);
    const annotated = sources.flatMap((source) => [...source.matchAll(/^# {3}cwes: \[.*\]\ndeny contains /gm)]);
    expect([rules.length, annotated.length]).toEqual([ids.length, ids.length]);
  });

  it('have a folder of examples for each rule, with a bad and a good one, and none besides', () => {
    expect(readdirSync(EXAMPLES).sort()).toEqual([...ids].sort());
    for (const id of ids) {
      const names = readdirSync(path.join(EXAMPLES, id)).map((name) => path.parse(name).name);
      expect(names, id).toEqual(expect.arrayContaining(['bad', 'good']));
      expect(
        names.every((name) => /^(?:bad|good)(?:-|$)/.test(name)),
        id,
      ).toBe(true);
    }
  });
});

interface Row {
  filename: string;
  warnings?: { metadata: { seen?: boolean } }[];
  failures?: { msg: string; metadata: Record<string, unknown> & { id: string } }[];
}

function examplesOf(mode: ModeName): string[] {
  return readdirSync(EXAMPLES)
    .filter((id) => id.startsWith(PREFIXES[mode]))
    .flatMap((id) => readdirSync(path.join(EXAMPLES, id)).map((name) => path.join(EXAMPLES, id, name)));
}

const ODD = [null, 0, 'x', ['x'], { x: 1 }];
let turn = 0;

/** A value of another type for each part of a document, one at a time; which one goes round. */
function oddly(document: unknown): unknown[] {
  const odd = ODD[turn++ % ODD.length];
  if (document === null || typeof document !== 'object') return [odd];
  const parts = Object.entries(document).flatMap(([key, part]) =>
    oddly(part).map((other) =>
      Array.isArray(document)
        ? document.map((one: unknown, index) => (String(index) === key ? other : one))
        : { ...document, [key]: other },
    ),
  );
  return [odd, ...parts];
}

await describeLive(conftest, [], (tool) => {
  function testWith(mode: ModeName, files: string[], parser: string = MODES[mode].parser): Row[] {
    const fixed = ['--show-builtin-errors', '--strict', '--output=json', `--parser=${parser}`];
    const where = [`--policy=${POLICY}`, `--capabilities=${path.join(HERE, 'capabilities.json')}`];
    const args = ['test', ...fixed, ...where, `--namespace=${MODES[mode].namespace}`, ...files];
    const { stdout, stderr } = spawnSync(tool.path, args, { cwd: os.tmpdir(), encoding: 'utf8', maxBuffer: 1 << 28 });
    expect(stderr).toBe('');
    return JSON.parse(stdout) as Row[];
  }

  describe.each(MODE_NAMES)('of the kind %s', (mode) => {
    let rows: Row[] = [];
    beforeAll(() => {
      rows = testWith(mode, examplesOf(mode));
    });

    it('find each bad example and no good one', () => {
      const wrong = rows.filter(({ filename, failures = [] }) => {
        const id = path.basename(path.dirname(filename));
        const isBad = path.basename(filename).startsWith('bad');
        return failures.some(({ metadata }) => metadata.id === id) !== isBad;
      });
      expect(rows).toHaveLength(examplesOf(mode).length);
      expect(wrong.map(({ filename }) => path.relative(EXAMPLES, filename))).toEqual([]);
    });

    it('say of each example that they looked at it', () => {
      const unseen = rows.filter(({ warnings = [] }) => !warnings.some(({ metadata }) => metadata.seen));
      expect(unseen).toEqual([]);
    });

    it('say what is wrong, how bad it is, what to do and where to read on, and no secret', () => {
      for (const { msg, metadata } of rows.flatMap(({ failures = [] }) => failures)) {
        expect(metadata).toMatchObject({
          title: expect.stringMatching(/^[A-Z][^.]+$/),
          docs: expect.stringMatching(/^https:\/\//),
          resource: expect.stringMatching(/./),
          severity: expect.toBeOneOf([...SEVERITIES]),
        });
        expect(msg).toMatch(/\.$/);
        expect(msg + JSON.stringify(metadata)).not.toContain('obviously-fake');
        for (const cwe of metadata['cwes'] as string[]) expect(cwe).toMatch(/^CWE-\d+$/);
      }
    });
  });

  it('trip over no value of an unexpected type', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'muster-policies-'));
    try {
      for (const mode of MODE_NAMES.filter((name) => name !== 'dockerfile')) {
        const bad = examplesOf(mode).filter((file) => path.parse(file).name === 'bad');
        const odd = bad.flatMap((file) => documentsOf(mode, file).flatMap(oddly));
        const file = path.join(folder, `${mode}.json`);
        // A list at the top is that many documents.
        writeFileSync(file, JSON.stringify(odd));
        expect(testWith(mode, [file], 'json')).toHaveLength(1);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 120_000);

  function documentsOf(mode: ModeName, file: string): unknown[] {
    if (MODES[mode].parser === 'yaml') {
      return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as unknown);
    }
    const args = ['parse', `--parser=${MODES[mode].parser}`, file];
    return [JSON.parse(execFileSync(tool.path, args, { encoding: 'utf8' })) as unknown];
  }

  it('are written the way that conftest writes them', () => {
    const { status, stdout, stderr } = spawnSync(tool.path, ['fmt', '--check', POLICY], { encoding: 'utf8' });
    expect([status, stdout, stderr]).toEqual([0, '', '']);
  });

  it('may use no function that leaves the machine or depends on it', () => {
    const { builtins } = JSON.parse(readFileSync(path.join(HERE, 'capabilities.json'), 'utf8')) as {
      builtins: { name: string; nondeterministic?: boolean }[];
    };
    expect(
      builtins.filter(
        ({ name, nondeterministic }) => nondeterministic || /^(?:http|net|opa|io|time|rand)\./.test(name),
      ),
    ).toEqual([]);
  });
});
