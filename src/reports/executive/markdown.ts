import { markdownText } from '../markdown/escape.js';
import { blocks, tableHead, tableRow } from '../markdown/layout.js';
import { counted } from '../plain-text.js';
import { nothingToDo, type Summary } from './summary.js';

function list(items: string[]): string {
  return items.map((item) => `- ${markdownText(item)}`).join('\n');
}

function actionList(summary: Summary): string {
  if (summary.actions.length === 0) return nothingToDo(summary);
  return summary.actions
    .map(({ what, how, where, solves, due }, index) => {
      const facts = [solves, due ? `due ${due}` : '', where].filter((fact) => fact !== '').map(markdownText);
      return `${index + 1}. **${markdownText(what) || 'No title'}** (${facts.join('; ')}) ${markdownText(how)}`.trimEnd();
    })
    .join('\n');
}

function countTable({ counts: { kinds, rows } }: Summary): string {
  const body = rows.map(({ severity, cells, total }) => tableRow([severity, ...cells.map(String), String(total)]));
  return [tableHead(['severity', ...kinds, 'all']), ...body].join('\n');
}

/** The page as Markdown. */
export function executiveMarkdown(summary: Summary): string {
  const left = summary.actionsLeft;
  return `${blocks(
    '# Security: executive summary',
    `**${markdownText(summary.sentence)}**`,
    summary.meaning,
    markdownText(summary.subject),
    '## What to do first',
    actionList(summary),
    left > 0 ? `And ${counted(left, 'more action')}: in \`report.json\`.` : '',
    '## When it is due',
    list(summary.due),
    '## What is open',
    countTable(summary),
    '## What is proved',
    list(summary.proved),
    '## What is not proved',
    list(summary.notProved),
  )}\n`;
}
