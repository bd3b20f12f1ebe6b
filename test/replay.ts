import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RawFinding } from '../src/model/finding.js';
import type { Outcome, ScanInput, ScannerDefinition } from '../src/model/scanner.js';
import { readReport } from '../src/pipeline/read-output.js';
import { relativeTo } from '../src/pipeline/relative.js';
import { scannerFolder } from '../src/scanners/registry.js';

export interface Recording {
  scanner: string;
  command: string[];
  exitStatus: number;
  signal: string | null;
  ending: string;
  recordedAt: string;
  input: ScanInput;
  /** What the adapter's `prepare` gave, where it gives something. */
  prepared?: unknown;
}

export interface Replayed {
  recording: Recording;
  outcome: Outcome;
  /** Empty when there is no report to read. */
  findings: RawFinding[];
}

/** Hands an adapter what the real program left behind once (`npm run record`), and gives what the adapter makes of it. */
export async function replay<Report>(scanner: ScannerDefinition<Report>, name: string): Promise<Replayed> {
  const folder = path.join(scannerFolder(scanner.id), 'recorded', name);
  const recording = JSON.parse(await readFile(path.join(folder, 'run.json'), 'utf8')) as Recording;
  const stderr = await readFile(path.join(folder, 'stderr'), 'utf8');
  const relative = relativeTo('/target', '/view');
  const read = await readReport(path.join(folder, 'output'), scanner.shape, scanner.output.format);
  const { exitStatus, input, prepared } = recording;
  const outcome = scanner.outcome({ exitStatus, stderr, input, prepared, relative, ...read });
  const findings = 'report' in read ? scanner.parse(read.report, { input, prepared, relative }) : [];
  return { recording, outcome, findings };
}
