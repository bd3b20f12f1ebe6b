import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScannerDefinition } from '../model/scanner.js';
import { loadScanners, scannerFolder } from './registry.js';

const scanners = await loadScanners();

/** A document as each format would read it; undefined where it is none in that format. */
function decoded(text: string): Record<string, unknown> {
  const json = (part: string): unknown => {
    try {
      return JSON.parse(part);
    } catch {
      return undefined;
    }
  };
  const lines = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(json);
  return { json: json(text), jsonl: lines.includes(undefined) ? undefined : lines, text };
}

function recognisers(text: string): string[] {
  const documents = decoded(text);
  return scanners
    .filter(({ output, recognises }) => {
      const document = documents[output.format ?? 'json'];
      return document !== undefined && (recognises?.(document) ?? false);
    })
    .map(({ id }) => id);
}

function recordingsOf({ id }: ScannerDefinition): { name: string; text: string }[] {
  const folder = path.join(scannerFolder(id), 'recorded');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.flatMap((name) => {
    const file = path.join(folder, name, 'output');
    return existsSync(file) ? [{ name: `${id}/${name}`, text: readFileSync(file, 'utf8') }] : [];
  });
}

/** Outputs with nothing in them by which they could be told from another scanner's. */
const SAYS_NOTHING = ['', '[]', 'null'];
/** What no scanner calls a report: words about a failure. */
const NO_REPORT = /^npm-audit\/|^dockle\/|^clamav\/no-database$|^kubesec\/only-broken$/;
/** The same bytes as of `trivy filesystem` on a folder without anything that it knows. */
const AS_OF_ANOTHER: Record<string, string> = { 'trivy-config/unparsed': 'trivy-fs' };

const recordings = scanners.flatMap((scanner) => recordingsOf(scanner).map((one) => ({ scanner, ...one })));

describe('whose output a document is', () => {
  it('is told for more than 200 recordings of all scanners but the one that could not be run', () => {
    const told = recordings.filter(({ text }) => recognisers(text).length === 1);
    expect(told.length).toBeGreaterThan(200);
    expect(new Set(told.map(({ scanner }) => scanner.id))).toEqual(
      new Set(scanners.map(({ id }) => id).filter((id) => id !== 'docker-scout')),
    );
  });

  it.each(recordings)('$name is its own scanner’s, and no other’s', ({ name, scanner, text }) => {
    const found = recognisers(text);
    if (SAYS_NOTHING.includes(text.trim())) expect(found).toEqual([]);
    else if (found.length > 0 || !NO_REPORT.test(name)) expect(found).toEqual([AS_OF_ANOTHER[name] ?? scanner.id]);
    else
      expect(scanner.shape.safeParse(decoded(text)[scanner.output.format ?? 'json']).success).toBe(
        scanner.id === 'clamav',
      );
  });

  it.each(recordings.filter(({ text }) => recognisers(text).length > 0))(
    '$name, recognised, has the shape that its adapter reads',
    ({ name, scanner, text }) => {
      const owner = scanners.find(({ id }) => id === (AS_OF_ANOTHER[name] ?? scanner.id)) as ScannerDefinition;
      expect(owner.shape.safeParse(decoded(text)[owner.output.format ?? 'json']).success).toBe(true);
    },
  );

  it.each(['[]', '{}', 'null', '0', '"x"', '[[]]', '[{}]', '{"results":[]}', '{"version":"2.1.0","runs":[]}', ''])(
    '%s is nobody’s',
    (text) => expect(recognisers(text)).toEqual([]),
  );
});
