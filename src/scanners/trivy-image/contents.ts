import type { NotCovered } from '../../model/coverage.js';
import type { Finished, Outcome } from '../../model/scanner.js';
import { metadataOf, type Report, resultsOf } from '../kit/trivy/report.js';
import { messagesIn, unreadableLog } from '../kit/trivy/words.js';

/**
 * Rules by which it leaves out whole files, of those that an image's makers put into it. Those for files of the
 * distribution and of installed packages stay: their tests hold keys that are no secrets.
 * @see https://trivy.dev/docs/latest/guide/scanner/secret/#configuration
 */
export const SECRETS = `disable-allow-rules: [tests, examples, vendor, locale-dir, markdown]
allow-rules:
  - id: muster-example-values
    description: What the rule "examples" allows, without its paths
    regex: '(?i)example'
`;

/** That the checks are those of the program, as they are to be. */
const HARMLESS = /^Falling back to embedded checks$/;

/** @param report of a run that ended with status 0 */
export function judgeContents(report: Report, { stderr }: Finished<Report>): Outcome {
  const { ImageID } = metadataOf(report);
  if (!ImageID || Array.isArray(report))
    return { status: 'failed', reason: 'it does not say which image it looked at' };
  const isChecked = resultsOf(report).some(
    ({ result }) => result.Class === 'config' && result.Target === report.ArtifactName,
  );
  const messages = messagesIn(stderr);
  const errors = messages.filter(({ level, text }) => level === 'ERROR' && !HARMLESS.test(text));
  const notCovered: NotCovered[] = unreadableLog(messages);
  // It makes a Dockerfile of the image's history, under this name, and checks that.
  const isAboutHistory = (file: string | undefined) => file === 'Dockerfile' && !isChecked;
  if (!isChecked) {
    const error = errors.find(({ fields }) => isAboutHistory(fields['file_path']));
    const why = error?.fields['err'] ?? 'it gives no result for it';
    notCovered.push({ what: 'the configuration of the image', why });
  }
  for (const { text, fields } of errors) {
    if (isAboutHistory(fields['file_path'])) continue;
    const why = [text, fields['err']].filter((part) => part).join(': ');
    notCovered.push({ what: fields['file_path'] ?? 'what it says on standard error', why });
  }
  const considered = { files: [], packages: 0 };
  if (notCovered.length === 0) return { status: 'completed', considered };
  const [first] = notCovered;
  return { status: 'partial', reason: `not looked at: ${first?.what}: ${first?.why}`, considered, notCovered };
}
