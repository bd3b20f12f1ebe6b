import { defineScanner } from '../../model/scanner.js';
import { hasRows } from '../kit/recognise.js';
import { countByKey, keyFacts, keyIn, readKey } from './key.js';
import { readLayout } from './layout.js';
import { findingsIn, judge, type Prepared, Report } from './outcome.js';

export default defineScanner({
  id: 'cosign',
  name: 'Cosign',
  homepage: 'https://github.com/sigstore/cosign',
  license: 'Apache-2.0',
  tier: 'beyond',
  finds: ['practice'],
  verified: 'live',
  install: [
    {
      kind: 'go',
      package: 'github.com/sigstore/cosign/v2/cmd/cosign',
      version: 'v2.6.5',
      sum: 'h1:D7kFSWS2HzfD+LpEuBO89D1KfOAODlkWuuhzXS8yzi0=',
      command: 'cosign',
    },
    { kind: 'path', command: 'cosign' },
  ],
  versionArgs: ['version'],
  network: 'never',
  uses: { cores: 1, memoryMB: 80, seconds: 1 },
  output: { from: 'stdout', format: 'jsonl' },
  shape: Report,
  recognises: (document) => Array.isArray(document) && hasRows(document[0], 'critical'),
  databaseFacts: keyFacts,
  silencedBy: [],

  appliesTo: ({ image }) => (image ? [{ label: 'signature', mode: 'image', files: [] }] : []),

  async prepare({ inventory: { image }, database }): Promise<Prepared> {
    const key = await readKey(database);
    const { digest, signatures, problem } = image
      ? await readLayout(image.layout, image.digest)
      : { digest: null, signatures: [], problem: 'there is no image' };
    const byKey = key === undefined ? null : countByKey(key, digest, signatures);
    return { hasKey: key !== undefined, digest, signatures: signatures.length, byKey, problem };
  },

  command({ inventory, database, scratch }) {
    return {
      args: [
        'verify',
        // Where a command is asked for without a key or an image, it is to tell how the program is run, on whatever.
        `--key=${keyIn(database ?? '/database')}`,
        // A key of one's own is proof enough, and the log is a service.
        '--insecure-ignore-tlog=true',
        '--offline=true',
        '--output=json',
        '--local-image',
        inventory.image?.layout ?? '/layout',
      ],
      cwd: scratch,
      // It would fetch the roots of Sigstore, which a key of one's own does not need. Nothing is read from the file.
      env: { SIGSTORE_ROOT_FILE: '/dev/null' },
    };
  },

  outcome: judge,
  parse: findingsIn,
  exitStatuses: {
    0: 'a signature of the image is by the key',
    1: 'none is, or there is none, or it could not verify: no key, no image, a layout that `cosign save` did not write',
    10: 'no signature, of an image in a registry, which Muster does not ask for (documented)',
    12: 'no signature by the key, of an image in a registry, which Muster does not ask for (documented)',
  },
  traps: [
    'Unsigned, signed by others, no key and no image are one exit status; only the words differ, and the output is empty. Muster counts the signatures by the key itself, and takes no word that its count does not bear out.',
    'It compares the digest alone: an image whose layers were exchanged in the layout is verified. Muster holds every file of the image to its digest.',
    'A layout that another program wrote has no signatures, whatever the registry has: that is no image without a signature.',
    'A signature whose file is missing is one more `no matching signatures`, as one by another key is.',
    'A signature in a bundle (`--new-bundle-format`, the way of Cosign 3) is not fetched by `cosign save`: the image is called unsigned, and the finding says so.',
  ],
  data: 'The public key `cosign.pub` in the folder that is configured, and the signatures in the layout. Whether the key is still good is not asked: the transparency log is a service.',

  canary: () => ({
    files: { 'etc/motd': 'canary\n' },
    image: { config: {}, counterExample: {}, saved: { signed: false, counterExample: true } },
    expects: [{ ruleId: 'unsigned' }],
    // Signed, by a key that nobody has.
    counterExample: { 'etc/motd': 'canary\n' },
  }),
});
