import { describe, expect, it } from 'vitest';
import { replay } from '../../../test/replay.js';
import gitleaks from './adapter.js';

const LEFT_OUT = 'left out as a whole by an allowlist of paths: in .gitleaks.toml, or built in';
const NOTHING = { files: [], packages: 0 };

describe('gitleaks, the files', () => {
  it('reads findings with their places, also in files whose names it takes for archives', async () => {
    const { recording, outcome, findings } = await replay(gitleaks, 'findings');
    expect(recording.exitStatus).toBe(3);
    expect(outcome).toEqual({ status: 'completed', considered: { files: recording.input.files, packages: 0 } });
    const rows = findings.map(({ kind, ruleId, severity, nativeSeverity, location }) => [
      location?.path,
      location?.startLine,
      location?.endLine,
      ruleId,
      kind,
      severity,
      nativeSeverity,
    ]);
    expect(rows.sort()).toEqual([
      ['app/settings.py', 3, 3, 'github-pat', 'secret', 'high', null],
      ['deploy/encoded.txt', 1, 1, 'aws-access-token', 'secret', 'high', null],
      ['deploy/server.key', 2, 4, 'private-key', 'secret', 'high', null],
      ['keys/old.p12', undefined, undefined, 'pkcs12-file', 'secret', 'high', null],
      ['name with ü.txt', 1, 1, 'aws-access-token', 'secret', 'high', null],
      ['web/index.browser.js', 1, 1, 'github-pat', 'secret', 'high', null],
      ['web/site.target.json', 1, 1, 'aws-access-token', 'secret', 'high', null],
      ['win/env.txt', 2, 2, 'github-pat', 'secret', 'high', null],
    ]);
  });

  it('says what a rule is about, and hands on the value to be scrubbed', async () => {
    const { findings } = await replay(gitleaks, 'findings');
    const encoded = findings.find(({ location }) => location?.path === 'deploy/encoded.txt');
    expect(encoded).toEqual({
      kind: 'secret',
      ruleId: 'aws-access-token',
      title:
        'Identified a pattern that may indicate AWS credentials, risking unauthorized cloud resource access and data breaches on AWS platforms.',
      message: 'It stands there encoded (base64)',
      severity: 'high',
      nativeSeverity: null,
      location: { path: 'deploy/encoded.txt', startLine: 1, endLine: 1 },
      secret: 'masked-3************',
      pointer: expect.stringMatching(/^\/\d$/),
    });
  });

  it('shows a value nowhere but where it is scrubbed, and has none for a file that is one', async () => {
    const { findings } = await replay(gitleaks, 'findings');
    for (const { secret, ruleId, ...shown } of findings) {
      expect([ruleId, secret === undefined]).toEqual([ruleId, ruleId === 'pkcs12-file']);
      expect(JSON.stringify(shown)).not.toContain('masked');
    }
  });

  it('counts a run without a finding as completed, also for an empty file', async () => {
    const { outcome, findings } = await replay(gitleaks, 'clean');
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['a.py', 'b/empty'], packages: 0 } });
    expect(findings).toEqual([]);
  });

  it('is silenced by comments and by places in .gitleaksignore, whatever stands there', async () => {
    const { outcome, findings } = await replay(gitleaks, 'allowed');
    expect(outcome.status).toBe('completed');
    expect(findings.map(({ ruleId, location }) => [ruleId, location?.startLine])).toEqual([['github-pat', 3]]);
    const comments = gitleaks.silencedBy.flatMap((one) => ('comment' in one ? [one.comment] : []));
    expect(['x # gitleaks:allow', '// gitleaks:allow why', 'gitleaks'].map((l) => comments[0]?.test(l))).toEqual([
      true,
      true,
      false,
    ]);
    expect(gitleaks.silencedBy.flatMap((one) => ('file' in one ? [one.file] : []))).toEqual([
      '.gitleaks.toml',
      '.gitleaksignore',
    ]);
  });

  it('obeys the configuration of the target, and is partial when that leaves a file out as a whole', async () => {
    const { outcome, findings } = await replay(gitleaks, 'own-config');
    expect(outcome).toEqual({
      status: 'partial',
      reason: '1 of 2 files were not looked at',
      considered: { files: ['a.py'], packages: 0 },
      notCovered: [{ what: 'tests/fixtures/k.py', why: LEFT_OUT }],
    });
    expect(findings.map(({ location }) => location?.path)).toEqual(['a.py']);
  });

  it('is partial when an allowlist asks for path and value, and it takes the path alone', async () => {
    const { outcome, findings } = await replay(gitleaks, 'allow-both');
    expect(outcome).toMatchObject({ status: 'partial', notCovered: [{ what: 'tests/k.py', why: LEFT_OUT }] });
    expect(findings.map(({ location }) => location?.path)).toEqual(['a.py']);
  });

  it('is completed when an allowlist takes one rule away from a folder', async () => {
    const { outcome, findings } = await replay(gitleaks, 'target-rules');
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['a.py', 'tests/k.py'], packages: 0 } });
    expect(findings.map(({ ruleId, location }) => [location?.path, ruleId]).sort()).toEqual([
      ['a.py', 'github-pat'],
      ['tests/k.py', 'github-pat'],
    ]);
  });

  it('cannot tell by itself that a configuration without [extend] took its rules away: its canary does', async () => {
    const { recording, outcome, findings } = await replay(gitleaks, 'no-rules');
    expect([recording.exitStatus, outcome.status, findings]).toEqual([0, 'completed', []]);
  });

  it('fails on a configuration that cannot be read', async () => {
    const { recording, outcome } = await replay(gitleaks, 'broken-config');
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toEqual({
      status: 'failed',
      reason:
        'it wrote no output (exit status 1) unable to load gitleaks config, err: While parsing config: toml: expected character ]',
    });
  });

  it('is partial when it takes a file for binary by its first bytes', async () => {
    const { outcome } = await replay(gitleaks, 'binary');
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['a.py'] },
      notCovered: [{ what: 'data.dat', why: 'it takes it for binary (application/zip)' }],
    });
  });

  it('fails when it could look at no file, although its exit status is 0', async () => {
    const { recording, outcome } = await replay(gitleaks, 'only-binary');
    expect(recording.exitStatus).toBe(0);
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: 'it looked at no file of 1: data.dat: it takes it for binary (application/zip)',
    });
  });

  it('fails with a release that has no such command', async () => {
    const { outcome } = await replay(gitleaks, 'older-release');
    expect(outcome).toEqual({
      status: 'failed',
      reason: 'it wrote no output (exit status 1) unknown command "dir" for "gitleaks"',
    });
  });
});

