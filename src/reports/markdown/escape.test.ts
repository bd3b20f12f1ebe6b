import fc from 'fast-check';
import { toString as textOf } from 'mdast-util-to-string';
import { describe, expect, it } from 'vitest';
import { HOSTILE_TEXTS } from '../../../test/hostile-report.js';
import { markdownTree, nodesOf, OBEYED_BY_GITHUB } from '../../../test/markdown-tree.js';
import { plainLine } from '../plain-text.js';
import { markdownCode, markdownLines, markdownText } from './escape.js';

/** Where a text can stand, and what else is there. */
const PLACES: Record<string, { around: (text: string) => string; nodes: string[] }> = {
  'a paragraph': { around: (text) => text, nodes: [] },
  'the middle of a sentence': { around: (text) => `A ${text} B`, nodes: [] },
  'emphasised text': { around: (text) => `**${text || 'x'}** and`, nodes: ['strong'] },
  'a list': { around: (text) => `- ${text}`, nodes: ['list', 'listItem'] },
  'a table': {
    around: (text) => `| a | b |\n| --- | --- |\n| ${text} | B |`,
    nodes: ['table', 'tableRow', 'tableCell'],
  },
};

const WORDS = [
  'a',
  '_b_',
  '**',
  '`',
  '``',
  '\\',
  '|',
  '\\|',
  '<i>',
  '&lt;',
  '[x](y)',
  '![',
  ']',
  '#1',
  '@u',
  '-',
  '1.',
  '~~',
  '$x$',
  'www.a.test',
  'a@b.test',
  'https://c.test',
  ':x:',
  '+',
  '=',
  '>',
  '[^1]',
  '- [ ]',
  '\n',
  ' ',
  '\t',
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...WORDS), { maxLength: 8 }).map((words) => words.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

function check(written: string, text: string, place: string): void {
  const { around, nodes } = PLACES[place] ?? { around: String, nodes: [] };
  const tree = markdownTree(around(written));
  const all = [...nodesOf(tree)];
  const types = new Set(all.map(({ type }) => type));
  for (const known of ['root', 'paragraph', 'text', 'inlineCode', ...nodes]) types.delete(known as 'root');
  expect([...types]).toEqual([]);
  expect(textOf(tree)).toBe(textOf(markdownTree(around('0'))).replace('0', () => plainLine(text)));
  const plain = all.flatMap((node) => (node.type === 'text' ? [node.value] : []));
  expect(plain.filter((value) => OBEYED_BY_GITHUB.test(value))).toEqual([]);
}

describe.each(Object.keys(PLACES))('a text in %s', (place) => {
  it.each(Object.entries(HOSTILE_TEXTS).filter(([, value]) => value.trim() !== ''))(
    'is shown as it is: %s',
    (_, value) => {
      const short = value.slice(0, 5000);
      check(markdownText(short), short, place);
    },
  );

  it('is shown as it is, whatever it is', () => {
    fc.assert(
      fc.property(text, (value) => {
        fc.pre(plainLine(value) !== '');
        check(markdownText(value), value, place);
        check(markdownCode(value), value, place);
      }),
      { numRuns: 500 },
    );
  });
});

describe('Markdown', () => {
  it.each([
    ['Pin versions in apt get install', 'Pin versions in apt get install'],
    ['subprocess call with shell=True', 'subprocess call with shell=True'],
    ['fixes #1 for @everyone (see CVE-2021-44228)', 'fixes `#1` for `@everyone` (see `CVE-2021-44228)`'],
    ['a_b < c', 'a\\_b \\< c'],
    ['- no list', '\\- no list'],
    ['1. no list', '1\\. no list'],
    ['note: this', 'note: this'],
    ['echo `id`', 'echo `` `id` ``'],
    ['#a|b', '`#a`\\|`b`'],
    ['a\u001b[31m', 'a\\\\x1b\\[31m'],
    ['', ''],
  ])('writes %j as %j', (value, written) => {
    expect(markdownText(value)).toBe(written);
  });

  it('keeps the lines of a text where it may have some', () => {
    expect(markdownLines('# Big\n\n- one\n    two')).toBe('`#` Big\n\n\\- one\ntwo');
  });
});
