import { z } from 'zod';
import type { Location, RawFinding } from '../../model/finding.js';
import { pointer } from '../../model/pointer.js';
import type { ParseContext } from '../../model/scanner.js';
import type { Severity } from '../../model/severity.js';
import { region } from '../kit/lines.js';
import type { Laid } from './lay-out.js';
import { inTarget } from './place.js';
import { LOOKED_AT, WITNESS_FILE } from './witness.js';

const Violation = z.object({
  rule_id: z.string(),
  rule_name: z.string().optional(),
  description: z.string(),
  severity: z.string(),
  resource_name: z.string(),
  resource_type: z.string(),
  file: z.string().optional(),
  line: z.number().optional(),
});
export type Violation = z.infer<typeof Violation>;

export const Report = z.object({
  results: z.object({
    violations: z.array(Violation).nullable(),
    skipped_violations: z.array(Violation).nullish(),
    passed_rules: z.array(z.object({ rule_id: z.string() })).nullish(),
    scan_errors: z.array(z.object({ directory: z.string(), errMsg: z.string() })).nullish(),
    scan_summary: z.object({ policies_validated: z.number() }),
  }),
});
export type Report = z.infer<typeof Report>;

const SEVERITIES: Record<string, Severity> = { HIGH: 'high', MEDIUM: 'medium', LOW: 'low' };

function locationOf(row: Violation, file: string | undefined): Location | undefined {
  if (file === undefined) return undefined;
  const isDockerfile = row.resource_type.startsWith('docker_');
  const resource = isDockerfile ? undefined : `${row.resource_type}.${row.resource_name}`;
  // For a Dockerfile as a whole it prints line 1.
  const hasLine = row.resource_type !== 'docker_dockerfile';
  return { path: file, ...region({ startLine: hasLine ? row.line : undefined }), ...(resource ? { resource } : {}) };
}

/** Its violations, without those by which it only says that it looked at something. */
export function findingsIn({ results }: Report, { input, prepared, relative }: ParseContext): RawFinding[] {
  const laid = prepared as Laid | undefined;
  // What was made elsewhere is about files that nobody has listed.
  const isForeign = input.files.length === 0;
  const isKnown = (file: string) => isForeign || input.files.includes(file);
  return (results.violations ?? []).flatMap((row, index): RawFinding[] => {
    if (row.rule_id === LOOKED_AT || row.file?.endsWith(WITNESS_FILE)) return [];
    const printed = row.file === undefined ? undefined : inTarget(row.file, laid);
    const file = isForeign && printed !== undefined ? relative(printed) : printed;
    // A module from elsewhere is in no file of the target.
    const location = locationOf(row, file !== undefined && isKnown(file) ? file : undefined);
    return [
      {
        kind: 'misconfiguration',
        ruleId: row.rule_id,
        title: row.description,
        severity: SEVERITIES[row.severity.toUpperCase()] ?? 'unknown',
        nativeSeverity: row.severity,
        ...(location ? { location } : {}),
        ...(row.rule_name ? { rule: { name: row.rule_name } } : {}),
        pointer: pointer('results', 'violations', index),
      },
    ];
  });
}
