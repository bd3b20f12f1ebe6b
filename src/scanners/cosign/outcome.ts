import { z } from 'zod';
import type { RawFinding } from '../../model/finding.js';
import type { Finished, Outcome, ParseContext } from '../../model/scanner.js';

/** One line: the signatures that it accepted. Nothing when it accepted none. */
const Accepted = z.array(
  z.object({ critical: z.object({ image: z.object({ 'docker-manifest-digest': z.string() }) }) }),
);
export const Report = z.array(Accepted);
export type Report = z.infer<typeof Report>;

/** What is known of the layout and the key without Cosign. */
export const Prepared = z.object({
  hasKey: z.boolean(),
  /** Of what is to be signed. Null: Cosign did not write the layout. */
  digest: z.string().nullable(),
  signatures: z.number(),
  /** How many of them are by the key; null when it is no key that Muster can read. */
  byKey: z.number().nullable(),
  /** Why the layout is not to be relied on. */
  problem: z.string().nullable(),
});
export type Prepared = z.infer<typeof Prepared>;

const NO_KEY =
  'there is no public key to verify with: put it as cosign.pub into a folder and name that under databases in muster.yml or by MUSTER_COSIGN_DATABASE';
const NOT_FETCHED =
  'the layout holds no signatures, nor that there are none: fetch the image with `cosign save --dir FOLDER IMAGE`';

const UNSIGNED = 'unsigned';
const NOT_BY_KEY = 'not-signed-by-key';

/** Which of the two a run without an accepted signature comes to; undefined where nothing can be said. */
function ruleOf({ hasKey, digest, signatures, byKey, problem }: Prepared): string | undefined {
  if (!hasKey || digest === null || problem !== null || byKey !== 0) return undefined;
  return signatures === 0 ? UNSIGNED : NOT_BY_KEY;
}

/** Cosign's words for a signature that is not by the key, or not of this image. One for each. */
const REFUSALS =
  /^(?:invalid signature when validating ASN\.1 encoded signature|crypto\/rsa: verification error|failed to verify signature|invalid or missing digest in claim: \S*)$/;

/** What Cosign says of the signatures, in the words of the rules; undefined when it says something else. */
function saidIn(stderr: string): { rule: string; signatures: number } | undefined {
  if (/^Error: no signatures (?:associated with the image saved in |found$)/m.test(stderr)) {
    return { rule: UNSIGNED, signatures: 0 };
  }
  const refused = /^Error: no matching signatures: (.*(?:\n .*)*)/m.exec(stderr)?.[1];
  const lines = refused?.split('\n ') ?? [];
  if (lines.length === 0 || !lines.every((line) => REFUSALS.test(line))) return undefined;
  return { rule: NOT_BY_KEY, signatures: lines.length };
}

function lastError(stderr: string): string {
  return /^Error: .*/m.exec(stderr)?.[0] ?? (stderr.trim().split('\n').at(-1) || 'it says no more');
}

const COMPLETED: Outcome = { status: 'completed', considered: { files: [], packages: 0 } };

function judgeAccepted(report: Report, { digest, byKey }: Prepared): Outcome {
  const accepted = report.flat();
  if (report.length !== 1 || accepted.length === 0) {
    return { status: 'failed', reason: 'it ended well and names no signature' };
  }
  const other = accepted.map(({ critical }) => critical.image['docker-manifest-digest']).find((of) => of !== digest);
  if (other !== undefined) return { status: 'failed', reason: `it verified ${other}, and the image is ${digest}` };
  if (accepted.length === byKey) return COMPLETED;
  return {
    status: 'failed',
    reason: `it accepted ${accepted.length} signatures, and ${byKey ?? 'none that Muster can read'} are by the key`,
  };
}

export function judge({ report, problem, exitStatus, stderr, prepared }: Finished<Report>): Outcome {
  const known = Prepared.parse(prepared);
  if (!known.hasKey) return { status: 'unavailable', reason: NO_KEY };
  if (known.problem !== null) {
    return { status: 'failed', reason: `the layout of the image is not to be relied on: ${known.problem}` };
  }
  if (known.digest === null) return { status: 'unavailable', reason: NOT_FETCHED };
  if (!report) return { status: 'failed', reason: problem ?? 'it left no report' };
  if (exitStatus === 0) return judgeAccepted(report, known);
  const said = saidIn(stderr);
  if (exitStatus !== 1 || report.length > 0 || said === undefined) {
    return { status: 'failed', reason: `it could not verify (exit status ${exitStatus}): ${lastError(stderr)}` };
  }
  if (said.rule === ruleOf(known) && said.signatures === known.signatures) return COMPLETED;
  const counts = `${said.signatures} signatures refused and none accepted; the layout has ${known.signatures}`;
  return { status: 'failed', reason: `${counts}, of which ${known.byKey ?? 'unknown how many'} are by the key` };
}

const HELP_URI = 'https://docs.sigstore.dev/cosign/verifying/verify/';

/** Standard output is empty where it accepts nothing: what that comes to is in the layout. */
export function findingsIn(report: Report, { prepared }: ParseContext): RawFinding[] {
  const known = Prepared.parse(prepared);
  const rule = report.length === 0 ? ruleOf(known) : undefined;
  if (rule === undefined) return [];
  const common = { kind: 'practice' as const, ruleId: rule, nativeSeverity: null, pointer: '' };
  if (rule === UNSIGNED) {
    return [
      {
        ...common,
        title: 'The image is not signed',
        message: `\`cosign save\` fetched ${known.digest}, and no signature with it. One in a bundle, as Cosign 3 makes it, is not fetched and not seen.`,
        severity: 'medium',
        rule: {
          name: 'Image without a signature',
          helpUri: 'https://docs.sigstore.dev/cosign/signing/signing_with_containers/',
        },
        fix: { summary: 'Sign the image where it is built, with `cosign sign`.' },
      },
    ];
  }
  return [
    {
      ...common,
      title: 'No signature of the image is by the expected key',
      message: `${known.digest} has ${known.signatures} signatures, and none is by the public key that it was verified with: it may come from somebody else.`,
      severity: 'high',
      rule: { name: 'Image signed by others only', helpUri: HELP_URI },
      fix: {
        summary:
          'Find out who made the image; sign it with the expected key, or verify it with the one it was signed with.',
      },
    },
  ];
}
