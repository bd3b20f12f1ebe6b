import type { InstallSource, ScannerDefinition } from '../../model/scanner.js';
import { wrap } from '../terminal/layout.js';
import { type Page, part } from '../terminal/page.js';

const NETWORK: Record<ScannerDefinition['network'], string> = {
  never: 'makes no connection',
  required: 'asks a service, so it is unavailable with --offline',
  database: 'needs a connection unless it has a local database',
};

function sourceOf(source: InstallSource): string {
  switch (source.kind) {
    case 'path':
      return `${source.command} on PATH`;
    case 'release':
      return `its release ${source.version}`;
    default:
      return `${source.package} ${source.version} (${source.kind})`;
  }
}

/** What is known of a scanner, as data. */
export function scannerFacts(scanner: ScannerDefinition): Record<string, unknown> {
  const { id, name, homepage, license, tier, finds, verified, network, exitStatuses, traps, data } = scanner;
  const silencedBy = scanner.silencedBy.map((one) =>
    'file' in one ? one : { comment: one.comment.source, effect: one.effect },
  );
  const install = scanner.install.map(sourceOf);
  return {
    id,
    name,
    homepage,
    license,
    tier,
    finds,
    verified,
    network,
    install,
    data,
    exitStatuses,
    traps,
    silencedBy,
  };
}

function listPart(page: Page, title: string, items: string[]): string[] {
  const lines = items.flatMap((item) =>
    wrap(item, page.width - 4).map((line, at) => `${at === 0 ? '- ' : '  '}${line}`),
  );
  return lines.length > 0 ? part(page, title, '', lines) : [];
}

/** A scanner for a terminal: what it finds, where from, and what reads as a pass and is none. */
export function scannerPart(page: Page, scanner: ScannerDefinition): string[][] {
  const { id, name, homepage, license, tier, finds, verified, network, exitStatuses, traps, data } = scanner;
  const width = page.width - 2;
  return [
    part(page, id, `${name}, ${tier} tier, ${license}`, [
      `finds ${finds.length > 0 ? finds.join(', ') : 'nothing by itself: it takes stock'}`,
      homepage,
      `comes from ${scanner.install.map(sourceOf).join(', else ')}`,
      NETWORK[network],
      `adapter verified: ${verified}`,
    ]),
    part(page, 'Data', '', wrap(data, width)),
    listPart(
      page,
      'Exit statuses',
      Object.entries(exitStatuses).map(([status, means]) => `${status}: ${means}`),
    ),
    listPart(page, 'Reads as a pass and is none', traps),
    listPart(
      page,
      'Silenced by',
      scanner.silencedBy.map((one) => ('file' in one ? `${one.file}: ${one.effect}` : one.effect)),
    ),
  ];
}
