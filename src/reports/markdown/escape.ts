import { plainLine } from '../plain-text.js';

/**
 * What is made a link, a mention or a picture after Markdown has been read, so that no backslash prevents it: addresses
 * and e-mail, `@user`, `#1`, `GH-1`, `!1` and the references of other trackers, `:emoji:`, commits, `$mathematics$`. GitHub and
 * GitLab leave alone what stands in a code span.
 * @see https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
 * @see https://github.github.com/gfm/#autolinks-extension-
 */
const OBEYED_LATER = /[@#$`]|[!%&~^]\w|:(?=\S)|www\.|\w-\d|(?<![^\W_])[0-9a-f]{7,40}(?![^\W_])/i;

/** Any ASCII punctuation may have a backslash before it; these have to. @see https://spec.commonmark.org/0.31.2/#backslash-escapes */
const MARKUP = /[\\*_~[\]<>&|!{}]/g;

function escapeWord(word: string): string {
  return word.replaceAll(MARKUP, '\\$&');
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^`|`$/.test(text) ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/**
 * Text as code. A `|` stands outside of the span: in a table it would end the cell there, and outside of one a backslash
 * before it would be shown.
 */
function asCode(text: string): string {
  return text
    .split('|')
    .map((part) => (part === '' ? '' : codeSpan(part)))
    .join('\\|');
}

/** A name, an id or a path on one line, as code; '' when there is none. */
export function markdownCode(text: string): string {
  return asCode(plainLine(text));
}

/**
 * Text of a scanner or of the target inside Markdown, on one line: shown as it is. Nothing in it is a link, an image, a
 * mention, a reference, an emoji or HTML, and none of it ends a cell of a table.
 */
export function markdownText(text: string): string {
  const line = plainLine(text);
  const pieces: { code: boolean; text: string }[] = [];
  for (const word of line === '' ? [] : line.split(' ')) {
    const code = OBEYED_LATER.test(word);
    const last = pieces.at(-1);
    if (last && last.code === code) last.text += ` ${code ? word : escapeWord(word)}`;
    else pieces.push({ code, text: code ? word : escapeWord(word) });
  }
  const [first] = pieces;
  // What makes a list, a heading or a rule of a line that starts with it.
  if (first && !first.code) first.text = first.text.replace(/^(\d*)([-+=.)])/, '$1\\$2');
  return pieces.map(({ code, text }) => (code ? asCode(text) : text)).join(' ');
}

/** The same with the lines of the text kept. */
export function markdownLines(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map(markdownText)
    .join('\n');
}
