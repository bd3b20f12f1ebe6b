import type { ComponentChildren } from 'preact';
import type { Advisory, Finding } from '../../../model/finding.js';
import { Part } from './detail-part.js';
import { listAddress } from './words.js';

type Name = [string, ComponentChildren];

function percent(part: number): string {
  return `${(part * 100).toFixed(part < 0.01 ? 2 : 1)} %`;
}

function packageNames({ package: pkg }: Finding): Name[] {
  if (!pkg) return [];
  const name: Name = ['Package', <span class="mono">{pkg.purl ?? `${pkg.name} ${pkg.version ?? ''}`}</span>];
  return pkg.scope ? [name, ['Needed in', pkg.scope]] : [name];
}

function exploitNames({ epss, kev }: Advisory): Name[] {
  const names: Name[] = [];
  if (epss) {
    const { probability, percentile, date } = epss;
    names.push([
      'EPSS',
      `${percent(probability)} that it is exploited within 30 days, more than ${percent(percentile)} of all (${date})`,
    ]);
  }
  if (kev) {
    names.push([
      'KEV',
      <strong class="bad">
        known to be exploited since {kev.dateAdded}
        {kev.ransomware ? ', also for ransomware' : ''}
        {kev.dueDate ? `; to be fixed by ${kev.dueDate}` : ''}
      </strong>,
    ]);
  }
  return names;
}

function advisoryNames({ advisory }: Finding): Name[] {
  if (!advisory) return [];
  const scores = advisory.cvss.map(
    ({ version, score, vector, source }): Name => [
      `CVSS ${version}`,
      <>
        <strong>{score ?? '–'}</strong> <span class="mono small">{vector}</span>{' '}
        {source ? <span class="quiet">by {source}</span> : null}
      </>,
    ],
  );
  const known: Name = ['Known as', <span class="mono">{[advisory.id, ...advisory.aliases].join(', ')}</span>];
  return [known, ...scores, ...exploitNames(advisory)];
}

function ruleNames({ rule, advisory }: Finding): Name[] {
  const cwes = [...new Set([...(rule?.cwes ?? []), ...(advisory?.cwes ?? [])])];
  const names: Name[] = [];
  if (rule?.control) {
    names.push(['Control', <a href={listAddress({ group: 'control', q: rule.control })}>{rule.control}</a>]);
  }
  if (cwes.length > 0) names.push(['CWE', cwes.join(', ')]);
  if (rule && rule.frameworks.length > 0) names.push(['Frameworks', rule.frameworks.join(', ')]);
  return names;
}

/** What the finding is called elsewhere, and what is known of it there. */
export function Names({ finding }: { finding: Finding }) {
  const names = [...packageNames(finding), ...advisoryNames(finding), ...ruleNames(finding)];
  if (names.length === 0) return null;
  return (
    <Part title="Names">
      <dl class="names">
        {names.map(([name, value], index) => (
          // Two scores may have one name, and the list does not change.
          <div key={index}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}
