import type { ZodType } from 'zod';
import type { Component } from './component.js';
import type { DatabaseFacts, NotCovered } from './coverage.js';
import type { FindingKind, RawFinding } from './finding.js';
import type { Inventory } from './inventory.js';

/** A package of the Python Package Index, in a virtual environment of its own. */
export interface PypiSource {
  kind: 'pypi';
  package: string;
  version: string;
  /** The console script to run. */
  command: string;
  // The whole closure, with digests, stands in `requirements.txt` of the scanner's folder.
}

/** A package of the npm registry, in a folder of its own. Runs under the `node` that is on PATH. */
export interface NpmSource {
  kind: 'npm';
  package: string;
  version: string;
  /** As the package's `bin` names it. */
  command: string;
  // The whole closure, with digests, stands in `npm/package-lock.json` of the scanner's folder.
}

/** A Go program, built with `go install`. */
export interface GoSource {
  kind: 'go';
  /** Path of the main package, e.g. `github.com/google/osv-scanner/v2/cmd/osv-scanner`. */
  package: string;
  /** With the leading `v`. */
  version: string;
  /** Checksum of the main module as `go version -m` prints it (`h1:…`). */
  sum: string;
  /** For GOTOOLCHAIN, when the module needs a newer Go than most have, e.g. `go1.27.0`. */
  toolchain?: string;
  command: string;
}

/** What a release has for one platform. */
export interface ReleaseFile {
  /** Of the file as it is served, in hex. */
  sha256: string;
  /** How the release spells the system and the processor in the address; as Node does when not given. */
  os?: string;
  arch?: string;
  /** Another address than `ReleaseSource.url`, with the same placeholders. */
  url?: string;
}

/** A built program that its authors publish: a `.tar.gz`, `.tgz` or `.zip`, or the program itself. */
export interface ReleaseSource {
  kind: 'release';
  /** Address, over HTTPS; `{version}`, `{os}` and `{arch}` are filled in. */
  url: string;
  /** Without a leading `v`: the address says where one is. */
  version: string;
  /** By platform as Node names it, system and processor: `linux-x64`, `darwin-arm64`. */
  files: Record<string, ReleaseFile>;
  command: string;
  /**
   * Path of the program in the archive, with the same placeholders; `command` at its top when not given. On Windows
   * `.exe` is added to either.
   */
  member?: string;
}

/** A program that is already on PATH. Tried last under `--tools auto`, alone under `--tools path`. */
export interface PathSource {
  kind: 'path';
  command: string;
}

export type InstallSource = PypiSource | NpmSource | GoSource | ReleaseSource | PathSource;

/** One thing that a scanner is to look at, in one run. */
export interface ScanInput {
  /** Unique within the scanner, stable between runs, shown in the ledger: `.`, `history`, `api/requirements.txt`. */
  label: string;
  /** Which way of running this is, where a scanner has several (each has its own canary): `history`, `tree`. */
  mode?: string;
  /** The inventory's paths that this run is asked to look at: its claim. */
  files: string[];
  /** What the scanner is asked to know about: for vulnerability scanners, the ecosystems of `files`. */
  ecosystems?: string[];
  /** What this run is for, where that is less than the scanner can find: one for secrets looks at no packages. */
  finds?: FindingKind[];
  /** Where this run needs another connection than the scanner's others: secrets need no database. */
  network?: ScannerDefinition['network'];
  /** What this run cannot see, known before it starts: the missing commits of a shallow clone. */
  caveats?: NotCovered[];
}

export interface CommandContext {
  /** Absolute path of the target (or of the canary's folder). */
  target: string;
  input: ScanInput;
  inventory: Inventory;
  /** Absolute path where the report has to be, when `output.from` is `file`. */
  output: string;
  /** An empty folder for this run alone; deleted afterwards. */
  scratch: string;
  /** A folder with a link to each file of `input.files`, at its path; only when the scanner asks with `needsView`. */
  view: string;
  /** No connection may be made. */
  offline: boolean;
  /** Absolute path of the folder `rules/` that ships with Muster. */
  rules: string;
  /** Absolute path of this scanner's database, when one is configured or stored. */
  database?: string;
  /** How many cores the scan may use: for a program's number of threads. */
  cores: number;
}

