import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { makeFolder } from '../../../test/repository.js';
import type { Finished } from '../../model/scanner.js';
import bench from './adapter.js';
import { canary, clientFor } from './canary.js';
import { Report } from './report.js';

const made: string[] = [];
function folder(files: Record<string, string>): string {
  const root = makeFolder(files);
  made.push(root);
  return root;
}
const before = process.env['DOCKER_HOST'];
afterEach(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true });
  if (before === undefined) delete process.env['DOCKER_HOST'];
  else process.env['DOCKER_HOST'] = before;
});

function recordedReport(): Report {
  const text = readFileSync(path.join(import.meta.dirname, 'recorded/findings/output'), 'utf8');
  return Report.parse(JSON.parse(text));
}

function finished(more: Partial<Finished<Report>>): Finished<Report> {
  const input = { label: '.', files: [] };
  return { exitStatus: 0, stderr: '', input, prepared: { isRoot: true }, relative: (name) => name, ...more };
}

describe('docker-bench', () => {
  it('runs for nobody who does not ask, since it looks at the machine', () => {
    expect(bench.onlyWhenAsked).toContain('not at the target');
  });

  it('takes warnings for findings, with what they say and what to do', async () => {
    const { recording, outcome, findings } = await replay(bench, 'findings');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toEqual({ status: 'completed', considered: { files: [], packages: 0 } });
    expect(findings).toHaveLength(21);
    expect(findings.find(({ ruleId }) => ruleId === '5.5')).toEqual({
      kind: 'misconfiguration',
      ruleId: '5.5',
      title: 'Ensure that privileged containers are not used',
      message: 'Containers running in privileged mode:  loud',
      severity: 'medium',
      nativeSeverity: 'WARN',
      rule: {
        name: 'Ensure that privileged containers are not used (Automated)',
        help: 'You should not run containers with the --privileged flag.',
      },
      pointer: '/tests/4/results/4',
    });
  });

  it('is unavailable without an engine: no report, and no word on standard error', async () => {
    const { recording, outcome, findings } = await replay(bench, 'no-engine');
    expect([recording.exitStatus, findings]).toEqual([1, []]);
    expect(outcome).toMatchObject({ status: 'unavailable', reason: expect.stringContaining('Docker engine') });
  });

  it('is partial when a command complained, when it was not root, and when checks are missing', () => {
    const report = recordedReport();
    expect(bench.outcome(finished({ report, stderr: 'Cannot connect to the engine\n' }))).toMatchObject({
      status: 'partial',
      notCovered: [{ what: 'a check whose command complained', why: 'Cannot connect to the engine' }],
    });
    expect(bench.outcome(finished({ report, prepared: { isRoot: false } }))).toMatchObject({
      status: 'partial',
      notCovered: [{ why: 'it was not run by root' }],
    });
    const fewer = { ...report, tests: report.tests.slice(1) };
    expect(bench.outcome(finished({ report: fewer }))).toMatchObject({
      status: 'partial',
      notCovered: [{ what: 'checks', why: 'it counts 117 of them and tells the result of 97' }],
    });
    expect(bench.outcome(finished({ report: { ...report, tests: [], checks: 0 } })).status).toBe('failed');
  });

  it('takes a report that was cut short for another shape', () => {
    const { end: _, ...cut } = recordedReport();
    expect(Report.safeParse(cut).success).toBe(false);
  });

  it('has an engine of its own for a canary of this process only', () => {
    const [mark = ''] = Object.values(canary.files);
    const [other = ''] = Object.values(canary.counterExample);
    expect(clientFor(mark)).toContain('echo true');
    expect(clientFor(other)).toContain('echo false');
    expect(clientFor('muster true\n')).toBeUndefined();
    expect(clientFor('')).toBeUndefined();
  });
});

await describeLive(bench, ['docker'], (tool) => {
  it('finds its canary in what a client of ours says, and not in the counter-example', {
    timeout: 120_000,
  }, async () => {
    process.env['DOCKER_HOST'] = 'unix:///absent.sock';
    const target = folder(canary.files);
    const [executed] = await executeWith(bench, target, tool.path);
    expect(executed?.entry.canary).toBe('found');
    expect(executed?.findings.map(({ ruleId }) => ruleId)).toContain('5.5');
    const [harmless] = await executeWith(bench, folder(canary.counterExample), tool.path);
    expect(harmless?.findings.map(({ ruleId }) => ruleId)).not.toContain('5.5');
    expect(readdirSync(target)).toEqual(Object.keys(canary.files));
  });

  it('is unavailable where no engine answers', { timeout: 60_000 }, async () => {
    process.env['DOCKER_HOST'] = 'unix:///absent.sock';
    const [executed] = await executeWith(bench, folder({ 'a.txt': '' }), tool.path);
    expect(executed?.entry).toMatchObject({ status: 'unavailable', canary: 'untested' });
  });
});
