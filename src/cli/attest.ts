import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { UsageError } from '../model/usage-error.js';
import { resultsFolder } from './results-folder.js';

interface AttestFlags {
  key?: string;
  keyless?: boolean;
  output?: string;
  fulcioUrl?: string;
  rekorUrl?: string;
  tsaUrl?: string;
}

function address(value: string): string {
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value.replace(/\/+$/, '');
  throw new InvalidArgumentError('must be an address that begins with https:// (or http://).');
}

async function run(shown: string, flags: AttestFlags): Promise<void> {
  if ((flags.key === undefined) === (flags.keyless === undefined)) {
    throw new UsageError(
      'name the key to sign by with --key, or --keyless to sign as the identity of this job; one of the two',
    );
  }
  if (flags.key !== undefined && flags.fulcioUrl !== undefined) {
    throw new UsageError('--fulcio-url is for --keyless: a key needs no certificate');
  }
  const [
    { readReportAndDigest },
    { makeFiles, writeWhole },
    { readKeyText },
    { privateKey },
    { signStatement },
    { toJson },
  ] = await Promise.all([
    import('../reports/read-report.js'),
    import('../reports/write-results.js'),
    import('../attestation/key-text.js'),
    import('../attestation/keys.js'),
    import('../attestation/sign.js'),
    import('../reports/report-json.js'),
  ]);
  const { report, sha256: reportSha256 } = await readReportAndDigest(shown);
  const [statement] = await makeFiles(report, 'attestation', { scanners: {}, reportSha256 });
  const signatory =
    flags.key === undefined
      ? 'keyless'
      : { key: privateKey(await readKeyText(flags.key, process.env), process.env['COSIGN_PASSWORD']) };
  const bundle = await signStatement(Buffer.from(statement?.content as string), signatory, flags);
  const output = flags.output ?? path.join(resultsFolder(shown), 'reports', 'attestation.sigstore.json');
  try {
    // What the user names may be a link or a device; in the results directory a link is nobody's wish.
    await mkdir(path.dirname(output), { recursive: true });
    await (flags.output === undefined ? writeWhole : writeFile)(output, toJson(bundle));
  } catch (error) {
    throw new UsageError(`${output} cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
  console.error(`muster: wrote ${path.relative('', output)}, of a scan whose verdict is ${report.verdict}`);
}

/** `muster attest DIR` */
export function attestCommand(): Command {
  return new Command('attest')
    .description('sign what a finished scan proves of a commit, and what it does not')
    .argument('[dir]', 'the results directory of a scan, or its report.json', 'security-results')
    .option(
      '--key <file>',
      "private key to sign by (ECDSA P-256, PEM, Cosign's too), or env://NAME for a variable that holds it",
    )
    .option('--keyless', 'sign as the identity of this job: a certificate by Fulcio, an entry in the log of Rekor')
    .option('--output <file>', 'where the bundle goes (default: reports/attestation.sigstore.json where the result is)')
    .option('--fulcio-url <url>', 'who gives certificates (default: https://fulcio.sigstore.dev)', address)
    .option('--rekor-url <url>', 'the log (default: https://rekor.sigstore.dev; with a key: none)', address)
    .option('--tsa-url <url>', 'who gives timestamps (default: none)', address)
    .addHelpText(
      'after',
      `
The result has to be of a commit as it was checked out: files that were changed, missing or not added are an error. An
attestation says what is true, and is made of a scan that fails, too; muster verify-attestation says no to it.

Environment:
  COSIGN_PASSWORD    password of an encrypted key
  SIGSTORE_ID_TOKEN  identity token for --keyless; GitHub Actions needs none, but \`permissions: id-token: write\`

Examples:
  $ muster attest --key cosign.key                     security-results/reports/attestation.sigstore.json
  $ muster attest results --key env://SIGNING_KEY --output scan.sigstore.json
  $ muster attest --keyless                            in a job of GitHub Actions; the identity becomes public`,
    )
    .action(run);
}
