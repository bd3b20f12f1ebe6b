const MAXIMUM = 300;

/** A verdict on what was fetched, or a full disk: whatever else was printed, this is why. */
const DECISIVE = /hash mismatch|do not match the hashes|checksum mismatch|security error|no space left|disk quota/i;
const NETWORK =
  /connection broken by|name resolution|no such host|connection refused|network is unreachable|certificate verify failed|timed out/i;
/** uv's chain of causes, of today's and of older releases. */
const CAUSE = /^(?:cause:|caused by:|╰─▶|├─▶)\s*/i;
const HEAD = /^(?:error:|×)\s*/i;
/** What npm begins each of its lines with, of today's and of older releases, and those that tell nothing by themselves. */
const NPM = /^npm (?:error|ERR!)(?: (?:network|notarget|404|nospc))?\s*/;
const NPM_NOTHING = /^(?:code|errno|syscall|path|dest) \S|^A complete log|^$/;
/** What pip puts around the reason for which a connection broke. */
const PIP_RETRY = /^WARNING: Retrying \(.*?\)\) after |<[^<>]* object at 0x[0-9a-f]+>: /g;
/** What the go command says on its way. */
const GO_PROGRESS = /^go: (?:downloading|finding|found|added|upgraded)\b|; switching to go|^go: warning/;

/** uv's first error with its nearest and its deepest cause. */
function fromUv(lines: string[]): string | undefined {
  const at = lines.findIndex((line) => HEAD.test(line));
  if (at < 0) return undefined;
  const causes = lines
    .slice(at + 1)
    .filter((line) => CAUSE.test(line))
    .map((line) => line.replace(CAUSE, ''));
  const chain = [lines[at]?.replace(HEAD, ''), causes[0], causes.at(-1)];
  return [...new Set(chain.filter((part) => part !== undefined))].join(': ');
}

/** npm's first sentence. */
function fromNpm(lines: string[]): string | undefined {
  return lines
    .filter((line) => NPM.test(line))
    .map((line) => line.replace(NPM, ''))
    .find((line) => !NPM_NOTHING.test(line));
}

/** The one line of what an installer printed that says most about why it failed: short, without passwords. */
export function tellingLine(printed: string): string {
  const lines = printed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const fromGo = lines.filter((line) => line.startsWith('go: ') && !GO_PROGRESS.test(line)).at(-1);
  const pip = lines.find((line) => line.startsWith('ERROR:'));
  const telling =
    (pip && lines.find((line) => DECISIVE.test(line) || NETWORK.test(line))) ||
    pip ||
    fromNpm(lines) ||
    fromUv(lines) ||
    fromGo ||
    lines.find((line) => DECISIVE.test(line)) ||
    lines.at(-1) ||
    'it printed nothing';
  const clean = telling
    .replaceAll(PIP_RETRY, '')
    .replaceAll(/\/\/[^\s/@]+@/g, '//')
    .replaceAll(/\s+/g, ' ');
  return clean.length > MAXIMUM ? `${clean.slice(0, MAXIMUM)}…` : clean;
}
