import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { replay } from '../../../test/replay.js';
import { makeFolder } from '../../../test/repository.js';
import type { Finished } from '../../model/scanner.js';
import lynis from './adapter.js';
import { canary, isCanary } from './canary.js';

const made: string[] = [];
function folder(files: Record<string, string>): string {
  const root = makeFolder(files);
  made.push(root);
  return root;
}
afterEach(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true });
});

const recorded = readFileSync(path.join(import.meta.dirname, 'recorded/findings/output'), 'utf8');
const END = 'tests_executed=AUTH-9204|AUTH-9208|\ntests_skipped=\nfinish=true\n';

function finished(more: Partial<Finished<string>>): Finished<string> {
  const input = { label: '.', files: [] };
  return { exitStatus: 0, stderr: '', input, prepared: { isRoot: true }, relative: (name) => name, ...more };
}

describe('lynis', () => {
  it('runs for nobody who does not ask, since it audits the machine', () => {
    expect(lynis.onlyWhenAsked).toContain('not the target');
  });

  it('reads the warning of its canary, and is partial: the tests that it skipped stand in the ledger', async () => {
    const { recording, outcome, findings } = await replay(lynis, 'findings');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({ status: 'partial', reason: 'it did 1 of its 445 tests' });
    expect(outcome).toHaveProperty('notCovered', [
      { what: '444 of its 445 tests', why: expect.stringMatching(/^skipped, .* BOOT-5102 /) },
    ]);
    const line = recorded.split('\n').findIndex((one) => one.startsWith('warning[]=AUTH-9204|')) + 1;
    expect(findings.find(({ ruleId }) => ruleId === 'AUTH-9204')).toEqual({
      kind: 'misconfiguration',
      ruleId: 'AUTH-9204',
      title: 'Multiple users with UID 0 found in passwd file',
      severity: 'medium',
      nativeSeverity: 'warning',
      rule: { helpUri: 'https://cisofy.com/lynis/controls/AUTH-9204/' },
      pointer: `line=${line}`,
    });
  });

  it('says nothing of users where there is one root', async () => {
    const { outcome, findings } = await replay(lynis, 'clean');
    expect(outcome.status).toBe('partial');
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['LYNIS']);
  });

  it('has failed without the programs that it needs', async () => {
    const { recording, outcome } = await replay(lynis, 'no-tools');
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toMatchObject({ status: 'failed', reason: expect.stringContaining('it wrote no output') });
  });

  it('names a test that met something that it does not know', () => {
    const report = `exception_event[]=BOOT-5104:001|Unknown service manager|\n${END}`;
    expect(lynis.outcome(finished({ report }))).toMatchObject({
      status: 'partial',
      notCovered: [{ what: 'BOOT-5104:001', why: 'Unknown service manager' }],
    });
  });

  it('has failed when the report has no end, or no test was done', () => {
    const cut = recorded.slice(0, recorded.indexOf('tests_executed='));
    expect(lynis.outcome(finished({ report: cut }))).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('its report has no end'),
    });
    expect(lynis.outcome(finished({ report: 'finish=true\ntests_executed=\n' }))).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('it did no test'),
    });
    expect(lynis.outcome(finished({ report: END, exitStatus: 1 })).status).toBe('failed');
  });

  it('is complete when no test was skipped, and partial for another user than root', () => {
    expect(lynis.outcome(finished({ report: END, exitStatus: 78 })).status).toBe('completed');
    expect(lynis.outcome(finished({ report: END, prepared: { isRoot: false } }))).toMatchObject({
      status: 'partial',
      notCovered: [{ what: 'files that root alone may read' }],
    });
  });

  it('reads warnings and suggestions with their details and solutions', () => {
    const text = 'x\nwarning[]=A-1|Bad|net.x|text:Do this|\nsuggestion[]=B-2|Better|-|url:https://a/b|\nwarning[]=\n';
    const context = { input: { label: '.', files: [] }, relative: (name: string) => name };
    expect(lynis.parse(text, context)).toMatchObject([
      {
        ruleId: 'A-1',
        title: 'Bad',
        message: 'net.x',
        severity: 'medium',
        rule: { help: 'Do this' },
        pointer: 'line=2',
      },
      { ruleId: 'B-2', title: 'Better', severity: 'low', rule: { help: 'https://a/b' }, pointer: 'line=3' },
    ]);
  });

  it('audits a folder in place of the machine for a canary of this process only', () => {
    expect(isCanary(folder(canary.files))).toBe(true);
    expect(isCanary(folder({ '.muster-canary': 'muster' }))).toBe(false);
    expect(isCanary(folder({}))).toBe(false);
  });
});

await describeLive(lynis, [], (tool) => {
  it('finds a second root user in its canary, and none in the counter-example', { timeout: 240_000 }, async () => {
    const target = folder(canary.files);
    const [executed] = await executeWith(lynis, target, tool.path);
    expect(executed?.entry.canary).toBe('found');
    expect(executed?.findings.map(({ title }) => title)).toContain('Multiple users with UID 0 found in passwd file');
    expect(readdirSync(target).sort()).toEqual(['.muster-canary', 'etc']);
    const [harmless] = await executeWith(lynis, folder(canary.counterExample), tool.path);
    expect(harmless?.findings.map(({ ruleId }) => ruleId)).not.toContain('AUTH-9204');
  });

  it('has failed when its time is up before the end', { timeout: 60_000 }, async () => {
    const [executed] = await executeWith(lynis, folder({}), tool.path, { timeoutSeconds: 1 });
    expect(executed?.entry).toMatchObject({ status: 'timed-out', canary: 'untested' });
  });
});
