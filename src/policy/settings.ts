import path from 'node:path';
import type { Format } from '../model/report-formats.js';
import { DEFAULT_DUE, DEFAULT_RISK, type DueTimes, type RiskSettings } from '../model/risk-settings.js';
import type { GateSeverity } from '../model/severity.js';
import { GATE_SEVERITIES } from '../model/severity-names.js';
import { UsageError } from '../model/usage-error.js';
import type { LoadedConfig } from './config-file.js';
import type { Suppression } from './config-schema.js';

/** What the command line says; undefined where it says nothing. */
export interface Flags {
  output?: string | undefined;
  offline?: boolean | undefined;
  jobs?: number | undefined;
  profile?: string | undefined;
  only?: string[] | undefined;
  skip?: string[] | undefined;
  failOn?: string | undefined;
  require?: string[] | undefined;
  allowIncomplete?: boolean | undefined;
  tools?: string | undefined;
  install?: boolean | undefined;
  cache?: boolean | undefined;
  timeout?: number | undefined;
  keepRawSecrets?: boolean | undefined;
  format?: Format[] | undefined;
  category?: string | undefined;
}

/** Everything a scan can be told, decided. */
export interface Settings {
  /** Absolute. */
  output: string;
  offline: boolean;
  jobs: number;
  profile: 'basic' | 'advanced';
  only: string[] | undefined;
  skip: string[];
  failOn: GateSeverity;
  require: string[] | undefined;
  allowIncomplete: boolean;
  tools: 'auto' | 'path' | 'managed';
  install: boolean;
  cache: boolean;
  timeoutSeconds: number | undefined;
  memoryMB: number | undefined;
  /** Absolute folders, by scanner id. */
  databases: Record<string, string>;
  maxDatabaseAgeDays: number;
  exclude: { path: string; reason: string }[];
  suppressions: Suppression[];
  risk: RiskSettings;
  due: DueTimes;
  keepRawSecrets: boolean;
  /** What to write and print; undefined for what is usual. */
  formats: Format[] | undefined;
  /** Of code scanning on GitHub, below Muster's own. */
  category: string | undefined;
}

/** Grype's own limit; the databases of all scanners are published daily. @see https://oss.anchore.com/docs/guides/vulnerability/db/ */
const MAX_DATABASE_AGE_DAYS = 5;

function oneOf<Word extends string>(words: readonly Word[], value: string, name: string): Word {
  const known = words.find((word) => word === value.toLowerCase());
  if (known === undefined) throw new UsageError(`${name} must be one of ${words.join(', ')}, not "${value}"`);
  return known;
}

/** The first that says anything, in order of precedence. */
function first<Value>(said: (Value | undefined)[], otherwise: Value): Value {
  return said.find((value) => value !== undefined) ?? otherwise;
}

/** The defaults with what the configuration says in their place. */
function over<Values extends object>(
  defaults: Values,
  said: { [Name in keyof Values]?: Values[Name] | undefined } = {},
): Values {
  const known = Object.entries(said).filter(([, value]) => value !== undefined);
  return Object.assign({ ...defaults }, Object.fromEntries(known));
}

/** `MUSTER_OSV_SCANNER_DATABASE=/folder` names the local database of the scanner `osv-scanner`. */
function databasesOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => {
      const id = /^MUSTER_([A-Z0-9_]+)_DATABASE$/.exec(name)?.[1]?.toLowerCase().replaceAll('_', '-');
      return id && value ? [[id, path.resolve(value)]] : [];
    }),
  );
}

/**
 * Decides every setting: a flag beats the environment, the environment beats the file.
 * @param cores what the machine has
 * @throws UsageError for a word that is none of those allowed
 */
export function decideSettings(
  flags: Flags,
  env: NodeJS.ProcessEnv,
  { config, file }: LoadedConfig,
  cores: number,
): Settings {
  const advanced = env['ADVANCED_MODE']?.toLowerCase();
  const envProfile = advanced === 'true' ? 'advanced' : advanced === 'false' ? 'basic' : undefined;
  const base = file === undefined ? process.cwd() : path.dirname(file);
  const fileDatabases = Object.entries(config.databases ?? {}).map(([id, folder]) => [id, path.resolve(base, folder)]);
  const skip = first([flags.skip, config.skip], []);
  const require = flags.require ?? config.require;
  const both = require?.find((id) => skip.includes(id));
  if (both !== undefined) throw new UsageError(`${both} is both required and skipped; take it out of one of the two`);
  const profile = first([flags.profile, envProfile, config.profile], 'basic');
  const failOn = first([flags.failOn, env['SEVERITY_THRESHOLD'], config.failOn], 'high');
  return {
    output: path.resolve(first([flags.output, env['SCAN_RESULTS_DIR']], 'security-results')),
    offline: first([flags.offline], false),
    jobs: first([flags.jobs, config.jobs], cores),
    profile: oneOf(['basic', 'advanced'], profile, '--profile'),
    only: flags.only ?? config.only,
    skip,
    failOn: oneOf(GATE_SEVERITIES, failOn, '--fail-on'),
    require,
    allowIncomplete: first([flags.allowIncomplete, config.allowIncomplete], false),
    tools: oneOf(['auto', 'path', 'managed'], first([flags.tools], 'auto'), '--tools'),
    install: first([flags.install], true),
    cache: first([flags.cache], true),
    timeoutSeconds: flags.timeout ?? config.timeout,
    memoryMB: config.memory,
    databases: { ...Object.fromEntries(fileDatabases), ...databasesOf(env) },
    maxDatabaseAgeDays: config.maxDatabaseAge ?? MAX_DATABASE_AGE_DAYS,
    exclude: first([config.exclude], []),
    suppressions: first([config.suppressions], []),
    risk: {
      weights: over(DEFAULT_RISK.weights, config.risk?.weights),
      reductions: over(DEFAULT_RISK.reductions, config.risk?.reductions),
    },
    due: over(DEFAULT_DUE, config.due),
    keepRawSecrets: first([flags.keepRawSecrets], false),
    formats: flags.format ?? config.formats,
    category: flags.category,
  };
}
