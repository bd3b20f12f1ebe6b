import type { FindingKind } from '../../model/finding.js';

/** One of GitLab's reports, and what of a scan goes into it. */
export interface ReportType {
  file: string;
  /** GitLab's word for it. */
  type: 'sast' | 'secret_detection' | 'dependency_scanning';
  schema: string;
  kinds: FindingKind[];
  /** GitLab tells by it which earlier findings a report speaks of: what one says nothing about, another may. */
  scanner: { id: string; name: string };
}
