import { sign } from 'node:crypto';
import { assertBundleLatest, bundleFromJSON, bundleToJSON, type SerializedBundle } from '@sigstore/bundle';
import { describe, expect, it } from 'vitest';
import { buildAttestable, buildStatement, COMMIT, makeKey, signedBy } from '../../test/attestations.js';
import { buildAbsentEntry, buildEntry, buildFinding } from '../../test/build-report.js';
import type { Report } from '../model/report.js';
import { askAttestation } from './answer.js';
import type { Policy } from './policy.js';

const ours = makeKey();
const others = makeKey();
/** A quarter of an hour after the scan. */
const NOW = new Date('2026-01-02T03:19:17.400Z');
const HOUR = 3_600_000;

const PLAIN: Policy = {
  subject: { algorithm: undefined, hex: COMMIT },
  allowIncomplete: false,
  failOn: undefined,
  require: [],
  maxAge: undefined,
  maxDatabaseAge: undefined,
  blindSpots: true,
  silenced: true,
  suppressed: true,
};

function ask(signed: SerializedBundle, policy: Partial<Policy> = {}, now = NOW) {
  const bundle = bundleFromJSON(signed) as never;
  return askAttestation(bundle, { key: ours.publicKey, shown: 'our.pub', roots: [] }, { ...PLAIN, ...policy }, now);
}

/** What is answered of one condition of a result that is rightly signed. */
async function askOf(overrides: Partial<Report>, policy: Partial<Policy>, condition: string, now = NOW) {
  const { conditions } = ask(await signedBy(ours.privateKey, buildStatement(overrides)), policy, now);
  const { answer, because } = conditions.find((one) => one.condition === condition) ?? {};
  return [answer, because];
}

/** With the bytes of the envelope changed and nothing else. */
function altered(
  signed: SerializedBundle,
  change: Partial<NonNullable<SerializedBundle['dsseEnvelope']>>,
): SerializedBundle {
  return { ...signed, dsseEnvelope: { ...signed.dsseEnvelope, ...change } } as SerializedBundle;
}

describe('a signed statement', () => {
  it('answers yes, and is a bundle as Sigstore defines it', async () => {
    const signed = await signedBy(ours.privateKey, buildStatement());
    const bundle = bundleFromJSON(signed);
    expect(() => assertBundleLatest(bundle)).not.toThrow();
    expect(bundleToJSON(bundle)).toEqual(signed);
    expect(signed.mediaType).toBe('application/vnd.dev.sigstore.bundle.v0.3+json');
    const { answer, conditions, statement } = ask(signed);
    expect(answer).toBe('yes');
    expect(conditions.map((one) => `${one.condition}: ${one.because}`)).toEqual([
      'signature: by the key our.pub',
      `subject: it is of gitCommit:${COMMIT}`,
      expect.stringMatching(/^verdict: pass; fail-on high: no open finding .*; evidence: every required scanner/),
      'age: 15 min old (2026-01-02T03:04:17.400Z); no limit was asked for',
    ]);
    expect(statement).toEqual(buildStatement());
  });

  it('answers nothing but no when it is by another key', async () => {
    const { answer, conditions, statement } = ask(await signedBy(others.privateKey, buildStatement()));
    expect({ answer, statement }).toEqual({ answer: 'no', statement: null });
    expect(conditions).toEqual([{ condition: 'signature', answer: 'no', because: 'signature verification failed' }]);
  });

  it('answers no when a byte of it, or its type, is another', async () => {
    const failed = await signedBy(ours.privateKey, buildStatement({ verdict: 'fail' }));
    const text = Buffer.from(failed.dsseEnvelope?.payload ?? '', 'base64').toString();
    const payload = Buffer.from(text.replace('"verdict":"fail"', '"verdict":"pass"')).toString('base64');
    expect(payload).not.toBe(failed.dsseEnvelope?.payload);
    for (const change of [{ payload }, { payloadType: 'application/json' }]) {
      expect(ask(altered(failed, change))).toMatchObject({ answer: 'no', statement: null });
    }
  });

  it('answers no when the signature is over the statement and not over its envelope', async () => {
    const signed = await signedBy(ours.privateKey, buildStatement());
    const sig = sign('sha256', Buffer.from(signed.dsseEnvelope?.payload ?? '', 'base64'), ours.privateKey);
    expect(ask(altered(signed, { signatures: [{ sig: sig.toString('base64'), keyid: '' }] })).answer).toBe('no');
  });

  it('answers no for whatever else the key has signed', async () => {
    const statement = buildStatement();
    const cases: [object | string, RegExp][] = [
      [
        { ...statement, predicateType: 'https://slsa.dev/provenance/v1' },
        /of type https:\/\/slsa\.dev\/provenance\/v1/,
      ],
      [{ ...statement, _type: 'x' }, /another form: at \/_type/],
      [{ ...statement, subject: [] }, /another form: at \/subject/],
      [
        { ...statement, subject: [...statement.subject, { name: 'b', digest: { sha256: 'ab'.repeat(32) } }] },
        /\/subject/,
      ],
      [{ ...statement, subject: [{ name: '.', digest: {} }] }, /names no digest/],
      [{ ...statement, predicate: { ...statement.predicate, verdict: 'PASS' } }, /at \/predicate\/verdict/],
      ['{"_type": ', /not whole JSON/],
      ['null', /of type undefined/],
      ['[]', /of type undefined/],
    ];
    for (const [content, because] of cases) {
      const { answer, conditions } = ask(await signedBy(ours.privateKey, content));
      expect(answer).toBe('no');
      expect(conditions[1]).toEqual({ condition: 'statement', answer: 'no', because: expect.stringMatching(because) });
    }
  });

  it('of the version of in-toto that Cosign writes is read as well', async () => {
    const statement = { ...buildStatement(), _type: 'https://in-toto.io/Statement/v0.1' };
    expect(ask(await signedBy(ours.privateKey, statement)).answer).toBe('yes');
  });

  it('answers no when a timestamp beside it cannot be read', async () => {
    const signed = await signedBy(ours.privateKey, buildStatement());
    const rfc3161Timestamps = [{ signedTimestamp: Buffer.from('rubbish').toString('base64') }];
    const verificationMaterial = { ...signed.verificationMaterial, timestampVerificationData: { rfc3161Timestamps } };
    expect(ask({ ...signed, verificationMaterial } as SerializedBundle)).toMatchObject({
      answer: 'no',
      statement: null,
    });
  });
});

