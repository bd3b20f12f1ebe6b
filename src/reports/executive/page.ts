import { createHash } from 'node:crypto';
import { type ComponentChildren, h } from 'preact';
import { render } from 'preact-render-to-string';
import { counted, plainLine } from '../plain-text.js';
import { nothingToDo, type Summary } from './summary.js';

/** Every text has a number of lines at most, so that the page is one page whatever scanners print. */
const STYLE = `
@page { margin: 12mm }
* { box-sizing: border-box }
html { color-scheme: light }
body { margin: 0 auto; max-width: 186mm; padding: 4mm 0; background: #fff; color: #1a1a1a; font: 9.5pt/1.35 system-ui, sans-serif; overflow-wrap: anywhere }
h1 { margin: 0 0 1mm; font-size: 15pt }
h2 { margin: 3mm 0 1mm; border-bottom: 1px solid #767676; font-size: 11pt }
p, ul, ol { margin: 0 0 1mm }
ul, ol { padding-left: 6mm }
.clamp { display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 2 }
.line { -webkit-line-clamp: 1 }
.verdict { margin-bottom: 2mm; border-left: 3mm solid; padding: 1.5mm 3mm; font-size: 12pt; font-weight: 700 }
.pass { border-color: #1a6b2f }
.fail { border-color: #b3141d }
.incomplete { border-color: #8a5a00 }
.quiet { color: #4a4a4a }
table { width: 100%; border-collapse: collapse }
th, td { border-bottom: 1px solid #c4c4c4; padding: .4mm 1mm; text-align: right }
th:first-child { text-align: left }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 6mm }
@media print { body { padding: 0; max-width: none; font-size: 8.5pt; line-height: 1.25 } .verdict { font-size: 11pt } h2 { margin-top: 2mm } }
`;

const HASH = createHash('sha256').update(STYLE).digest('base64');
/** Nothing is loaded and nothing runs, whatever the text on the page is. */
const POLICY = `default-src 'none'; style-src 'sha256-${HASH}'; base-uri 'none'; form-action 'none'`;

function clamped(text: string): ComponentChildren {
  return h('span', { class: 'clamp' }, plainLine(text));
}

function list(items: string[]): ComponentChildren {
  return h('ul', null, ...items.map((item) => h('li', null, clamped(item))));
}

function actions(summary: Summary): ComponentChildren {
  if (summary.actions.length === 0) return h('p', null, nothingToDo(summary));
  const items = summary.actions.map(({ what, how, where, solves, due }) => {
    const facts = [solves, due ? `due ${due}` : '', where].filter((fact) => fact !== '').join('; ');
    return h(
      'li',
      null,
      h('strong', { class: 'clamp' }, plainLine(what) || 'No title'),
      clamped(how),
      h('span', { class: 'clamp line' }, plainLine(facts)),
    );
  });
  return h('ol', null, ...items);
}

function counts({ counts: { kinds, rows } }: Summary): ComponentChildren {
  const head = ['severity', ...kinds, 'all'].map((name) => h('th', { scope: 'col' }, name));
  const body = rows.map(({ severity, cells, total }) =>
    h('tr', null, h('th', { scope: 'row' }, severity), ...[...cells, total].map((cell) => h('td', null, cell))),
  );
  return h('table', null, h('thead', null, h('tr', null, ...head)), h('tbody', null, ...body));
}

function section(title: string, ...content: ComponentChildren[]): ComponentChildren {
  return h('section', null, h('h2', null, title), ...content);
}

function document(summary: Summary) {
  const left = summary.actionsLeft;
  const more = left > 0 ? [h('p', { class: 'quiet' }, `And ${counted(left, 'more action')}: in report.json.`)] : [];
  return h(
    'html',
    { lang: 'en' },
    h(
      'head',
      null,
      h('meta', { charset: 'utf-8' }),
      h('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('title', null, 'Security: executive summary'),
      // Escaped, a `>` of the style would be another text than the hash is of. No text of a report is in it.
      h('style', { dangerouslySetInnerHTML: { __html: STYLE } }),
    ),
    h(
      'body',
      null,
      h(
        'main',
        null,
        h('h1', null, 'Security: executive summary'),
        h('p', { class: 'quiet' }, clamped(summary.subject)),
        h('p', { class: `verdict ${summary.verdict}` }, clamped(summary.sentence)),
        h('p', null, summary.meaning),
        section('What to do first', actions(summary), ...more),
        h(
          'div',
          { class: 'columns' },
          section('What is open', counts(summary)),
          section('When it is due', list(summary.due)),
        ),
        h(
          'div',
          { class: 'columns' },
          section('What is proved', list(summary.proved)),
          section('What is not proved', list(summary.notProved)),
        ),
      ),
    ),
  );
}

/** The page for a browser and a printer: one sheet of A4 or Letter, no script, nothing from elsewhere. */
export function executivePage(summary: Summary): string {
  return `<!DOCTYPE html>\n${render(document(summary))}\n`;
}
