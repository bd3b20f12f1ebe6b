import path from 'node:path';
import { z } from 'zod';
import { pointer } from '../../../src/model/pointer.js';
import { defineScanner } from '../../../src/model/scanner.js';
import { asArguments } from '../../../src/scanners/kit/arguments.js';

// 1. What of the program's output the adapter reads. Anything of another shape is a failure, never "no findings".
const Report = z.object({
  read: z.number(),
  results: z.array(z.object({ file: z.string(), line: z.number(), text: z.string() })),
  unreadable: z.array(z.object({ file: z.string(), why: z.string() })),
});

export default defineScanner({
  // 2. Who it is. The id is the folder's name.
  id: 'conflict-markers',
  name: 'Conflict markers',
  homepage: 'https://example.org/conflict-markers',
  license: 'Apache-2.0',
  tier: 'beyond',
  finds: ['practice'],
  verified: 'live',

  // 3. Where its program comes from, in order of preference, and what it needs.
  install: [{ kind: 'path', command: 'node' }],
  versionArgs: ['--version'],
  network: 'never',
  uses: { cores: 1, memoryMB: 60, seconds: 0.1 },

  // 4. What in a target it is for. The files are its claim: what it does not look at of them has to be said.
  appliesTo(inventory) {
    const files = inventory.files.filter((file) => !file.kinds.includes('binary') && !file.nameIsNotUtf8);
    return files.length > 0 ? [{ label: '.', files: files.map((file) => file.path) }] : [];
  },

  // 5. How it is called. No shell; the working directory is the target.
  output: { from: 'stdout' },
  shape: Report,
  command: ({ input }) => ({ args: [path.join(import.meta.dirname, 'scan.mjs'), ...asArguments(input.files)] }),

  // 6. What an ended run means: from what the program says that it looked at, never from the exit status alone.
  outcome({ exitStatus, report, problem, input, relative }) {
    if (!report || exitStatus > 1) return { status: 'failed', reason: problem ?? `it ended with status ${exitStatus}` };
    const lost = report.unreadable.map(({ file, why }) => ({ what: relative(file), why }));
    const considered = { files: input.files.filter((file) => !lost.some(({ what }) => what === file)), packages: 0 };
    if (report.read !== considered.files.length) {
      return {
        status: 'failed',
        reason: `it read ${report.read} files of ${input.files.length} and does not say which`,
      };
    }
    if (lost.length === 0) return { status: 'completed', considered };
    return { status: 'partial', reason: 'some files could not be read', considered, notCovered: lost };
  },

  // 7. Its rows, in Muster's words, each with a JSON Pointer to where it was read.
  parse: (report, { relative }) =>
    report.results.map(({ file, line, text }, index) => ({
      kind: 'practice' as const,
      ruleId: 'conflict-marker',
      title: `A merge was left undecided: ${text}`,
      severity: 'medium' as const,
      nativeSeverity: null,
      location: { path: relative(file), startLine: line },
      pointer: pointer('results', index),
    })),

  // 8. What in a target can silence it, and the tiny input that it must find something in before its silence counts.
  silencedBy: [],
  exitStatuses: { 0: 'nothing found', 1: 'findings' },
  traps: ['A file that cannot be read is told under `unreadable` only.'],
  data: 'Nothing.',
  canary: () => ({
    files: { 'canary.txt': '<<<<<<< ours\n=======\n>>>>>>> theirs\n' },
    expects: [{ ruleId: 'conflict-marker', path: 'canary.txt' }],
    counterExample: { 'canary.txt': 'nothing to decide\n' },
  }),
});
