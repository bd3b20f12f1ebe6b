import { describe, expect, it } from 'vitest';
import { replay } from '../../../test/replay.js';
import hadolint from './adapter.js';

describe('hadolint', () => {
  it('reads findings with their places', async () => {
    const { outcome, findings } = await replay(hadolint, 'findings');
    expect(outcome).toEqual({ status: 'completed', considered: { files: ['Dockerfile'], packages: 0 } });
    expect(
      findings.map(({ ruleId, severity, location }) => [ruleId, severity, location?.path, location?.startLine]),
    ).toEqual([
      ['DL3006', 'low', 'Dockerfile', 1],
      ['DL3015', 'info', 'Dockerfile', 2],
      ['DL3008', 'low', 'Dockerfile', 2],
      ['DL3014', 'low', 'Dockerfile', 2],
      ['DL3002', 'low', 'Dockerfile', 3],
      ['DL3066', 'info', 'Dockerfile', 3],
    ]);
  });

  it('counts a run without a result as completed', async () => {
    const { outcome, findings } = await replay(hadolint, 'clean');
    expect(outcome.status).toBe('completed');
    expect(findings).toEqual([]);
  });

  it('is partial when a Dockerfile cannot be parsed, and names it', async () => {
    const { outcome, findings } = await replay(hadolint, 'unparsed');
    expect(outcome).toMatchObject({
      status: 'partial',
      considered: { files: ['Dockerfile'] },
      notCovered: [{ what: 'broken.dockerfile', why: expect.stringContaining('missing whitespace') }],
    });
    expect(findings.every(({ location }) => location?.path === 'Dockerfile')).toBe(true);
  });

  it('is partial when the shell of a RUN cannot be parsed', async () => {
    const { outcome } = await replay(hadolint, 'unparsed-shell');
    expect(outcome).toMatchObject({ status: 'partial', notCovered: [{ what: 'Dockerfile:2' }] });
  });

  it('fails when a file cannot be opened: same exit status as findings, no output', async () => {
    const { recording, outcome } = await replay(hadolint, 'missing-file');
    expect(recording.exitStatus).toBe(1);
    expect(outcome).toMatchObject({ status: 'failed', reason: expect.stringContaining('does not exist') });
  });
});
