/** Where databases are fetched from, by the names under which the environment can give others: mirrors are common. */
export const ADDRESSES = {
  /** FIRST's own address; it points to the file of the day. @see https://www.first.org/epss/data_stats */
  MUSTER_EPSS_URL: 'https://epss.empiricalsecurity.com/epss_scores-current.csv.gz',
  /** @see https://www.cisa.gov/known-exploited-vulnerabilities-catalog */
  MUSTER_KEV_URL: 'https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json',
  /** With the name of a pack behind it, the registry serves all rules of the pack in one file. */
  MUSTER_SEMGREP_URL: 'https://semgrep.dev/c/',
  MUSTER_SEMGREP_PACKS: 'p/default,p/security-audit,p/secrets',
};
