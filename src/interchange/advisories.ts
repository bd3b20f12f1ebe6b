/**
 * Ids of advisories, at the beginning of a text: Grype puts the name of the package behind.
 * @see https://ossf.github.io/osv-schema/#id-modified-fields
 */
const ADVISORY =
  /^(?:CVE-\d{4}-\d{4,}|GHSA(?:-[0-9a-z]{4}){3}|PYSEC-\d{4}-\d+|GO-\d{4}-\d+|RUSTSEC-\d{4}-\d+|MAL-\d{4}-\d+|OSV-\d{4}-\d+|GSD-\d{4}-\d+|(?:DSA|DLA)-\d+-\d+|USN-\d+-\d+|(?:ALAS[0-9A-Z]*|ELSA|ALSA|RLSA|SUSE-SU|openSUSE-SU)-\d{4}[-:]\d+(?::\d+|-\d+)?|RH[SBE]A-\d{4}:\d+|SNYK-[A-Z0-9]+-[A-Z0-9_]+-\d+|npm:[^\s:]+:\d{8})/i;

/** The id of an advisory at the beginning of a text. */
export function advisoryIn(text: string): string | undefined {
  return ADVISORY.exec(text)?.[0];
}

/** `external/cwe/cwe-079`, `CWE-79: Improper …`, `79` → `CWE-79`. */
export function cweIn(text: string): string | undefined {
  const number = /(?:\bcwe[-_/: ]?|^)0*([1-9]\d{0,4})\b/i.exec(text)?.[1];
  return number === undefined ? undefined : `CWE-${number}`;
}
