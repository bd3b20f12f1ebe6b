import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { makeFolder } from '../../../test/repository.js';
import conftest from './adapter.js';
import { policyFacts, readFurther } from './further-policies.js';

const folders: string[] = [];
const folder = (files: Record<string, string>) => {
  const made = makeFolder(files);
  folders.push(made);
  return made;
};

afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true });
});

const PODS =
  'package acme.pods\n\ndeny contains {"msg": "Use a Deployment.", "id": "ACME-1", "severity": "high"} if input.kind == "Pod"\n';
const MAIN =
  'package main\n\nwarn contains msg if {\n  not input.metadata.labels\n  msg := "There are no labels."\n}\n';

describe('further policies', () => {
  it('are asked for by their packages, those of tests and of hidden folders left out', () => {
    const place = folder({
      'pods.rego': PODS,
      'more/main.rego': `# package comment\n${MAIN}`,
      'more/again.rego': MAIN,
      'pods_test.rego': 'package acme.pods_test\n\ntest_x if true\n',
      '.git/x.rego': 'package hidden\n',
    });
    expect(readFurther(place)).toEqual({ packages: ['main', 'acme.pods'], hasData: false, gaps: [] });
    writeFileSync(path.join(place, 'allowed.yaml'), 'allowed: [a]\n');
    expect(readFurther(place).hasData).toBe(true);
  });

  it('are told where they cannot be asked for', () => {
    const place = folder({ 'a.rego': 'package a["b-c"]\n', 'b.rego': '# nothing\n', 'c.rego': MAIN });
    expect(readFurther(place)).toMatchObject({
      packages: ['main'],
      gaps: [
        { what: 'the policies of a.rego', why: 'its package a["b-c"] is no plain name, which cannot be asked for' },
        { what: 'the policies of b.rego', why: 'it names no package' },
      ],
    });
    const empty = folder({ 'README.md': 'x' });
    expect(readFurther(empty).gaps).toEqual([
      { what: `the policies in ${empty}`, why: 'there is no file of policies (*.rego) in it' },
    ]);
    expect(readFurther(path.join(empty, 'gone')).gaps[0]?.why).toBe('there is no such folder');
  });

  it('may not be of a package of ours, and of one that is only called alike', () => {
    const posing = folder({ 'x.rego': 'package muster.kubernetes\n\nwarn contains "looked at"\n' });
    expect(() => readFurther(posing)).toThrow(
      `x.rego in ${posing} is of the package muster.kubernetes, which is one of Muster's own; give it another name`,
    );
    expect(readFurther(folder({ 'x.rego': 'package mustered\n' })).packages).toEqual(['mustered']);
  });

  it('may use more functions than ours, but none that reaches the network or the environment', () => {
    const read = (name: string) =>
      JSON.parse(readFileSync(path.resolve('rules/conftest', name), 'utf8')) as {
        builtins: { name: string }[];
        allow_net: string[];
      };
    const [own, others] = [read('capabilities.json'), read('capabilities-of-others.json')];
    const names = others.builtins.map(({ name }) => name);
    for (const { name } of own.builtins) expect(names).toContain(name);
    expect(names).toEqual(expect.arrayContaining(['object.keys', 'json.marshal', 'time.now_ns']));
    expect(names.filter((name) => /^(?:http|net\.lookup|opa|rand|uuid\.rfc)/.test(name))).toEqual([]);
    expect(others.allow_net).toEqual([]);
  });

  it('stand in the ledger by their packages, with another digest for each change of a policy or of data', async () => {
    const own = await policyFacts({});
    expect(own).toEqual({
      name: "Muster's policies",
      updatedAt: null,
      ageHours: null,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const place = folder({ 'pods.rego': PODS, 'data.json': '{}' });
    const before = await policyFacts({ database: place });
    expect(before.name).toBe("Muster's policies; acme.pods");
    writeFileSync(path.join(place, 'data.json'), '{"a":1}');
    const after = await policyFacts({ database: place });
    expect(new Set([own.digest, before.digest, after.digest]).size).toBe(3);
    expect((await policyFacts({ database: folder({}) })).name).toBe(
      "Muster's policies; none in the folder that is configured",
    );
  });
});

describe('the judgement of a run with further policies', () => {
  const input = { label: 'kubernetes', mode: 'kubernetes', files: ['a.yaml'] };
  const mark = { msg: 'looked at', metadata: { seen: true, empty: false } };
  const ours = { filename: 'a.yaml', namespace: 'muster.kubernetes', warnings: [mark] };
  const prepared = { documents: { 'a.yaml': 1 }, unread: {}, names: {}, further: ['main'] };
  const relative = (name: string) => name;
  const judged = (rows: object[]) =>
    conftest.outcome({ exitStatus: 0, stderr: '', report: conftest.shape.parse(rows), input, prepared, relative });

  it('needs that they ran, too', () => {
    expect(judged([ours, { filename: 'a.yaml', namespace: 'main' }]).status).toBe('completed');
    expect(judged([ours])).toMatchObject({
      status: 'partial',
      considered: { files: ['a.yaml'] },
      notCovered: [{ what: 'the policies of the package main', why: 'it does not say that it ran them' }],
    });
  });

  it('believes no mark of theirs, and shows it', () => {
    const theirs = { filename: 'a.yaml', namespace: 'main', warnings: [mark] };
    expect(judged([{ ...ours, warnings: [] }, theirs])).toMatchObject({
      status: 'failed',
      reason: 'it looked at no file of 1: a.yaml: its policies looked at 0 of 1 documents',
    });
    const parsed = conftest.parse(conftest.shape.parse([ours, theirs]), { input, prepared, relative });
    expect(parsed.map(({ title, pointer }) => [title, pointer])).toEqual([['looked at', '/1/warnings/0']]);
  });

  it('takes no rule of theirs for one of ours', () => {
    const failures = [{ msg: 'x', metadata: { id: 'MUSTER-K8S-001', query: 'data.main.deny' } }];
    const rows = [
      { filename: 'a.yaml', namespace: 'muster.kubernetes', failures },
      { filename: 'a.yaml', namespace: 'main', failures },
    ];
    const parsed = conftest.parse(conftest.shape.parse(rows), { input, relative });
    expect(parsed.map(({ ruleId }) => ruleId)).toEqual(['MUSTER-K8S-001', 'main.MUSTER-K8S-001']);
  });
});

await describeLive(conftest, [], (tool) => {
  const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { hostPID: true, containers: [] }\n';
  const run = async (policies: string | Record<string, string>) => {
    const database = typeof policies === 'string' ? policies : folder(policies);
    const executed = await executeWith(
      conftest,
      folder({ 'pod.yaml': POD, Dockerfile: 'FROM debian:13.1\n' }),
      tool.path,
      {
        databases: { conftest: database },
      },
    );
    const of = (label: string) => executed.find(({ entry }) => entry.input === label);
    return { kubernetes: of('kubernetes'), dockerfile: of('dockerfile: Dockerfile') };
  };

  it('runs them beside ours, also with functions that ours do not use and documents that they look up', async () => {
    const { kubernetes, dockerfile } = await run({
      'pods.rego': PODS,
      'main.rego': MAIN,
      'names.rego':
        'package names\n\ndeny contains msg if {\n  not input.metadata.name in data.allowed\n  msg := concat(" ", object.keys(input.metadata))\n}\n',
      'data/allowed.yaml': 'unused: true\n',
      'allowed.json': '{"allowed": ["b"]}',
    });
    expect(kubernetes?.entry).toMatchObject({
      status: 'completed',
      canary: 'found',
      considered: { files: 1 },
      database: { name: "Muster's policies; main, names, acme.pods" },
    });
    expect(kubernetes?.findings.map(({ ruleId, title, severity }) => [ruleId, title, severity]).sort()).toEqual([
      ['ACME-1', 'Use a Deployment.', 'high'],
      ['MUSTER-K8S-002', 'A pod sees the processes of its node', 'medium'],
      ['main.warn', 'There are no labels.', 'low'],
      ['names.deny', 'name', 'medium'],
    ]);
    expect(dockerfile?.entry).toMatchObject({ status: 'completed', canary: 'found' });
  });

  it('fails, and says where, when they do not compile, reach for the network or are for an older Rego', async () => {
    const reasonFor = async (text: string) => {
      const { kubernetes } = await run({ 'bad.rego': text });
      expect(kubernetes?.entry).toMatchObject({ status: 'failed', considered: { files: 0 } });
      return kubernetes?.entry.reason;
    };
    expect(await reasonFor('package main\n\ndeny contains msg if {\n')).toMatch(/bad\.rego:4: rego_parse_error/);
    expect(await reasonFor('package main\n\ndeny[msg] { msg := "x" }\n')).toMatch(/`if` keyword is required/);
    expect(
      await reasonFor('package main\n\ndeny contains "x" if http.send({"method": "get", "url": "http://localhost"})\n'),
    ).toMatch(/bad\.rego:3: rego_type_error: undefined function http\.send/);
    expect(await reasonFor('package main\n\ndeny contains "x" if to_number(input.metadata.name) > 1\n')).toMatch(
      /built-in error.*to_number/,
    );
    expect(await reasonFor('package muster.docker\n\ndeny contains "x"\n')).toMatch(/one of Muster's own/);
  });

  it('is partial, with what ours found, when the folder is gone', async () => {
    const { kubernetes } = await run('/nowhere/policies');
    expect(kubernetes?.entry).toMatchObject({
      status: 'partial',
      canary: 'found',
      reason: 'not all further policies could be asked',
      notCovered: [{ what: 'the policies in /nowhere/policies', why: 'there is no such folder' }],
    });
    expect(kubernetes?.findings.map(({ ruleId }) => ruleId)).toEqual(['MUSTER-K8S-002']);
  });
});
