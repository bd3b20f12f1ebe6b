import { numbered, type Region } from './region.js';

/** Blocks whose labels make them an address. `resource "a" "b"` is `a.b`, the others have their keyword in front. */
const HEADER =
  /^(resource|data|module|provider|variable|output|terraform|locals|ephemeral|check|import|moved)\b([^{=]*)\{/;

/**
 * Text without what could hold a brace that is none: strings, comments and here-documents, each blanked out in its
 * place. Templates in strings may hold braces and strings of their own; both are blanked with the string.
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
function blanked(text: string): string {
  const blank = (match: string) => match.replaceAll(/[^\n]/g, ' ');
  return text
    .replaceAll(/<<[-~]?([A-Za-z_]\w*)\r?\n[\s\S]*?\n[ \t]*\1(?=\s|$)/g, blank)
    .replaceAll(
      /"(?:\\.|\$\{(?:"(?:\\.|[^"\\\n])*"|[^"{}\n])*\}|[^"\\\n])*"|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
      (match) => (match.startsWith('"') ? `"${blank(match.slice(1, -1))}"` : blank(match)),
    );
}

function addressOf(keyword: string, labels: string[]): string {
  return [...(keyword === 'resource' ? [] : [keyword]), ...labels].join('.');
}

/** How many braces more are opened than closed. */
function balance(line: string): number {
  return line.split('{').length - line.split('}').length;
}

function regionAt(shown: string, line: number): Region {
  const [, keyword = '', labels = ''] = HEADER.exec(shown.trimStart()) ?? [];
  const name = addressOf(keyword, labels.match(/[^\s"]+/g) ?? []);
  return { scope: 'resource', name, calledAs: [name.toLowerCase()], startLine: line, endLine: line };
}

/**
 * The blocks at the top of a Terraform file. No kept parser of HCL for Node gives positions without a native build, and
 * all that is needed is where a block begins and ends.
 */
export function terraformRegions(text: string): Region[] {
  const lines = text.split('\n');
  const regions: Region[] = [];
  let depth = 0;
  let open: Region | undefined;
  for (const [index, line] of blanked(text).split('\n').entries()) {
    if (depth === 0 && HEADER.test(line.trimStart())) {
      open = regionAt(lines[index] ?? '', index + 1);
      regions.push(open);
    }
    depth = Math.max(0, depth + balance(line));
    if (open) open.endLine = index + 1;
    if (depth === 0) open = undefined;
  }
  return numbered(regions);
}
