/** What npm logs at its finest level, from version 7 on (`sill` before 9). */
const QUESTION = / silly? audit bulk request (?<body>\{.*\}|\{\n[\s\S]*?^\S+ silly? audit \})$/m;
const ANSWER = /fetch POST 200 \S+\/-\/npm\/v1\/security\/advisories\/bulk\b/;
const OLDER_ANSWER = /fetch POST 200 \S+\/-\/npm\/v1\/security\/audits\b/;

/** What is no object of advisories (`null`, a list) reads like an empty one in npm's report. */
const CONTENT = / silly? audit report (?<content>\{|.*$)/m;

/** One property of an object as util.inspect prints it: a name and versions, on one line or several. */
const PROPERTY = /(?:'(?<quoted>[^'\n]+)'|(?<bare>[\w$]+)): \[(?<versions>[^\]]*)\]/g;

/** What a log says of the one question that npm asks. */
export type Asked = { packages: Set<string> } | { why: string };

/**
 * Reads the packages that the registry was asked about and gave an answer on, as `name@version`. npm's report does not
 * say it: the same comes out when nothing, or a part, was asked about.
 * @param stderr npm's log at `--loglevel=silly`
 */
export function readAsked(stderr: string): Asked {
  if (!ANSWER.test(stderr)) {
    const isOlder = OLDER_ANSWER.test(stderr);
    return {
      why: isOlder
        ? 'only the service of npm 6 answered, to which newer ones do not send every package; use npm 11 or another registry'
        : 'it does not say that the registry answered',
    };
  }
  const body = QUESTION.exec(stderr)?.groups?.['body'];
  if (body === undefined) return { why: 'the part of its log that says what it asked about is missing' };
  const content = CONTENT.exec(stderr)?.groups?.['content'];
  if (content !== '{') return { why: `the registry's answer holds no advisories: ${content ?? 'not logged'}` };
  const text = body.replaceAll(/^\S+ silly? audit /gm, '');
  const packages = [...text.matchAll(PROPERTY)].flatMap(({ groups = {} }) =>
    [...(groups['versions'] ?? '').matchAll(/'([^']+)'/g)].map(
      ([, version]) => `${groups['quoted'] ?? groups['bare']}@${version}`,
    ),
  );
  return { packages: new Set(packages) };
}
