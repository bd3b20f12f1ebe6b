/**
 * Trivy's ids have had several forms: `DS002`, `AVD-DS-0002`, today `DS-0002`.
 * @see https://github.com/aquasecurity/trivy-checks
 */
function trivyRule(id: string): string {
  const [, service, number] = /^(?:AVD-)?([A-Z]+)-?(\d+)$/.exec(id.toUpperCase()) ?? [];
  return service && number ? `${service}-${number.padStart(4, '0')}` : id;
}

/** A rule's id as the present release of its scanner writes it. */
export function presentRuleId(scanner: string, id: string): string {
  if (scanner.startsWith('trivy-')) return trivyRule(id);
  return scanner === 'kics' ? id.toLowerCase() : id;
}

/** By which a rule is looked up. */
export function ruleKey(scanner: string, id: string): string {
  return `${scanner}:${presentRuleId(scanner, id)}`;
}
