import { createLogUpdate } from 'log-update';
import pc from 'picocolors';
import type { CoverageEntry } from '../model/coverage.js';
import type { RawFinding } from '../model/finding.js';
import { severityRank } from '../model/severity.js';
import type { ScanEvent } from '../pipeline/scan.js';
import { plainLine } from '../reports/plain-text.js';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

export interface Progress {
  show(event: ScanEvent): void;
  end(): void;
}

type Palette = ReturnType<typeof pc.createColors>;

function nameOf({ scanner, input }: Pick<CoverageEntry, 'scanner' | 'input'>): string {
  return input === '.' ? scanner : `${scanner} (${plainLine(input)})`;
}

function worst(findings: RawFinding[]): string {
  const [first] = [...findings].sort((a, b) => severityRank(a.severity) - severityRank(b.severity));
  if (!first) return '';
  const { path: file, startLine } = first.location ?? {};
  const place = file ? ` ${plainLine(file)}${startLine ? `:${startLine}` : ''}` : '';
  return `, worst: ${first.severity} ${plainLine(first.ruleId)}${place}`;
}

/** The line that says how one scanner has ended; undefined for events that are no end. */
function lineOf(event: ScanEvent, colors: Palette): string | undefined {
  if (event.type === 'ended') {
    const { entry, findings } = event.executed;
    const time = entry.durationMs > 0 ? ` in ${(entry.durationMs / 1000).toFixed(1)} s` : '';
    const count = `${findings.length} finding${findings.length === 1 ? '' : 's'}${worst(findings)}`;
    if (entry.status === 'completed') return `${colors.green('✓')} ${nameOf(entry)}: ${count}${time}`;
    return `${colors.yellow('!')} ${nameOf(entry)}: ${entry.status}: ${plainLine(entry.reason ?? '')}; ${count}${time}`;
  }
  if (event.type !== 'tool') return undefined;
  const { event: tool } = event;
  if (tool.type === 'installing') return `… installing ${tool.id} ${tool.version} from ${tool.source}`;
  if (tool.type === 'installed') return `${colors.green('✓')} installed ${tool.id} in ${tool.seconds.toFixed(1)} s`;
  if (tool.type === 'waiting') return `… waiting for ${tool.for}`;
  return `${colors.yellow('!')} ${tool.id}: ${plainLine(tool.reason)}`;
}

/** Keeps which scanners are being installed or running. */
function track(active: Map<string, string>, event: ScanEvent): void {
  if (event.type === 'tool') {
    if (event.event.type === 'installing') active.set(event.event.id, 'installing');
    else if (event.event.type === 'installed' || event.event.type === 'failed') active.delete(event.event.id);
  } else if (event.type === 'started') {
    active.set(nameOf({ scanner: event.run.scanner.id, input: event.run.input.label }), 'running');
  } else if (event.type === 'ended') active.delete(nameOf(event.executed.entry));
}

/**
 * Shows how a scan goes on: a line for each thing that has ended, and on a terminal a last line with what is going on.
 * @param quiet shows nothing at all
 */
export function progressOn(stream: NodeJS.WriteStream, quiet: boolean): Progress {
  if (quiet) return { show: () => undefined, end: () => undefined };
  const live = Boolean(stream.isTTY) && !process.env['CI'];
  const colors = pc.createColors(live && !process.env['NO_COLOR']);
  const active = new Map<string, string>();
  const log = live ? createLogUpdate(stream) : undefined;
  let frame = 0;
  const draw = () => {
    const names = [...active].map(([name, what]) => (what === 'installing' ? `${name} (installing)` : name));
    if (names.length === 0) log?.clear();
    else log?.(`${colors.cyan(FRAMES[frame++ % FRAMES.length] ?? '')} ${names.join(', ')}`);
  };
  const timer = live ? setInterval(draw, 100) : undefined;
  timer?.unref();
  return {
    show(event) {
      track(active, event);
      const line = lineOf(event, colors);
      if (line === undefined) return;
      log?.clear();
      stream.write(`${line}\n`);
      if (live) draw();
    },
    end() {
      clearInterval(timer);
      log?.clear();
    },
  };
}
