import { defineScanner } from '../../model/scanner.js';
import { commonArgs, commonEnv } from '../kit/trivy/command.js';
import { failure } from '../kit/trivy/failure.js';
import { findingsIn } from '../kit/trivy/findings.js';
import { trivyCommandOf, trivyVersion } from '../kit/trivy/recognise.js';
import { Report } from '../kit/trivy/report.js';
import { pathInTree, shownOf } from '../kit/trivy/tree.js';
import { canary } from './canary.js';
import { configurationIn, fileAt } from './files.js';
import { layOut } from './lay-out.js';
import { judge } from './outcome.js';

export default defineScanner({
  id: 'trivy-config',
  name: 'Trivy',
  homepage: 'https://trivy.dev/',
  license: 'Apache-2.0',
  tier: 'basic',
  finds: ['misconfiguration'],
  verified: 'recorded',
  install: [{ kind: 'path', command: 'trivy' }],
  versionArgs: ['--version'],
  network: 'never',
  uses: { cores: 1, memoryMB: 250, seconds: 3 },
  output: { from: 'file' },
  shape: Report,
  recognises: (document) => trivyCommandOf(document) === 'config',
  versionIn: trivyVersion,
  silencedBy: [
    { comment: /(?:^|[\s#/*])(?:trivy|tfsec):ignore:\S+/, effect: 'a check is left out for the block that follows' },
  ],

  appliesTo(inventory) {
    const files = configurationIn(inventory);
    return files.length > 0 ? [{ label: '.', files }] : [];
  },

  prepare: layOut,

  command({ scratch, output, cores }) {
    return {
      args: ['config', ...commonArgs({ scratch, output }), shownOf(scratch)],
      cwd: shownOf(scratch),
      env: commonEnv({ scratch, cores }, false),
    };
  },

  // 0: whatever it found; 1: every failure, without a report.
  outcome(finished) {
    const { report, exitStatus } = finished;
    return report && exitStatus === 0 ? judge(report, finished) : failure(finished);
  },

  parse: (report, { relative }) => findingsIn(report, { pathOf: (printed) => fileAt(pathInTree(printed, relative)) }),

  exitStatuses: {
    0: 'it ran, whatever it found and whatever it could not read',
    1: 'it could not run: an argument that it does not know (without a report)',
  },
  traps: [
    'A Dockerfile that cannot be parsed: exit status 0 and no result for it, told on standard error only.',
    'A YAML file of Kubernetes or CloudFormation that cannot be parsed: exit status 0, no result for it, not a word.',
    'A list of Kubernetes objects passes all checks: it does not look into lists.',
    'One template that cannot be rendered, and the whole chart is left out, told on standard error only.',
    'A Terraform module that is called with `count` or `for_each` may be left out, without a word; one from elsewhere is left out, told on standard error only.',
    'A Dockerfile called `dockerfile`, or with two more parts to its name, is not looked at.',
    'Of the folder that it is shown it leaves out `dev`, `proc` and `sys`, without a word.',
    '`.trivyignore`, `trivy.yaml` and `.helmignore` of the target silence it.',
  ],
  data: 'Its checks are part of the program: newer ones are not downloaded.',
  canary,
});
