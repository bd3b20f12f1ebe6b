import type { Finding, Location, Source } from '../../model/finding.js';
import type { Report } from '../../model/report.js';
import { plainLine } from '../plain-text.js';
import { wrap } from '../terminal/layout.js';
import { type Page, part } from '../terminal/page.js';

function placeOf({ path, startLine, resource, commit }: Location): string {
  const line = startLine === undefined ? '' : `:${startLine}`;
  return `${path}${line}${resource ? ` (${resource})` : ''}${commit ? ` in commit ${commit.slice(0, 12)}` : ''}`;
}

function sourceLine({ scanner, ruleId, severity, location, output }: Source): string {
  const word = severity === null ? '' : ` says ${severity}`;
  const place = location ? ` at ${placeOf(location)}` : '';
  return `${scanner}:${ruleId}${word}${place}; ${output.path}#${output.pointer}`;
}

function listPart(page: Page, title: string, said: string, items: string[]): string[] {
  const lines = items.flatMap((item) =>
    wrap(plainLine(item), page.width - 4).map((line, at) => `${at === 0 ? '- ' : '  '}${line}`),
  );
  return lines.length > 0 ? part(page, title, said, lines) : [];
}

function assertionLines({ advisory }: Finding): string[] {
  return (advisory?.assertions ?? []).map(({ ids, by, joined }) => {
    const kept = joined ? '' : ', which is not followed: it would make one hole of two CVEs';
    return `${ids.join(' is ')}, says ${by.join(', ')}${kept}`;
  });
}

function whoLooked(finding: Finding, report: Pick<Report, 'coverage'>): string[] {
  const by = new Set(finding.sources.map(({ output }) => output.path));
  return report.coverage
    .filter(({ output }) => output && by.has(output.path))
    .map(({ scanner, input, status, version, canary }) => {
      const of = version === null ? '' : ` ${version}`;
      return `${scanner}${of} on ${input}: ${status}, canary ${canary}`;
    });
}

/** An issue for a terminal, in full: who says so, why this risk, who looked and did not find it, what to do. */
export function findingPart(page: Page, finding: Finding, report: Pick<Report, 'coverage'>): string[][] {
  const { id, title, kind, severity, risk, due, rule, advisory, package: pkg, fix, agreement, status } = finding;
  const aliases = advisory ? [advisory.id, ...advisory.aliases].join(', ') : '';
  const about = [
    pkg ? `package ${pkg.purl ?? `${pkg.name} ${pkg.version ?? ''}`}` : '',
    aliases ? `known as ${aliases}` : '',
    rule?.control ? `control ${rule.control}` : '',
    [...(rule?.cwes ?? []), ...(advisory?.cwes ?? [])].filter((cwe, at, all) => all.indexOf(cwe) === at).join(', '),
    status === 'open' ? '' : `status ${status}`,
  ].filter((line) => line.trim() !== '');
  const factors = risk.factors.map(
    ({ name, value, because }) => `${value >= 0 ? '+' : ''}${value}  ${name}: ${because}`,
  );
  return [
    part(page, id, `${severity} ${kind}`, [
      ...wrap(title, page.width - 2),
      ...about.flatMap((line) => wrap(line, page.width - 2)),
    ]),
    finding.message ? part(page, 'What it is', '', wrap(finding.message, page.width - 2)) : [],
    listPart(page, 'Where', '', finding.locations.map(placeOf)),
    listPart(page, 'Who says so', '', finding.sources.map(sourceLine)),
    listPart(
      page,
      'Who looked there and did not',
      '',
      agreement.notFound.map(({ scanner, why }) => `${scanner}: ${why}`),
    ),
    listPart(page, 'Names of the hole', '', assertionLines(finding)),
    listPart(page, 'Risk', `${risk.score} of 100`, factors),
    due ? part(page, 'Due', due.by ?? '', wrap(due.because, page.width - 2)) : [],
    listPart(page, 'What to do', '', fix ? [fix.summary] : rule?.help ? [rule.help] : []),
    listPart(page, 'Evidence', '', whoLooked(finding, report)),
  ];
}
