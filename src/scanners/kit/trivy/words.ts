import type { NotCovered } from '../../../model/coverage.js';

/** One line that Trivy logs: when, how grave, what, and facts about it as `name="value"`. */
export interface Message {
  level: string;
  text: string;
  fields: Record<string, string>;
}

const LINE = /^\S+\t(?<level>[A-Z]+)\t(?:\[(?<prefix>[^\]]+)\] ?)?(?<rest>.*)$/;
const FIELD = /([\w.-]+)=(?:"((?:[^"\\]|\\.)*)"|(\S+))/g;

function unquote(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text; // an escape of Go that JSON does not have
  }
}

/** What it logged, without the lines that are no message of their own. */
export function messagesIn(stderr: string): Message[] {
  return stderr.split('\n').flatMap((line) => {
    const { level, rest } = LINE.exec(line)?.groups ?? {};
    if (level === undefined || rest === undefined) return [];
    const parts = rest.split('\t').filter((part) => part !== '');
    const [text = '', ...more] = parts;
    const fields = Object.fromEntries(
      [...more.join('\t').matchAll(FIELD)].map(([, name = '', quoted, plain = '']) => [
        name,
        quoted === undefined ? plain : unquote(quoted),
      ]),
    );
    return [{ level, text, fields }];
  });
}

/**
 * What follows from a log that cannot be read: what it did not look at may stand there. It always logs something, since
 * it always loads a configuration; releases before 0.51 do so in another form.
 */
export function unreadableLog(messages: Message[]): NotCovered[] {
  if (messages.length > 0) return [];
  return [{ what: 'what it says on standard error', why: 'a release that says it in another form (before 0.51)' }];
}

/** What a line says after when and how grave, without what every fatal one begins with. */
function afterLevel(line: string): string {
  return line.replace(/^\S+\t[A-Z]+\t/, '').replace(/^Fatal error\s*/, '');
}

/** The causes that follow a fatal error, a line each; with `--debug` also where in the program each was, which is left out. */
const CAUSE = /^ {2}- |^\t\* /;

function fatalWords([first = '', ...rest]: string[]): string {
  const causes = rest.filter((line) => CAUSE.test(line)).map((line) => line.replace(CAUSE, '').replace(/:$/, ''));
  const said = afterLevel(first);
  return said === '' ? causes.join(': ') : [said, ...causes].join(' ');
}

/** Why it ended, in a line: what is fatal, or the last thing that it said. */
export function lastWords(stderr: string): string {
  const lines = stderr.trimEnd().split('\n');
  const fatal = lines.findLastIndex((line) => /\tFATAL\t/.test(line));
  const crash = lines.find((line) => /^(?:panic|fatal error): /.test(line));
  const said = fatal === -1 ? (crash ?? afterLevel(lines.at(-1) ?? '')) : fatalWords(lines.slice(fatal));
  return said
    .replaceAll(/\s+/g, ' ')
    .replace(/^(?:(?:run|init|DB|(?:fs |config |image )?scan) error: )+/, '')
    .trim();
}
