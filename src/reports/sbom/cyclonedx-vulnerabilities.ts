import type { Advisory, Finding } from '../../model/finding.js';
import { severityOfCvssScore } from '../../model/severity.js';
import { plainLine, plainText } from '../plain-text.js';
import { webAddress } from '../sarif/absolute-uri.js';
import type { SbomPackage } from './packages.js';

/** Whose name of a vulnerability this is, as readers of CycloneDX call them. */
const SOURCES: [RegExp, { name: string; at(id: string): string }][] = [
  [/^CVE-\d{4}-\d{4,}$/, { name: 'NVD', at: (id) => `https://nvd.nist.gov/vuln/detail/${id}` }],
  [/^GHSA-[\w-]+$/, { name: 'GITHUB', at: (id) => `https://github.com/advisories/${id}` }],
  [/^[A-Z]+-[\w.:-]+$/, { name: 'OSV', at: (id) => `https://osv.dev/vulnerability/${id}` }],
];

function sourceOf(id: string): { name: string; url?: string } {
  const [, source] = SOURCES.find(([pattern]) => pattern.test(id)) ?? [];
  return source ? { name: source.name, url: source.at(id) } : { name: 'unknown' };
}

const METHODS = new Map([
  ['2.0', 'CVSSv2'],
  ['3.0', 'CVSSv3'],
  ['3.1', 'CVSSv31'],
  ['4.0', 'CVSSv4'],
]);

function ratingOf({ version, vector, score, source }: Advisory['cvss'][number]): object {
  const method = METHODS.get(version) ?? 'other';
  return {
    ...(source === undefined ? {} : { source: { name: plainLine(source) } }),
    ...(score === undefined ? {} : { score }),
    // Version 2 has no qualitative scale of its own.
    ...(score === undefined || method === 'CVSSv2' ? {} : { severity: severityOfCvssScore(score) }),
    method,
    ...(vector === undefined ? {} : { vector: plainLine(vector) }),
  };
}

/** What Muster itself makes of it: the severity that the gate goes by, and the risk that the list is sorted by. */
function ownRating({ severity, risk }: Finding): object {
  const justification = risk.factors.map(({ name, value, because }) => `${name} ${value}: ${because}`).join('; ');
  return {
    source: { name: 'Muster' },
    score: risk.score,
    severity,
    method: 'other',
    ...(justification === '' ? {} : { justification: plainLine(justification) }),
  };
}

/**
 * What was decided about it. Somebody who suppresses a finding says that nothing will be done, and not that there is
 * nothing to do: no state is claimed for them.
 */
function analysisOf({ status, suppression }: Finding): object | undefined {
  if (status === 'open') return undefined;
  const { reason = '', by = '', owner, expires } = suppression ?? {};
  const more = [owner ? `owner ${owner}` : '', expires ? `until ${expires}` : ''].filter((part) => part !== '');
  const told = [`${status} by ${by || 'nobody named'}`, reason, ...more].filter((part) => part !== '').join('; ');
  const detail = plainText(told);
  if (status === 'notAffected') return { state: 'not_affected', detail };
  return status === 'suppressed' ? { response: ['will_not_fix'], detail } : { detail };
}

function toVulnerability(finding: Finding, advisory: Advisory, { ref, version }: SbomPackage): object {
  const id = plainLine(advisory.id) || 'unnamed';
  const cwes = [
    ...new Set(advisory.cwes.flatMap((cwe) => (/^CWE-[1-9]\d{0,5}$/.test(cwe) ? Number(cwe.slice(4)) : []))),
  ];
  const page = webAddress(advisory.url);
  const analysis = analysisOf(finding);
  const aliases = [...new Set(advisory.aliases.map(plainLine))].filter((alias) => alias !== '');
  const { epss, kev } = advisory;
  const properties = [
    ['muster:status', finding.status],
    ...finding.sources.map(({ scanner, ruleId }) => ['muster:foundBy', `${scanner}: ${ruleId}`]),
    ...(epss ? [['muster:epss', `probability ${epss.probability}, percentile ${epss.percentile}, ${epss.date}`]] : []),
    ...(kev ? [['muster:kev', `known to be exploited since ${kev.dateAdded}`]] : []),
    ...(finding.due?.by ? [['muster:due', finding.due.by]] : []),
  ].map(([name = '', value = '']) => ({ name, value: plainLine(value) }));
  return {
    'bom-ref': finding.id,
    id,
    source: sourceOf(id),
    ...(aliases.length > 0 ? { references: aliases.map((alias) => ({ id: alias, source: sourceOf(alias) })) } : {}),
    ratings: [...advisory.cvss.map(ratingOf), ownRating(finding)],
    ...(cwes.length > 0 ? { cwes } : {}),
    description: plainText(finding.title),
    ...(finding.message === undefined ? {} : { detail: plainText(finding.message) }),
    ...(finding.fix === undefined ? {} : { recommendation: plainText(finding.fix.summary) }),
    ...(page === undefined ? {} : { advisories: [{ url: page }] }),
    ...(analysis === undefined ? {} : { analysis }),
    affects: [
      {
        ref,
        ...(version === undefined
          ? {}
          : { versions: [{ version, status: finding.status === 'notAffected' ? 'unaffected' : 'affected' }] }),
      },
    ],
    properties,
  };
}

/** One entry for each vulnerability of each package: what was decided may differ between packages. */
export function toVulnerabilities(packages: SbomPackage[]): object[] {
  return packages.flatMap((one) =>
    one.findings.flatMap((finding) => (finding.advisory ? [toVulnerability(finding, finding.advisory, one)] : [])),
  );
}
