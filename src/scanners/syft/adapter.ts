import path from 'node:path';
import { defineScanner } from '../../model/scanner.js';
import { IMAGE, TARGET } from '../kit/anchore/files.js';
import { cycloneDxVersion, isCycloneDxOf, textAt } from '../kit/recognise.js';
import { canaryFor } from './canary.js';
import { inputsIn, KNOWN } from './files.js';
import { CONFIGURATION, layOut, NO_PROGRAM } from './lay-out.js';
import { judge } from './outcome.js';
import { componentsIn, purlsIn, Report } from './report.js';

export default defineScanner({
  id: 'syft',
  name: 'Syft',
  homepage: 'https://github.com/anchore/syft',
  license: 'Apache-2.0',
  tier: 'beyond',
  // It takes stock.
  finds: [],
  verified: 'live',
  install: [
    {
      kind: 'go',
      package: 'github.com/anchore/syft/cmd/syft',
      version: 'v1.57.0',
      sum: 'h1:H/UHtf0KbIlD12dXsfklFMjZ2+erj2an3h/jBHoX/zE=',
      toolchain: 'go1.26.8',
      command: 'syft',
    },
    { kind: 'path', command: 'syft' },
  ],
  versionArgs: ['version'],
  network: 'never',
  uses: { cores: 1, memoryMB: 210, seconds: 2 },
  output: { from: 'file' },
  shape: Report,
  recognises: (document) =>
    textAt(document, 'descriptor', 'name') === 'syft' ||
    (isCycloneDxOf(document, 'syft') && !isCycloneDxOf(document, 'grype')),
  versionIn: (document) => cycloneDxVersion(document, 'syft') ?? textAt(document, 'descriptor', 'version'),
  // It reads `.syft.yaml` and `.syft/config.yaml` of the folder that it is started in, and there is none.
  silencedBy: [],

  appliesTo: inputsIn,

  prepare: layOut,

  command({ target, input, inventory, scratch, output }) {
    const isImage = input.mode === IMAGE;
    const name = inventory.image?.reference ?? path.basename(target);
    return {
      args: [
        'scan',
        `--config=${path.join(scratch, CONFIGURATION)}`,
        `--output=${isImage ? 'syft-json' : 'cyclonedx-json@1.6'}=${output}`,
        // Else it is the path of a folder that is gone after the run.
        `--source-name=${name}`,
        isImage ? `oci-dir:${inventory.image?.layout}` : `dir:${TARGET}`,
      ],
      cwd: scratch,
      env: {
        SYFT_CHECK_FOR_APP_UPDATE: 'false',
        // For releases that do not know `use-packages-lib`: what they would start instead of `go` is not there.
        // @see https://pkg.go.dev/golang.org/x/tools/go/packages
        GOPACKAGESDRIVER: path.join(scratch, NO_PROGRAM),
        GOPROXY: 'off',
        GOTOOLCHAIN: 'local',
      },
    };
  },

  outcome: judge,

  // A list of packages is no finding.
  parse: () => [],

  lists: purlsIn,

  components: (report, { relative }) => componentsIn(report, (printed) => KNOWN.fileAt(printed, relative)),

  exitStatuses: {
    0: 'it ran, whatever it lists, and whatever it could not read',
    1: 'a failure: no such target, a wrong configuration',
  },
  traps: [
    'A lock file that is broken: exit status 0, its packages missing without a word.',
    'A lock file of a format that is newer than the program: the same.',
    'By default npm packages for development alone are left out without a word.',
    'A `.syft.yaml` in the folder that it is started in can empty the list, with exit status 0.',
  ],
  data: 'What it lists is what stands in the files; it has no database.',

  canary: canaryFor,
});
