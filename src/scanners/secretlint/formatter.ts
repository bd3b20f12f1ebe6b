import { createHash } from 'node:crypto';

/**
 * How secretlint is to print what it found: a formatter of ours, which it loads by its path. Its own `json` repeats the
 * whole text of every file that it looked at, secrets of other kinds included, and what it prints ends up in the results.
 *
 * `value` is the longest of a message's parts, but for those that hold no secret. It is not cut out of the text by the
 * message's `range`: several of its rules give a range that begins elsewhere than the secret.
 */
export const FORMATTER = `const HARMLESS = new Set(['typeName', 'FILE_NAME']);

function printed(message) {
  const parts = Object.entries(message.data ?? {});
  const values = parts.flatMap(([name, value]) => (typeof value !== 'string' || HARMLESS.has(name) ? [] : [value]));
  const [value] = values.filter(Boolean).sort((a, b) => b.length - a.length);
  return {
    ruleId: message.ruleId,
    messageId: message.messageId,
    severity: message.severity,
    message: values.filter(Boolean).reduce((text, part) => text.replaceAll(part, '***'), message.message),
    docsUrl: message.docsUrl,
    loc: message.loc,
    value,
  };
}

export default function format(results) {
  return JSON.stringify(
    results.map(({ filePath, sourceContentType, messages }) => ({
      filePath,
      sourceContentType,
      messages: messages.map(printed),
    })),
  );
}
`;

const digest = createHash('sha256').update(FORMATTER).digest('hex').slice(0, 12);

/** Named by what is in it, so that a canary that sang for another one is not taken for a song of this one. */
export const FORMATTER_FILE = `formatter-${digest}.mjs`;

/**
 * Loaded before it. It notes when each rule began and ended with each file, whether asked for the times or not, and looks
 * through all notes at each: the time that takes grows with the square of the number of files, and is most of the time
 * from some hundred on (18 s of 19 for 1,375 files).
 */
export const WITHOUT_TIMES = 'performance.mark = () => undefined;\n';

export const WITHOUT_TIMES_FILE = 'without-times.mjs';