describe('the subject', () => {
  it.each([
    ['gitCommit', COMMIT, 'yes'],
    ['sha256', COMMIT, 'no'],
    [undefined, COMMIT.replace('0', 'f'), 'no'],
  ])('has to be the one that is asked for: %s %s', async (algorithm, hex, answer) => {
    expect((await askOf({}, { subject: { algorithm, hex } }, 'subject'))[0]).toBe(answer);
  });

  it('of a folder is not the commit', async () => {
    const { target } = buildAttestable();
    const said = await askOf({ target: { ...target, prefix: 'api' } }, {}, 'subject');
    expect(said).toEqual(['no', `it is of gitTree:${'fe'.repeat(20)} (api), and not of ${COMMIT}`]);
  });

  it('is told when any will do', async () => {
    expect(await askOf({}, { subject: undefined }, 'subject')).toEqual([
      'yes',
      `it is of gitCommit:${COMMIT}; none was asked for`,
    ]);
  });
});

const broken = { rule: 'evidence', held: false, because: 'the evidence of grype is not complete', findings: [] };

describe('the verdict', () => {
  it.each<[string, Partial<Report>, Partial<Policy>, string, RegExp]>([
    ['fail', { verdict: 'fail' }, { allowIncomplete: true }, 'no', /^fail$/],
    [
      'incomplete',
      { verdict: 'incomplete', gate: { rules: [broken] } },
      {},
      'incomplete',
      /^incomplete; evidence: the evidence of grype/,
    ],
    ['incomplete, allowed', { verdict: 'incomplete' }, { allowIncomplete: true }, 'yes', /that is allowed$/],
    ['pass against its gate', { gate: { rules: [broken] } }, {}, 'no', /^pass, which its own gate does not bear out/],
    ['pass of an interrupted scan', { interrupted: true }, {}, 'no', /^pass, which its own gate does not bear out/],
    ['pass without a gate', { gate: { rules: [] } }, {}, 'no', /^pass, which its own gate does not bear out/],
  ])('%s', async (_name, report, policy, answer, because) => {
    expect(await askOf(report, policy, 'verdict')).toEqual([answer, expect.stringMatching(because)]);
  });
});

describe('a required scanner', () => {
  const coverage = [
    buildEntry('gitleaks'),
    buildEntry('gitleaks', { input: 'history', status: 'partial', reason: 'a shallow clone' }),
    buildEntry('hadolint'),
    buildEntry('semgrep', { canary: 'untested' }),
    buildAbsentEntry('trivy-image', { status: 'not-applicable', reason: 'nothing in the target for it' }),
    buildAbsentEntry('kics', { status: 'disabled', reason: 'it is slow' }),
  ];
  it.each([
    ['hadolint', 'yes', 'it looked at all of its input, and found its canary'],
    ['gitleaks', 'incomplete', 'history: partial: a shallow clone'],
    ['semgrep', 'incomplete', 'its canary was not tested'],
    ['trivy-image', 'yes', 'there was nothing for it in the target'],
    ['kics', 'incomplete', 'disabled: it is slow'],
    ['grype', 'incomplete', 'it is not in the roll call'],
    ['__proto__', 'incomplete', 'it is not in the roll call'],
  ])('%s: %s', async (id, answer, because) => {
    expect(await askOf({ coverage }, { require: [id] }, `require ${id}`)).toEqual([answer, because]);
  });
});

