/** Names of the documents that controls refer to (`NAME:ITEM`), each with the edition that was read. */
export const FRAMEWORKS = {
  'CIS-Docker': 'CIS Docker Benchmark 1.8.0',
  'CIS-Kubernetes': 'CIS Kubernetes Benchmark 1.10',
  'CIS-AWS': 'CIS Amazon Web Services Foundations Benchmark 3.0.0',
  'CIS-Azure': 'CIS Microsoft Azure Foundations Benchmark 3.0.0',
  'CIS-GCP': 'CIS Google Cloud Platform Foundation Benchmark 3.0.0',
  'NIST-800-53': 'NIST SP 800-53 Revision 5',
  'NIST-800-190': 'NIST SP 800-190 (2017)',
  'OWASP-Top10': 'OWASP Top 10:2021',
  'OWASP-Docker': 'OWASP Docker Top 10',
  'OWASP-Kubernetes': 'OWASP Kubernetes Top Ten (2022)',
  'OWASP-CICD': 'OWASP Top 10 CI/CD Security Risks',
} as const;
