import type { RawFinding } from '../../../model/finding.js';
import { pointer } from '../../../model/pointer.js';
import { region } from '../lines.js';
import {
  type License,
  type Misconfiguration,
  metadataOf,
  type PlacedResult,
  type Report,
  type Result,
  resultsOf,
  type Secret,
} from './report.js';
import { severityOf } from './severity.js';
import { vulnerabilityFinding } from './vulnerabilities.js';

type PathOf = (printed: string) => string;

/**
 * Today's name of a check: `DS-0002`. Releases before 0.69 print `AVD-DS-0002` with `DS002` beside it, or that alone.
 * @see https://avd.aquasec.com/misconfig/
 */
export function checkId({ ID, AVDID }: Pick<Misconfiguration, 'ID' | 'AVDID'>): string {
  const id = (AVDID || ID).replace(/^AVD-/i, '');
  return id.replace(/^([A-Z]+)(\d{3})$/, (_, family: string, number: string) => `${family}-0${number}`);
}

/** The name of a resource. Where it has none, Trivy gives its place in the file. */
function resourceOf(resource: string | null | undefined, target: string): { resource?: string } {
  return resource && !resource.startsWith(`${target}:`) ? { resource } : {};
}

/** @param path undefined when it is about no file: an image's configuration, or a plan of Terraform */
function misconfigurationFinding(
  row: Misconfiguration,
  target: string,
  path: string | undefined,
  place: string,
): RawFinding {
  const ruleId = checkId(row);
  const cause = row.CauseMetadata ?? row.IacMetadata ?? {};
  const title = row.Title || ruleId;
  const location = {
    ...region({ startLine: cause.StartLine, endLine: cause.EndLine }),
    ...resourceOf(cause.Resource, target),
  };
  return {
    kind: 'misconfiguration',
    ruleId,
    title,
    ...(row.Message ? { message: row.Message } : {}),
    severity: severityOf(row.Severity),
    nativeSeverity: row.Severity ?? null,
    ...(path === undefined ? {} : { location: { path, ...location } }),
    rule: {
      name: title,
      ...(row.Description ? { help: row.Description } : {}),
      ...(row.PrimaryURL ? { helpUri: row.PrimaryURL } : {}),
    },
    ...(row.Resolution ? { fix: { summary: row.Resolution } } : {}),
    pointer: place,
  };
}

/**
 * The value of a secret in an image's configuration. It prints asterisks in its place, and a little further on in the
 * same report the configuration as it stands.
 */
function valueIn(environment: string[], match: string): string | undefined {
  const [before = '', stars = ''] = /^\s*"?(.*?)(\*{4,})/.exec(match)?.slice(1) ?? [];
  if (stars === '') return undefined;
  const entry = environment.find((one) => one.startsWith(before) && one.length >= before.length + stars.length);
  return entry?.slice(before.length, before.length + stars.length);
}

/**
 * The value itself is nowhere in its output, so that other scanners' rows are told apart from this one by their place:
 * by line, and in later releases by how far into the file it stands.
 * @param path undefined when it stands in an image's configuration
 */
function secretFinding(row: Secret, path: string | undefined, environment: string[], place: string): RawFinding {
  const title = row.Title || row.RuleID;
  const value = path === undefined ? valueIn(environment, row.Match ?? '') : undefined;
  return {
    kind: 'secret',
    ruleId: row.RuleID,
    title,
    severity: severityOf(row.Severity),
    nativeSeverity: row.Severity ?? null,
    ...(path === undefined
      ? {}
      : { location: { path, ...region({ startLine: row.StartLine, endLine: row.EndLine }) } }),
    rule: { name: title, ...(row.Category ? { help: `A secret of ${row.Category}.` } : {}) },
    ...(value === undefined ? {} : { secret: value }),
    ...(path !== undefined && typeof row.Offset === 'number' ? { secretOffset: row.Offset } : {}),
    pointer: place,
  };
}

function licenseFinding(row: License, result: Result, pathOf: PathOf, place: string): RawFinding {
  const { Name: ruleId, PkgName: name, FilePath: file, Link: helpUri } = row;
  const path = file || (result.Class === 'license' ? result.Target : '');
  return {
    kind: 'license',
    ruleId,
    title: `License ${ruleId}${name || file ? ` of ${name || file}` : ''}`,
    ...(row.Category ? { message: `Category: ${row.Category}` } : {}),
    severity: severityOf(row.Severity),
    nativeSeverity: row.Severity ?? null,
    ...(path === '' ? {} : { location: { path: pathOf(path) } }),
    ...(helpUri ? { rule: { helpUri } } : {}),
    pointer: place,
  };
}

export interface Reading {
  pathOf: PathOf;
  /** Whether a row is one that Muster had Trivy print as a sign that it looked. */
  isSign?(secret: Secret): boolean;
}

interface Whole {
  /** Of the distribution in an image. */
  release: string;
  /** What was looked at, as it was named: results about an image's configuration have it in the place of a path. */
  name: string | undefined;
  /** Of an image: `NAME=value`. */
  environment: string[];
}

function wholeOf(report: Report): Whole {
  const { OS, ImageConfig } = metadataOf(report);
  const name = Array.isArray(report) ? undefined : (report.ArtifactName ?? undefined);
  return { release: OS?.Name ?? '', name, environment: ImageConfig?.config?.Env ?? [] };
}

function findingsOfResult({ result, tokens }: PlacedResult, whole: Whole, { pathOf, isSign }: Reading): RawFinding[] {
  const at = (list: string, index: number) => pointer(...tokens, list, index);
  const path = result.Target === whole.name ? undefined : pathOf(result.Target) || undefined;
  return [
    ...(result.Vulnerabilities ?? []).map((row, index) =>
      vulnerabilityFinding(row, result, whole.release, pathOf, at('Vulnerabilities', index)),
    ),
    ...(result.Misconfigurations ?? []).flatMap((row, index) =>
      // Absent in the oldest releases, which printed failures alone.
      (row.Status ?? 'FAIL') === 'FAIL'
        ? [misconfigurationFinding(row, result.Target, path, at('Misconfigurations', index))]
        : [],
    ),
    ...(result.Secrets ?? []).flatMap((row, index) =>
      isSign?.(row) ? [] : [secretFinding(row, path, whole.environment, at('Secrets', index))],
    ),
    ...(result.Licenses ?? []).map((row, index) => licenseFinding(row, result, pathOf, at('Licenses', index))),
  ];
}

/** All that a report of Trivy holds, whatever it was run on and by whichever release. */
export function findingsIn(report: Report, reading: Reading): RawFinding[] {
  const whole = wholeOf(report);
  return resultsOf(report).flatMap((placed) => findingsOfResult(placed, whole, reading));
}
