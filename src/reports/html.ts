import type { Report } from '../model/report.js';
import type { ReportContext, ReportFile } from './format.js';
import { type Bundle, hashSource, loadBundle } from './html/bundle.js';
import { type Packed, packer } from './html/pack.js';
import { BLOCK_SIZE, BLOCKS, type Detail, type RawRow, type View } from './html/page-data.js';
import { rawRows } from './html/raw-rows.js';
import { shown, shownDeep } from './html/shown.js';
import { riskiestFirst, rowOf, viewOf } from './html/view.js';
import { jsonText } from './plain-text.js';
import { webAddress } from './sarif/absolute-uri.js';

const MARKUP = /[<>&]/g;

/** A document inside of a script element: nothing in it can end the element, or begin a comment in it. */
function inScript(document: unknown): string {
  return jsonText(document).replaceAll(MARKUP, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function block(id: string, document: unknown): string {
  return `<script type="application/json" id="${id}">${inScript(document)}</script>\n`;
}

/**
 * No address is ever asked, no form sent, no script or style run but the three that Muster ships, and no text can be made
 * markup by a script (trusted types).
 */
function policyOf({ head, client, style }: Bundle): string {
  return [
    "default-src 'none'",
    `script-src ${hashSource(head)} ${hashSource(client)}`,
    `style-src ${hashSource(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

const ICON_COLORS = { pass: '1a7f4b', fail: 'c4262e', incomplete: 'b26a00' };

function headOf(view: View, bundle: Bundle): string {
  const icon = `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='7' fill='%23${ICON_COLORS[view.verdict]}'/%3E%3C/svg%3E`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policyOf(bundle))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="muster ${escaped(view.version)}">
<title>${escaped(`${view.verdict.toUpperCase()}: ${view.target.path.slice(0, 200)} – security report`)}</title>
<link rel="icon" href="${escaped(icon.replaceAll(' ', '%20'))}">
<style>${bundle.style}</style>
<script>${bundle.head}</script>
</head>
`;
}

/** Texts as a page can show them, and addresses only of web pages. */
function plain(report: Report): Report {
  const { schemaVersion, ...texts } = report;
  const { findings, ...others } = shownDeep(texts);
  const link = <Part extends object>(part: Part, field: keyof Part, text: string | undefined): Part => {
    const { [field]: _, ...rest } = part;
    const address = webAddress(text);
    return { ...rest, ...(address ? { [field]: address } : {}) } as Part;
  };
  return {
    schemaVersion,
    ...others,
    findings: findings.map((finding) => ({
      ...finding,
      ...(finding.advisory ? { advisory: link(finding.advisory, 'url', finding.advisory.url) } : {}),
      ...(finding.rule ? { rule: link(finding.rule, 'helpUri', finding.rule.helpUri) } : {}),
    })),
  };
}

function shownRow(row: RawRow): RawRow {
  return 'why' in row ? row : { ...row, text: shown(row.text) };
}

function* pieces(view: View, details: Detail[], bundle: Bundle): Generator<string> {
  const rows = details.map(({ finding }) => rowOf(finding));
  const { pack, tables } = packer([rows, details]);
  const packedRows = rows.map(pack);
  const blocks: Packed[][] = [];
  for (const [index, detail] of details.entries()) {
    if (index % BLOCK_SIZE === 0) blocks.push([]);
    blocks.at(-1)?.push(pack(detail));
  }
  yield headOf(view, bundle);
  yield `<body>\n${bundle.renderBody(view)}\n`;
  yield block(BLOCKS.index, { ...tables, rows: packedRows });
  // The list can be used while the details of fifty thousand findings are still being read.
  yield `<script>${bundle.client}</script>\n`;
  for (const [index, packed] of blocks.entries()) yield block(BLOCKS.details(index), packed);
  yield '</body>\n</html>\n';
}

/** `reports/security-report.html`: one file for people, which needs no connection and opens from disk. */
export async function htmlReport(report: Report, context: ReportContext): Promise<ReportFile[]> {
  const bundle = await loadBundle();
  // Quoted by the report as it stands: what is made plain is no place in a file any more.
  const quoted = await rawRows(report, riskiestFirst(report.findings), context.results);
  const raw = report.findings.map((finding) => quoted.get(finding) ?? []);
  const readable = plain(report);
  const rowsOf = new Map(readable.findings.map((finding, index) => [finding, (raw[index] ?? []).map(shownRow)]));
  const findings = riskiestFirst(readable.findings);
  const details = findings.map((finding): Detail => ({ finding, raw: rowsOf.get(finding) ?? [] }));
  const view = viewOf(readable, findings, context);
  return [{ path: 'reports/security-report.html', content: pieces(view, details, bundle) }];
}