describe('the age', () => {
  const after = (milliseconds: number) => new Date(Date.parse('2026-01-02T03:04:17.400Z') + milliseconds);

  it.each<[string, number, number | undefined, string, RegExp]>([
    ['as old as is allowed', 24 * HOUR, 24 * HOUR, 'yes', /^24 h old/],
    ['a moment older', 24 * HOUR + 1, 24 * HOUR, 'no', /^24 h old .*, and 24 h is the most$/],
    ['replayed after a month', 30 * 24 * HOUR, 24 * HOUR, 'no', /^30 days old/],
    ['of a clock that is two minutes ahead', -2 * 60_000, HOUR, 'yes', /^0 min old/],
    ['of tomorrow', -24 * HOUR, undefined, 'no', /is yet to come$/],
  ])('%s', async (_name, milliseconds, maxAge, answer, because) => {
    expect(await askOf({}, { maxAge }, 'age', after(milliseconds))).toEqual([answer, expect.stringMatching(because)]);
  });

  it('is not believed when the end is before the beginning', async () => {
    const said = await askOf({ startedAt: '2026-01-02T03:05:00.000Z' }, {}, 'age');
    expect(said).toEqual(['no', expect.stringContaining('before it began')]);
  });
});

describe('the age of data', () => {
  const entry = (id: string, updatedAt: string | null, name = 'its database', required = true) =>
    buildEntry(id, { required, database: { name, updatedAt, ageHours: null, digest: 'ab' } });

  it.each<[string, Report['coverage'], string[], string, RegExp]>([
    ['fresh', [entry('grype', '2026-01-01T20:00:00Z')], [], 'yes', /^none is older than 24 h$/],
    [
      'old today, fresh in the scan',
      [entry('grype', '2026-01-01T03:10:00Z')],
      [],
      'no',
      /^grype: its database is 24\.2 h old/,
    ],
    ['without a date', [entry('retire', null)], [], 'incomplete', /^retire: its database does not say how old it is$/],
    ['with a date that is none', [entry('grype', 'yesterday')], [], 'incomplete', /does not say how old/],
    ["Muster's own", [entry('semgrep', null, "Muster's rules")], [], 'yes', /^none of the scanners that count/],
    ['of a scanner that does not count', [entry('grype', null, 'x', false)], [], 'yes', /^none of the scanners/],
    ['of a scanner that is asked for', [entry('grype', null, 'x', false)], ['grype'], 'incomplete', /^grype: x/],
  ])('%s', async (_name, coverage, require, answer, because) => {
    const said = await askOf({ coverage }, { require, maxDatabaseAge: 24 * HOUR }, 'database age');
    expect(said).toEqual([answer, expect.stringMatching(because)]);
  });
});

describe('what else may be asked', () => {
  const blindSpots = [{ what: 'packages of Go', paths: ['go.mod'], why: 'x' }];
  const silenced = [{ where: 'a:1', what: '# nosec', by: 'bandit' }];
  const accepted = [buildFinding({ status: 'suppressed' })];
  const bad = [
    buildFinding({ severity: 'medium' }),
    buildFinding({ severity: 'unknown' }),
    buildFinding({ severity: 'low' }),
  ];
  it.each<[string, Partial<Report>, Partial<Policy>, string, string]>([
    ['no blind spots', { blindSpots }, { blindSpots: false }, 'incomplete', 'packages of Go: 1 path'],
    ['no blind spots', {}, { blindSpots: false }, 'yes', 'there is none'],
    ['nothing silenced', { silenced }, { silenced: false }, 'no', '1 by bandit'],
    ['nothing silenced', {}, { silenced: false }, 'yes', 'nothing is'],
    ['nothing suppressed', { findings: accepted }, { suppressed: false }, 'no', '1 suppressed'],
    ['nothing suppressed', {}, { suppressed: false }, 'yes', 'nothing is'],
    ['fail-on medium', { findings: bad }, { failOn: 'medium' }, 'no', '1 open, medium; 1 open, unknown'],
    [
      'fail-on medium',
      { findings: accepted },
      { failOn: 'medium' },
      'yes',
      'no open finding of severity medium or worse',
    ],
  ])('%s %#', async (condition, report, policy, answer, because) => {
    expect(await askOf(report, policy, condition)).toEqual([answer, because]);
  });

  it('has a no for want of evidence last: a plain no is the answer', async () => {
    const signed = await signedBy(ours.privateKey, buildStatement({ blindSpots, silenced }));
    expect(ask(signed, { blindSpots: false }).answer).toBe('incomplete');
    expect(ask(signed, { blindSpots: false, silenced: false }).answer).toBe('no');
  });
});