describe('gitleaks, the history', () => {
  it('finds what was removed, what a merge or an attribute hides, and a link that became a file', async () => {
    const { recording, outcome, findings } = await replay(gitleaks, 'history');
    // Of seven commits, one is a merge, and one only removes a file.
    expect(recording.prepared).toEqual({ commits: 5, withMerges: 6 });
    expect(outcome).toEqual({ status: 'completed', considered: NOTHING });
    expect(findings.map(({ ruleId, location }) => [location?.path, location?.startLine, ruleId]).sort()).toEqual([
      ['a.py', 1, 'github-pat'],
      ['evil.txt', 1, 'aws-access-token'],
      ['link.py', 1, 'aws-access-token'],
      ['prod.env', 1, 'github-pat'],
    ]);
    for (const { location } of findings) expect(location?.commit).toMatch(/^[0-9a-f]{40}$/);
  });

  it('counts a clean history as completed, also with a commit that changes nothing', async () => {
    const { recording, outcome, findings } = await replay(gitleaks, 'history-clean');
    expect(recording.prepared).toEqual({ commits: 1, withMerges: 1 });
    expect([outcome, findings]).toEqual([{ status: 'completed', considered: NOTHING }, []]);
  });

  it('is restricted to the folder that was asked for, and names paths from there', async () => {
    const { outcome, findings } = await replay(gitleaks, 'subfolder');
    expect(outcome.status).toBe('completed');
    expect(findings.map(({ location }) => location?.path)).toEqual(['a.py']);
  });

  it('says before it starts that a shallow clone lacks commits', async () => {
    const { recording, outcome } = await replay(gitleaks, 'shallow');
    expect(recording.input.caveats).toEqual([
      { what: 'older history', why: expect.stringContaining('the clone is shallow') },
    ]);
    expect(outcome.status).toBe('completed'); // of what is there; the pipeline makes it partial
  });

  it('is partial when Git breaks off, although it reports what it found until then', async () => {
    const { recording, outcome, findings } = await replay(gitleaks, 'missing-object');
    expect(recording.exitStatus).toBe(3);
    expect(outcome).toMatchObject({
      status: 'partial',
      reason: expect.stringMatching(/^git log: fatal: unable to read/),
    });
    expect(findings.length).toBeGreaterThan(0);
  });

  it('fails when Git fails at once: exit status 0, an empty report, "no leaks found"', async () => {
    const { recording, outcome, findings } = await replay(gitleaks, 'missing-first');
    expect([recording.exitStatus, findings]).toEqual([0, []]);
    expect(outcome).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/^git log: fatal: unable to read/),
    });
  });

  it('fails by its own words when only its own call of Git fails', async () => {
    const { recording, outcome } = await replay(gitleaks, 'no-repository');
    expect(recording.exitStatus).toBe(0);
    const why = "[git] fatal: not a git repository: '/nonexistent'";
    expect(outcome).toEqual({ status: 'failed', reason: why, notCovered: [{ what: 'history', why }] });
  });

  it('fails without Git', async () => {
    const { recording, outcome } = await replay(gitleaks, 'no-git');
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toMatchObject({ status: 'failed', reason: expect.stringContaining('executable file not found') });
  });
});
