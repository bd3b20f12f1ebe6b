import { Command, InvalidArgumentError, Option } from 'commander';
import type { Answer } from '../attestation/answer.js';
import type { Digest } from '../attestation/policy.js';
import type { Trust } from '../attestation/verify.js';
import { GATE_SEVERITIES } from '../model/severity-names.js';
import { UsageError } from '../model/usage-error.js';
import { EXIT } from './exit-status.js';
import { list } from './options.js';
import { terminalLook } from './terminal-look.js';

interface VerifyFlags {
  key?: string;
  certificateIdentity?: string;
  certificateOidcIssuer?: string;
  trustedRoot?: string;
  subject?: Digest;
  anySubject?: boolean;
  require: string[];
  allowIncomplete?: boolean;
  failOn?: (typeof GATE_SEVERITIES)[number];
  maxAge?: number;
  maxDatabaseAge?: number;
  blindSpots: boolean;
  silenced: boolean;
  suppressed: boolean;
  json?: boolean;
}

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** `90m`, `24h`, `7d`, `2w`, in milliseconds. */
function duration(value: string): number {
  const [, count, unit] = /^(\d{1,6})([mhdw])$/.exec(value) ?? [];
  if (count === undefined)
    throw new InvalidArgumentError('must be a number of minutes, hours, days or weeks: 90m, 24h, 7d, 2w.');
  return Number(count) * UNITS[unit as keyof typeof UNITS];
}

/** A whole commit, tree or digest of an image, with what it is in front where that is said. */
function digest(value: string): Digest {
  const [, algorithm, hex] = /^(?:(gitCommit|gitTree|sha256):)?([0-9a-f]{40}|[0-9a-f]{64})$/i.exec(value) ?? [];
  if (hex === undefined) {
    throw new InvalidArgumentError(
      'must be a whole commit (git rev-parse HEAD), or the digest of an image (sha256:…).',
    );
  }
  return { algorithm, hex: hex.toLowerCase() };
}

async function trustOf({ key, certificateIdentity, certificateOidcIssuer, trustedRoot }: VerifyFlags): Promise<Trust> {
  const [{ readKeyText }, { publicKey }, { readTrustedRoots }] = await Promise.all([
    import('../attestation/key-text.js'),
    import('../attestation/keys.js'),
    import('../attestation/trusted-root.js'),
  ]);
  const isKeyless = certificateIdentity !== undefined || certificateOidcIssuer !== undefined;
  if ((key !== undefined) === isKeyless) {
    throw new UsageError(
      'name whose signature counts: --key FILE, or --certificate-identity with --certificate-oidc-issuer; one of the two',
    );
  }
  const roots = trustedRoot === undefined ? [] : await readTrustedRoots(trustedRoot);
  if (key !== undefined) return { key: publicKey(await readKeyText(key, process.env)), shown: key, roots };
  if (!certificateIdentity || !certificateOidcIssuer) {
    throw new UsageError(
      '--certificate-identity and --certificate-oidc-issuer belong together: an identity is worth what its issuer is',
    );
  }
  if (roots.length === 0) {
    throw new UsageError(
      '--trusted-root FILE says which certificates and which log are trusted; gh attestation trusted-root prints those of the public instance and of GitHub',
    );
  }
  return { identity: certificateIdentity, issuer: certificateOidcIssuer, roots };
}

const MARKS = { yes: '✓', no: '✗', incomplete: '✗' } as const;
const IN_WORDS = {
  yes: 'yes: everything that was asked holds',
  no: 'no',
  incomplete: 'no: evidence is missing',
} as const;

async function print({ answer, conditions }: Answer): Promise<void> {
  const [{ plainLine, clip }, { createColors }] = await Promise.all([
    import('../reports/plain-text.js'),
    import('picocolors').then(({ default: colors }) => colors),
  ]);
  const colors = createColors(terminalLook().color);
  const width = Math.max(...conditions.map(({ condition }) => condition.length));
  for (const { condition, answer: one, because } of conditions) {
    const mark = one === 'yes' ? colors.green(MARKS[one]) : colors.red(MARKS[one]);
    console.log(`${mark} ${plainLine(condition).padEnd(width)}  ${clip(plainLine(because), 1000)}`);
  }
  const failed = conditions.filter((one) => one.answer !== 'yes').length;
  console.log(`\n${IN_WORDS[answer]}${failed > 0 ? ` (${failed} of ${conditions.length} do not hold)` : ''}`);
}

