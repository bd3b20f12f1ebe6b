import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { RawFinding } from '../src/model/finding.js';
import { defineScanner, type ScannerDefinition } from '../src/model/scanner.js';

/**
 * Writes a program into `folder` that runs `script` under Node, with `output` bound to the path at which the adapter
 * wants its report (undefined when it reads standard output).
 * @returns absolute path of the program
 */
export function standIn(folder: string, name: string, script: string): string {
  const file = path.join(folder, name);
  const head = `#!${process.execPath}
const fs = require('node:fs');
const output = process.argv.slice(2).map((word) => word.replace(/^--[a-z-]+=/, '')).find((word) => word.endsWith('/output.json'));
`;
  writeFileSync(file, `${head}${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

/**
 * A throw-away scanner for tests of the pipeline: looks at *.txt, and its program prints a JSON list of
 * {rule, file, line, severity, secret?}; it says what it looked at by an exit status of 0 alone, so that everything
 * beyond that is the pipeline's doing.
 */
export function throwAway(more: Partial<ScannerDefinition<never>> = {}): ScannerDefinition {
  const scanner = defineScanner({
    id: 'throw-away',
    name: 'Throw-away',
    homepage: 'https://example.org',
    license: 'Apache-2.0',
    tier: 'basic',
    finds: ['code', 'secret'],
    verified: 'live',
    install: [{ kind: 'path', command: 'throw-away' }],
    versionArgs: ['--version'],
    network: 'never',
    uses: { cores: 1, memoryMB: 50, seconds: 1 },
    output: { from: 'file' },
    shape: z.array(
      z.object({
        rule: z.string(),
        file: z.string(),
        line: z.number(),
        severity: z.enum(['critical', 'high', 'medium', 'low', 'info', 'unknown']),
        secret: z.string().optional(),
      }),
    ),
    silencedBy: [{ file: '.throwawayignore', effect: 'files ignored' }],
    appliesTo: (inventory) => {
      const files = inventory.files.map(({ path: file }) => file).filter((file) => file.endsWith('.txt'));
      return files.length > 0 ? [{ label: '.', files }] : [];
    },
    command: ({ output, input }) => ({ args: [`--report=${output}`, ...input.files] }),
    outcome: ({ exitStatus, report, problem, input }) =>
      exitStatus === 0 && report
        ? { status: 'completed', considered: { files: input.files, packages: 0 } }
        : { status: 'failed', reason: problem ?? `exit status ${exitStatus}` },
    parse: (report): RawFinding[] =>
      report.map((row, index) => ({
        kind: row.secret ? 'secret' : 'code',
        ruleId: row.rule,
        title: `found ${row.rule}`,
        severity: row.severity,
        nativeSeverity: row.severity,
        location: { path: row.file, startLine: row.line },
        ...(row.secret ? { secret: row.secret } : {}),
        pointer: `/${index}`,
      })),
    exitStatuses: { 0: 'whatever was found' },
    traps: [],
    data: 'Nothing.',
    canary: () => ({
      files: { 'canary.txt': 'bad\n' },
      expects: [{ ruleId: 'bad', path: 'canary.txt' }],
      counterExample: { 'canary.txt': 'good\n' },
    }),
  });
  return { ...(scanner as ScannerDefinition), ...more } as ScannerDefinition;
}

/** The program of the throw-away scanner: reports each line that is `bad`, with severity high. */
export const FINDS_BAD = `
const rows = process.argv.slice(3).flatMap((file) =>
  fs.readFileSync(file, 'utf8').split('\\n').flatMap((text, at) =>
    text.trim() === 'bad' ? [{ rule: 'bad', file, line: at + 1, severity: 'high' }] : []));
fs.writeFileSync(output, JSON.stringify(rows));
`;
