import type { Row } from '../page-data.js';
import { SEVERITIES } from './words.js';

export const GROUPS = ['none', 'package', 'file', 'control', 'scanner'] as const;
export type Group = (typeof GROUPS)[number];
export const SORTS = ['risk', 'severity', 'due', 'place', 'title'] as const;
export type Sort = (typeof SORTS)[number];

/** What of the findings is shown, and how. It stands in the page's address, so that a link shows the same. */
export interface State {
  q: string;
  /** None for all. */
  severity: Row['severity'][];
  /** Empty for all. */
  kind: string;
  scanner: string;
  /** `all`, or one. */
  status: string;
  fix: '' | 'yes' | 'no';
  group: Group;
  sort: Sort;
  /** The id of the one that is opened; empty for none. */
  finding: string;
}

export const START: State = {
  q: '',
  severity: [],
  kind: '',
  scanner: '',
  status: 'open',
  fix: '',
  group: 'none',
  sort: 'risk',
  finding: '',
};

function oneOf<Value extends string>(allowed: readonly Value[], text: string | null, otherwise: Value): Value {
  return allowed.find((value) => value === text) ?? otherwise;
}

/** @returns undefined when the address names a place of the page and no state */
export function stateOf(hash: string): State | undefined {
  const text = hash.replace(/^#/, '');
  if (!text.includes('=')) return undefined;
  const given = new URLSearchParams(text);
  const wanted = (given.get('severity') ?? '').split(',');
  return {
    q: given.get('q') ?? START.q,
    severity: SEVERITIES.filter((severity) => wanted.includes(severity)),
    kind: given.get('kind') ?? START.kind,
    scanner: given.get('scanner') ?? START.scanner,
    status: given.get('status') ?? START.status,
    fix: oneOf(['', 'yes', 'no'], given.get('fix'), ''),
    group: oneOf(GROUPS, given.get('group'), START.group),
    sort: oneOf(SORTS, given.get('sort'), START.sort),
    finding: given.get('finding') ?? START.finding,
  };
}

/** The state as an address, with only what differs from the start; `#findings` when nothing does. */
export function hashOf(state: State): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(state) as [keyof State, string | string[]][]) {
    const text = Array.isArray(value) ? value.join(',') : value;
    if (text !== String(START[name])) parts.set(name, text);
  }
  const text = parts.toString();
  return text === '' ? '#findings' : `#${text}`;
}

/** Whether anything is left out beside what is not open. */
export function isFiltered({ q, severity, kind, scanner, status, fix }: State): boolean {
  return q.trim() !== '' || severity.length > 0 || kind + scanner + fix !== '' || status !== START.status;
}
