import { UsageError } from '../model/usage-error.js';
import { ADDRESSES } from './addresses.js';
import { type Check, checkEpss, checkKev, checkRules } from './checks.js';

/** A file that a database is made of. */
export interface SourceFile {
  /** Under which it is stored. */
  file: string;
  /** As its publisher calls it. */
  name: string;
  url: string;
}

/** A database that Muster fetches itself. */
export interface Source {
  id: 'epss' | 'kev' | 'semgrep';
  name: string;
  /** What it is used for: scanners by their id, or the risk of findings. */
  usedBy: string[];
  files: SourceFile[];
  check: Check;
  /** No file of it is ever so large. */
  bytes: number;
}

const MIB = 2 ** 20;

/** What stands in the environment; where it is empty, nothing does. */
function said(env: NodeJS.ProcessEnv, name: keyof typeof ADDRESSES): string {
  const value = env[name]?.trim() || ADDRESSES[name];
  if (name.endsWith('_URL') && !URL.canParse(value)) throw new UsageError(`${name} is no address: ${value}`);
  return value;
}

function semgrepPacks(env: NodeJS.ProcessEnv): SourceFile[] {
  const base = said(env, 'MUSTER_SEMGREP_URL').replace(/\/*$/, '/');
  const names = said(env, 'MUSTER_SEMGREP_PACKS').split(',');
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))].map((name) => {
    if (!/^[pr]\/[\w][\w.-]*$/.test(name)) {
      throw new UsageError(`MUSTER_SEMGREP_PACKS: "${name}" is no pack of Semgrep's registry; one is called p/default`);
    }
    return { file: `${name.replace('/', '_')}.yml`, name, url: base + name };
  });
}

/**
 * The databases that Muster fetches itself, at their official addresses or at those that the environment names.
 * @throws UsageError when the environment names what is no address
 */
export function sources(env: NodeJS.ProcessEnv): Source[] {
  const epss = { file: 'epss_scores-current.csv.gz', name: 'EPSS', url: said(env, 'MUSTER_EPSS_URL') };
  const kev = { file: 'known_exploited_vulnerabilities.json', name: 'KEV', url: said(env, 'MUSTER_KEV_URL') };
  return [
    { id: 'epss', name: 'EPSS scores', usedBy: ['risk'], files: [epss], check: checkEpss, bytes: 128 * MIB },
    {
      id: 'kev',
      name: 'Known Exploited Vulnerabilities of CISA',
      usedBy: ['risk'],
      files: [kev],
      check: checkKev,
      bytes: 128 * MIB,
    },
    {
      id: 'semgrep',
      name: "Packs of Semgrep's registry",
      usedBy: ['semgrep'],
      files: semgrepPacks(env),
      check: checkRules,
      bytes: 128 * MIB,
    },
  ];
}
