import { createHash, createHmac } from 'node:crypto';
import { groupBy } from '../model/collections.js';
import { type Cluster, overlap, type Row } from './row.js';
import { looksLike } from './secret-shapes.js';
import { unite } from './union-find.js';

/**
 * A sign by which two texts that must not be told can be told apart. Sixteen bits: enough that a changed secret gets another id
 * (but for one in 65,536), too few to find the value by trying: a guesser is left with one candidate of each 65,536.
 */
function sign(text: string): string {
  return createHmac('sha256', 'muster secret').update(text).digest('hex').slice(0, 4);
}

/** Shorter values stand inside others by chance. */
const SHORTEST_PART = 8;

/** Whether one value is a part of the other: scanners cut a secret differently, with its quotes, its key or its header. */
function isPart(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return short === long || (short.length >= SHORTEST_PART && long.includes(short));
}

const isSamePlace = (one: Row, other: Row) => one.location?.commit === other.location?.commit && overlap(one, other);

/**
 * Of the values that one holds, those that are the secret it is about: where it holds several that are not parts of each
 * other, a name and a password for instance, the one that it names first.
 */
function meantBy(whole: string, parts: string[]): string[] {
  const [first] = parts.toSorted((a, b) => whole.indexOf(a) - whole.indexOf(b) || b.length - a.length);
  return parts.filter((part) => isPart(part, first ?? ''));
}

/** Pairs within one file: values of which one holds the other, at one place. */
function pairsOfParts(rows: [Row, number][]): [number, number][] {
  const known = rows.flatMap(([row, at]) => (row.secret === undefined ? [] : [{ row, at, value: row.secret }]));
  return known.flatMap(({ row, at, value }) => {
    const held = known.filter(
      (other) => other.at !== at && value.length >= other.value.length && isPart(value, other.value),
    );
    const there = held.filter((other) => isSamePlace(row, other.row));
    const meant = new Set(
      meantBy(
        value,
        there.map((other) => other.value),
      ),
    );
    return there
      .filter((other) => meant.has(other.value))
      .map((other): [number, number] => [Math.min(at, other.at), Math.max(at, other.at)]);
  });
}

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');

/** By which a value is known also where a scanner prints its digest alone. */
function digestOf({ secret, secretSha1 }: Row): string | undefined {
  return secret === undefined ? secretSha1 : sha1(secret);
}

/** What an address with a name and a password in it, an assignment or a list is cut into. */
const BETWEEN_WORDS = /[\s"'`,;:/@?&=#]+/;

/** Whether a value stands in the line where a row says that what it masks, be it with a quotation mark, begins. */
function standsAt(value: string, { line, secretIndex }: Row): boolean {
  if (line === undefined || secretIndex === undefined) return false;
  for (let at = line.indexOf(value); at >= 0; at = line.indexOf(value, at + 1)) {
    if (at - 1 <= secretIndex && secretIndex < at + value.length) return true;
  }
  return false;
}

/** Whether a row that does not show its value tells that it is this one, or a part of it: by its place, or by its digest. */
function tells(row: Row, value: string): boolean {
  return (
    standsAt(value, row) ||
    (row.secretSha1 !== undefined && value.split(BETWEEN_WORDS).some((word) => sha1(word) === row.secretSha1))
  );
}

/** The key of a block of text in YAML. Detect-secrets, which reads the values of such files, points at it. */
const BEFORE_BLOCK = /:\s*[|>][-+\d]*$/;

function isAtBlock(row: Row, other: Row): boolean {
  if (!BEFORE_BLOCK.test(row.line ?? '')) return false;
  const next = (row.location?.startLine ?? 0) + 1;
  return isSamePlace(
    { ...row, location: { ...row.location, path: row.location?.path ?? '', startLine: next, endLine: next } },
    other,
  );
}

/**
 * Pairs within one file of a row that shows no value, nor a digest of one that is known, with those at its place: only
 * when they are all one secret, or all but one are none that its rule finds, or the row tells which it is. A masked value
 * says nothing: two masked ones look alike and are two.
 */
function pairsOfMasked(
  rows: [Row, number][],
  values: ReadonlySet<string>,
  setOf: (index: number) => number,
): [number, number][] {
  return rows
    .filter(([{ secret, secretSha1 }]) => secret === undefined && !(secretSha1 && values.has(secretSha1)))
    .flatMap(([row, at]): [number, number][] => {
      const possible = rows.filter(
        ([other]) =>
          other.secret !== undefined &&
          (isSamePlace(row, other) || isAtBlock(row, other)) &&
          looksLike(row.ruleId, other.secret) !== false,
      );
      const told = possible.filter(([{ secret = '' }]) => tells(row, secret));
      const there = told.length > 0 ? told : possible;
      const [first] = there;
      return first && new Set(there.map(([, index]) => setOf(index))).size === 1 ? [[at, first[1]]] : [];
    });
}

/**
 * Keys of rows without a value: place, scanner and rule, and which of those alike in one output it is, since one that
 * reports a rule twice on a line means two secrets.
 */
function placeKeys(): (row: Row) => string {
  const seen = new Map<string, number>();
  return ({ location, scanner, ruleId, outputPath }) => {
    const { path, commit, startLine, endLine, startColumn } = location ?? {};
    const key = JSON.stringify([path, commit, startLine, endLine, startColumn, scanner, ruleId]);
    const inOutput = `${outputPath}\0${key}`;
    const number = seen.get(inOutput) ?? 0;
    seen.set(inOutput, number + 1);
    return `${key}${number}`;
  };
}

function lastingOf(rows: Row[]): string {
  const values = rows.flatMap(({ secret }) => (secret === undefined ? [] : [secret]));
  // The shortest is what the others hold, too; which of two equally short ones does not matter, as long as it is always the same.
  const [value] = values.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  if (value !== undefined) return JSON.stringify(['secret', sign(value)]);
  const [{ location, scanner, ruleId, line }] = rows as Cluster['rows'];
  return JSON.stringify(['secret', location?.path, scanner, ruleId, line === undefined ? '' : sign(line)]);
}

/**
 * Joins rows about one secret: the same value wherever it stands (in copies, in commits), and at one place what different
 * scanners cut out or mask differently. Values are compared in memory and go no further.
 */
export function clusterSecrets(rows: Row[]): Cluster[] {
  const indexed = rows.map((row, index): [Row, number] => [row, index]);
  const pairs: [number, number][] = [];
  const placeKey = placeKeys();
  const values = new Set(rows.flatMap((row) => (row.secret === undefined ? [] : (digestOf(row) ?? []))));
  const keyOf = (row: Row) => {
    const digest = digestOf(row);
    // A digest that is of no known value may be of a part: detect-secrets hashes of a token of GitHub its `ghp` alone.
    return digest !== undefined && values.has(digest) ? digest : placeKey(row);
  };
  for (const same of groupBy(indexed, ([row]) => keyOf(row)).values()) {
    const [first] = same;
    if (first) pairs.push(...same.slice(1).map(([, index]): [number, number] => [first[1], index]));
  }
  const files = groupBy(indexed, ([{ location }]) => location?.path ?? '');
  for (const some of files.values()) pairs.push(...pairsOfParts(some));
  const sets = unite(indexed, pairs);
  const setOf = new Map(sets.flatMap((set, number) => set.map(([, index]) => [index, number] as const)));
  for (const some of files.values()) pairs.push(...pairsOfMasked(some, values, (index) => setOf.get(index) ?? -1));
  return unite(indexed, pairs).map((set) => {
    const own = set.map(([row]) => row) as Cluster['rows'];
    return { lasting: lastingOf(own), rows: own };
  });
}