async function run(file: string, flags: VerifyFlags): Promise<void> {
  if ((flags.subject === undefined) === (flags.anySubject === undefined)) {
    throw new UsageError(
      '--subject names what the attestation has to be of, as "$(git rev-parse HEAD)"; --any-subject only prints it; one of the two',
    );
  }
  const [{ readBundle }, { askAttestation }] = await Promise.all([
    import('../attestation/bundle.js'),
    import('../attestation/answer.js'),
  ]);
  const trust = await trustOf(flags);
  const {
    subject,
    allowIncomplete = false,
    failOn,
    require,
    maxAge,
    maxDatabaseAge,
    blindSpots,
    silenced,
    suppressed,
  } = flags;
  const policy = {
    subject,
    allowIncomplete,
    failOn,
    require,
    maxAge,
    maxDatabaseAge,
    blindSpots,
    silenced,
    suppressed,
  };
  const answer = askAttestation(await readBundle(file), trust, policy, new Date());
  if (flags.json) {
    const { jsonText } = await import('../reports/plain-text.js');
    process.stdout.write(`${jsonText(answer, 2)}\n`);
  } else await print(answer);
  process.exitCode = { yes: EXIT.pass, no: EXIT.fail, incomplete: EXIT.incomplete }[answer.answer];
}

/** `muster verify-attestation FILE` */
export function verifyAttestationCommand(): Command {
  return new Command('verify-attestation')
    .description('whether a signed attestation proves enough: by whom, of which commit, how old, by which scanners')
    .argument('<file>', 'what muster attest has written')
    .option('--key <file>', 'public key of the signer, or env://NAME for a variable that holds it')
    .option('--certificate-identity <name>', 'who signed, when it was keyless: a workflow or an address, in full')
    .option('--certificate-oidc-issuer <url>', 'who vouches for that identity')
    .option(
      '--trusted-root <file>',
      'the services that are trusted; with --key: a time that they vouch for is needed, too',
    )
    .option('--subject <digest>', 'what it has to be of: a commit, a tree (gitTree:…) or an image (sha256:…)', digest)
    .option('--any-subject', 'do not ask what it is of; say it')
    .option('--require <list>', 'scanners whose evidence must be complete, by id, separated by commas', list, [])
    .addOption(
      new Option(
        '--fail-on <severity>',
        'say no to open findings of this severity or worse, whatever its own gate was',
      ).choices(GATE_SEVERITIES),
    )
    .option('--allow-incomplete', 'take the verdict "incomplete" as well as "pass"')
    .option('--max-age <time>', 'say no to an older scan: 90m, 24h, 7d, 2w', duration)
    .option('--max-database-age <time>', "say no where a scanner's data is older than that today", duration)
    .option('--no-blind-spots', 'say no where there is anything that no scanner looked at')
    .option('--no-silenced', 'say no where the repository tells scanners to ignore something')
    .option('--no-suppressed', 'say no where findings are accepted by configuration or baseline')
    .option('--json', 'print the machine-readable answer on standard output, and nothing else there')
    .addHelpText(
      'after',
      `
The verdict has to be "pass", and the time of the scan not yet to come, whatever else is asked.

Exit status:
  0  yes: the signature counts, and everything that was asked holds
  1  no: another signature, another subject, a violated gate, too old
  2  the command line is wrong, or the file is no signed attestation
  3  no, for want of evidence: an incomplete verdict or scanner, a blind spot

Examples:
  $ muster verify-attestation scan.sigstore.json --key cosign.pub --subject "$(git rev-parse HEAD)" --max-age 24h
  $ muster verify-attestation scan.sigstore.json --key cosign.pub --subject "$COMMIT" --require gitleaks,semgrep,grype
  $ muster verify-attestation scan.sigstore.json --subject "$COMMIT" --trusted-root trusted_root.jsonl \\
      --certificate-oidc-issuer https://token.actions.githubusercontent.com \\
      --certificate-identity https://github.com/OWNER/REPO/.github/workflows/scan.yml@refs/heads/main`,
    )
    .action(run);
}
