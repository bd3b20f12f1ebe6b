import type { DueTimes } from '../model/risk-settings.js';
import type { InitFile } from './file.js';
import type { RepositoryFacts } from './repository.js';

export interface PolicyParts {
  /** Where vulnerabilities are reported to, when the user names it: an address or a page. */
  contact?: string | undefined;
  due: DueTimes;
}

/** How long something may take, in words: `24 hours`, `7 days`, `with the next release`. */
function inWords(time: string): string {
  const [, count, unit] = /^(\d+)([hdw])$/.exec(time) ?? [];
  if (count === undefined) return time === 'none' ? 'no time is set' : 'with the next release';
  const noun = { h: 'hour', d: 'day', w: 'week' }[unit as 'h' | 'd' | 'w'];
  return `${count} ${noun}${count === '1' ? '' : 's'}`;
}

/** Nothing is made up here: without a contact and without a forge that has one, the text says whom to ask for one. */
function contactOf({ home }: RepositoryFacts, contact: string | undefined): string {
  if (contact !== undefined) return `Report it to ${contact.includes('@') ? `<${contact}>` : contact}.`;
  if (home !== undefined && new URL(home).hostname === 'github.com') {
    return `Report it [privately on GitHub](${home}/security/advisories/new).`;
  }
  if (home !== undefined && new URL(home).hostname.split('.').includes('gitlab')) {
    return `Report it as a [confidential issue](${home}/-/issues/new?issue%5Bconfidential%5D=true).`;
  }
  return 'Ask the maintainers for a private channel, without details, and report it there.';
}

/** `SECURITY.md`: how to report, and how fast what severity is mended. */
export function securityPolicy(facts: RepositoryFacts, { contact, due }: PolicyParts): InitFile {
  return {
    path: 'SECURITY.md',
    what: 'how to report a vulnerability, and how fast it is mended',
    content: `# Security policy

## Reporting a vulnerability

Please do not open a public issue. ${contactOf(facts, contact)}
Say which version you looked at, what an attacker can do, and how to see it.

## How fast we mend it

From the moment that it is confirmed, whether somebody reports it or a scan finds it:

| severity | mended within |
| -------- | ------------- |
| critical | ${inWords(due.critical)} |
| high     | ${inWords(due.high)} |
| medium   | ${inWords(due.medium)} |
| low      | ${inWords(due.low)} |

## How we look

[Muster](https://www.npmjs.com/package/muster-security) runs security scanners on every push and pull request and each night, and fails when
one of them could not look at what it was given. What is accepted is in \`muster.yml\`, with a reason and an expiry date.
`,
  };
}
