import { isMap, isSeq, parseDocument } from 'yaml';
import type { InitFile } from './file.js';
import type { RepositoryFacts, UpdateEcosystem } from './repository.js';

function entry({ ecosystem, directories }: UpdateEcosystem): string {
  const where =
    directories.length === 1
      ? `    directory: ${JSON.stringify(directories[0])}\n`
      : `    directories:\n${directories.map((directory) => `      - ${JSON.stringify(directory)}\n`).join('')}`;
  return `  - package-ecosystem: ${ecosystem}
${where}    schedule:
      interval: daily
    # A release that was taken over is mostly found out within days.
    cooldown:
      default-days: 7
    groups:
      ${ecosystem}-minor-and-patch:
        update-types: [minor, patch]
`;
}

/** `.github/dependabot.yml`: updates for every ecosystem that has a manifest. */
export function dependabot({ updates }: RepositoryFacts): InitFile {
  return {
    path: '.github/dependabot.yml',
    what: `updates for ${updates.map(({ ecosystem }) => ecosystem).join(', ')}`,
    content: `# Written by muster init. Security updates come at once, whatever the schedule.
version: 2
updates:
${updates.map(entry).join('\n')}`,
  };
}

/**
 * The ecosystems that a configuration of Dependabot leaves out.
 * @param text of a `.github/dependabot.yml`, of whatever shape
 * @returns every ecosystem of the repository that no entry names
 */
export function missingUpdates(text: string, { updates }: RepositoryFacts): string[] {
  const document = parseDocument(text);
  const entries = isMap(document.contents) ? document.contents.get('updates') : undefined;
  const named = isSeq(entries)
    ? entries.items.flatMap((item) => (isMap(item) ? [String(item.get('package-ecosystem'))] : []))
    : [];
  return updates.map(({ ecosystem }) => ecosystem).filter((ecosystem) => !named.includes(ecosystem));
}