export interface Command {
  args: string[];
  /** Absolute; the target when not given. */
  cwd?: string;
  /** Added to the minimal environment. */
  env?: Record<string, string>;
}

/** What is known when the process has ended by itself. Time limits, signals and memory are judged before. */
export interface Finished<Report> {
  exitStatus: number;
  /** At most the last MiB, decoded with replacement characters. */
  stderr: string;
  /** The report, when it was there, was whole and had the declared shape. */
  report?: Report;
  /** Why `report` is missing: no file, empty, cut short, of another shape. */
  problem?: string;
  input: ScanInput;
  /** What `prepare` gave. */
  prepared?: unknown;
  /** Any path that the scanner prints, as the inventory has it. */
  relative(path: string): string;
}

/** What a scanner really looked at, from its own words. */
export interface Considered {
  /** Paths as in the inventory. */
  files: string[];
  packages: number;
}

/** What an ended run means. `completed` promises that all of the input was looked at. */
export type Outcome =
  | { status: 'completed'; considered: Considered }
  | { status: 'partial'; reason: string; considered: Considered; notCovered: NotCovered[] }
  | { status: 'failed' | 'unavailable'; reason: string; notCovered?: NotCovered[] };

export interface ParseContext {
  input: ScanInput;
  /** What `prepare` gave; nothing when the output comes from elsewhere. */
  prepared?: unknown;
  /** Any path that the scanner prints, as the inventory has it. */
  relative(path: string): string;
}

/** Something by which a target tells this scanner to keep silent. */
export type Silencer =
  | { file: string /** What it does, for the ledger. */; effect: string }
  | { comment: RegExp; effect: string };

/** What of an image's configuration a canary sets. @see https://github.com/opencontainers/image-spec/blob/main/config.md */
export interface ImageConfig {
  User?: string;
  Env?: string[];
  Cmd?: string[];
  Labels?: Record<string, string>;
}

/** A tiny input with a known issue: before a scanner's "clean" counts, the same program has to find this. */
/** What has to be found in a canary. With `proves`, a miss costs only that part (an ecosystem); without, everything. */
export type Expectation = { proves?: string } & (
  | {
      /** Any of these, as a rule or as an alias of the advisory. */
      ruleId: string | string[];
      path?: string;
      component?: undefined;
    }
  | {
      /** A purl that a scanner which takes stock has to list. */
      component: string;
      ruleId?: undefined;
      path?: undefined;
    }
);

export interface Canary {
  /** Path → content. Secrets are put together at run time, so that no file of Muster holds one. */
  files: Record<string, string>;
  /** Make a git repository of it, with one commit. */
  git?: boolean;
  /** Make a container image of it: the files are its one layer. Each of the two examples has its configuration. */
  image?: {
    config: ImageConfig;
    counterExample: ImageConfig;
    /**
     * Lay it out as `cosign save` does. Says of each of the two examples whether it is signed; it is so by a key that
     * is made for it and known to nobody.
     */
    saved?: { signed: boolean; counterExample: boolean };
  };
  /** Each must be found. */
  expects: Expectation[];
  /**
   * Path → content of the same without the issue: none of `expects` may be found in it. `muster tools doctor` and the
   * live tests run it, so that a canary that sings for everything is not taken for proof.
   */
  counterExample: Record<string, string>;
}

