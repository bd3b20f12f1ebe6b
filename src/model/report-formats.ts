/** What `--format` may name beside the looks of a terminal, and whether a scan writes it when nobody names any. */
export const FILE_FORMATS = {
  json: { says: 'everything, as one document; always written', byDefault: true },
  sarif: { says: "for GitHub's Security tab and other readers of SARIF; always written", byDefault: true },
  comment: { says: 'Markdown short enough for a comment on a pull request', byDefault: false },
  csv: { says: 'for a spreadsheet: the findings, and who looked at what', byDefault: true },
  executive: { says: 'one page for a manager, as Markdown and for a printer', byDefault: true },
  attestation: {
    says: 'an in-toto statement of what the scan proves of a commit; muster attest signs it',
    byDefault: false,
  },
  html: { says: 'a page for people: findings with search, and who looked', byDefault: true },
  jsonl: { says: 'a finding a line', byDefault: false },
  junit: { says: 'for CI that shows tests; green for the verdict pass alone', byDefault: true },
  markdown: { says: 'for a job summary', byDefault: true },
  cyclonedx: { says: 'the packages as a bill of materials (CycloneDX), with their vulnerabilities', byDefault: true },
  gitlab: { says: "for GitLab's security reports, one file a type", byDefault: false },
  ocsf: { says: 'a finding an event, for security data lakes (OCSF 1.8)', byDefault: false },
  spdx: { says: 'the packages as a bill of materials (SPDX 2.3)', byDefault: false },
} as const;
export type FileFormat = keyof typeof FILE_FORMATS;

/** How a result may look on standard output. */
export const TERMINAL_FORMATS = {
  github: { says: 'the table in a log of GitHub Actions, and the worst findings as annotations' },
  summary: { says: 'on a terminal, to be read in ten seconds' },
  table: { says: 'every open finding on a terminal, by file' },
} as const;
export type TerminalFormat = keyof typeof TERMINAL_FORMATS;

export type Format = FileFormat | TerminalFormat;

export const FORMATS = { ...FILE_FORMATS, ...TERMINAL_FORMATS };
export const FORMAT_NAMES = Object.keys(FORMATS) as [Format, ...Format[]];

/** Without these a results directory is none. */
const ALWAYS: FileFormat[] = ['json', 'sarif'];

export function isFileFormat(format: Format): format is FileFormat {
  return Object.hasOwn(FILE_FORMATS, format);
}

/**
 * What a scan writes and prints.
 * @param named by the user; undefined for what is usual. Naming files only leaves what is printed as it is, and naming a
 * look only leaves the files.
 */
export function chosenFormats(named: readonly Format[] | undefined): { files: FileFormat[]; looks: TerminalFormat[] } {
  const files = (named ?? []).filter(isFileFormat);
  const looks = (named ?? []).filter((format): format is TerminalFormat => !isFileFormat(format));
  const usual = (Object.keys(FILE_FORMATS) as FileFormat[]).filter((format) => FILE_FORMATS[format].byDefault);
  return {
    files: files.length === 0 ? usual : [...new Set([...ALWAYS, ...files])],
    looks: looks.length === 0 ? ['summary'] : [...new Set(looks)],
  };
}