export interface ScannerDefinition<Report = unknown> {
  id: string;
  /** As its authors write it. */
  name: string;
  homepage: string;
  /** SPDX expression. */
  license: string;
  tier: 'basic' | 'advanced' | 'beyond';
  finds: FindingKind[];
  /** Ways of running it (`ScanInput.mode`) that its canary without a mode does not show: the doctor tries these, too. */
  modes?: string[];
  /** Why it runs for nobody who does not name it: it looks at more than the target, or takes far longer than others. */
  onlyWhenAsked?: string;
  /** How this adapter was verified: the real program runs in its test; real recorded outputs; documentation only. */
  verified: 'live' | 'recorded' | 'documentation';
  /** In order of preference. */
  install: InstallSource[];
  /** Arguments that make the program print its version. */
  versionArgs: string[];
  /**
   * `never`: works from what is installed. `required`: asks a service. `database`: only without a local database.
   * Where no connection may be made, the pipeline reports the last two as unavailable by itself.
   */
  network: 'never' | 'required' | 'database';
  /**
   * Measured on the example, for planning: cores it keeps busy for the most of its time, memory, seconds. One that
   * can use more cores for a while counts as one: the system shares them out better than a plan that keeps them free.
   */
  uses: { cores: number; memoryMB: number; seconds: number };
  /** Seconds after which it is ended; 600 when not given. */
  timeoutSeconds?: number;
  /** Name of the output without ending, `<id>` when not given; more inputs than one get a suffix. */
  outputName?: string;
  /** `json` when not given. `jsonl`: a list of one document a line; `text`: one string. These two may be empty. */
  output: { from: 'file' | 'stdout'; format?: 'json' | 'jsonl' | 'text' };
  /** The part of the output that Muster reads. A document of another shape is a failure, never an empty result. */
  shape: ZodType<Report>;
  /**
   * Whether a document is this scanner's output, of today's or of an older release: by its structure, so that no other
   * scanner's is taken for it. What could be anybody's (`[]`) is nobody's. A scanner without this has its output read
   * only when it is named.
   * @param document a JSON value, a list of such values for `jsonl`, a string for `text`
   */
  recognises?(document: unknown): boolean;
  /** The version of the program that a document names, where it does: for outputs made elsewhere. */
  versionIn?(document: unknown): string | undefined;
  needsView?: boolean;
  /** Files or folders under `rules/` that this scanner runs with; their digest is part of the canary's key. */
  rules?: string[];
  /** Facts about the database that a run would use. */
  databaseFacts?(context: { database?: string; offline: boolean }): Promise<DatabaseFacts | undefined>;
  appliesTo(inventory: Inventory): ScanInput[];
  /**
   * Lays out what `command` needs in `context.scratch`. Writes nowhere else.
   * @returns what the output is to be held against and does not say itself: a JSON value, for `outcome` and `parse`
   */
  prepare?(context: CommandContext): Promise<unknown>;
  command(context: CommandContext): Command;
  outcome(finished: Finished<Report>): Outcome;
  parse(report: Report, context: ParseContext): RawFinding[];
  /** The purls of all that it took stock of, for a scanner whose report is a bill of materials. */
  lists?(report: Report): string[];
  /** The packages that its report lists, vulnerable or not; the target itself may be among them. */
  components?(report: Report, context: ParseContext): Component[];
  silencedBy: Silencer[];
  /** For its page in docs/scanners: each exit status, and what it means. */
  exitStatuses: Record<number, string>;
  /** What reads as a pass and is none, one sentence each; each is held by a test. */
  traps: string[];
  /** What its findings depend on besides the program, and how that is dated: rules, a database, a service. */
  data: string;
  canary(input: ScanInput): Canary;
}

/** What a run looks for. */
export function findsOf(scanner: Pick<ScannerDefinition, 'finds'>, input: Pick<ScanInput, 'finds'>): FindingKind[] {
  return input.finds ?? scanner.finds;
}

/** Which connections a run needs. */
export function networkOf(scanner: Pick<ScannerDefinition, 'network'>, input: Pick<ScanInput, 'network'>) {
  return input.network ?? scanner.network;
}

/** Declares a scanner; gives types to the two functions that read its output. */
export function defineScanner<Report>(definition: ScannerDefinition<Report>): ScannerDefinition<Report> {
  return definition;
}
