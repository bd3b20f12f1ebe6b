import fc from 'fast-check';
import { CoverageEntry } from '../src/model/coverage.js';
import { FindingKind } from '../src/model/finding.js';
import { type Report, SCHEMA_VERSION } from '../src/model/report.js';
import { Severity } from '../src/model/severity.js';

const HOSTILE = [
  '',
  '.',
  '..',
  '/',
  'a b/#?%41é中.py',
  '../../etc/passwd',
  '/absolute',
  'c:\\windows',
  'scheme:rest',
  'http://user@host/x|y#z#',
  '\\xff\\xfe',
  '\u001b[31mred\u001b[0m',
  'a\r\nb\tc',
  '\u202Eevil',
  '[text](http://example.test)',
  '{0}',
  '日本語'.repeat(30),
  'e\u0301'.repeat(50),
  'x'.repeat(5000),
];

/** Any text, unpaired surrogates included. */
const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
      .map((codes) => String.fromCharCode(...codes)),
  },
);
const positive = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }));
const texts = fc.array(text, { maxLength: 4 });
const count = fc.integer({ min: 0, max: 100_000 });

const score = fc.double({ min: 0, max: 10, noNaN: true });

const location = fc.record(
  {
    path: text,
    startLine: positive,
    endLine: positive,
    startColumn: positive,
    endColumn: positive,
    commit: text,
    resource: text,
  },
  { requiredKeys: ['path'] },
);
const scanner = fc.oneof(fc.constantFrom('hadolint', 'osv-scanner', 'muster'), text);
const source = fc.record(
  { scanner, ruleId: text, severity: fc.option(text), location, output: fc.record({ path: text, pointer: text }) },
  { requiredKeys: ['scanner', 'ruleId', 'severity', 'output'] },
);

const finding = fc.record(
  {
    id: text,
    kind: fc.constantFrom(...FindingKind.options),
    title: text,
    message: text,
    severity: fc.constantFrom(...Severity.options),
    risk: fc.record({
      score: fc.double({ min: 0, max: 100, noNaN: true }),
      factors: fc.array(fc.record({ name: text, value: score, because: text }), { maxLength: 2 }),
    }),
    locations: fc.array(location, { maxLength: 5 }),
    package: fc.record(
      { ecosystem: text, name: text, version: text, purl: text },
      { requiredKeys: ['ecosystem', 'name'] },
    ),
    advisory: fc.record(
      {
        id: text,
        aliases: texts,
        cwes: fc.array(fc.oneof(text, fc.constant('CWE-79'))),
        cvss: fc.array(fc.record({ version: text, score }, { requiredKeys: ['version'] }), { maxLength: 2 }),
        url: text,
      },
      { requiredKeys: ['id', 'aliases', 'cwes', 'cvss'] },
    ),
    rule: fc.record(
      { control: fc.option(text), cwes: texts, frameworks: texts, help: text, helpUri: fc.oneof(text, fc.webUrl()) },
      { requiredKeys: ['control', 'cwes', 'frameworks'] },
    ),
    fix: fc.record({ summary: text, versions: texts }, { requiredKeys: ['summary'] }),
    sources: fc.array(source, { minLength: 1, maxLength: 3 }),
    agreement: fc.record({
      found: texts,
      couldHaveFound: texts,
      notFound: fc.array(fc.record({ scanner: text, why: text })),
    }),
    status: fc.constantFrom('open' as const, 'suppressed' as const, 'baseline' as const, 'notAffected' as const),
    suppression: fc.record({ reason: text, by: text, owner: text, expires: text }, { requiredKeys: ['reason', 'by'] }),
    firstSeen: text,
  },
  { requiredKeys: ['id', 'kind', 'title', 'severity', 'risk', 'locations', 'sources', 'agreement', 'status'] },
);

const entry = fc.record(
  {
    scanner,
    input: text,
    status: fc.constantFrom(...CoverageEntry.shape.status.options),
    reason: text,
    required: fc.boolean(),
    version: fc.option(text),
    provenance: fc.option(fc.record({ source: text, sha256: fc.option(text) })),
    canary: fc.constantFrom('found' as const, 'missed' as const, 'untested' as const),
    command: texts,
    exitStatus: fc.option(fc.integer()),
    signal: fc.option(text),
    durationMs: fc.double({ min: 0, max: 1e9, noNaN: true }),
    peakRssBytes: fc.option(count),
    considered: fc.record({ files: count, packages: count }),
    notCovered: fc.array(fc.record({ what: text, why: text }), { maxLength: 8 }),
    findings: count,
    output: fc.option(fc.record({ path: text, sha256: text })),
  },
  {
    requiredKeys: [
      'scanner',
      'input',
      'status',
      'required',
      'version',
      'provenance',
      'canary',
      'command',
      'exitStatus',
      'signal',
      'durationMs',
      'peakRssBytes',
      'considered',
      'notCovered',
      'findings',
      'output',
    ],
  },
);

const date = fc.oneof(
  fc.date({ noInvalidDate: true }).map((moment) => moment.toISOString()),
  text,
);

/** Any report that the model allows, with texts as bad as they can be. */
export const arbitraryReport: fc.Arbitrary<Report> = fc
  .record(
    {
      schemaVersion: fc.constant(SCHEMA_VERSION),
      tool: fc.record({ name: fc.constant('muster' as const), version: text }),
      target: fc.record(
        { kind: fc.constantFrom('repository' as const, 'directory' as const), path: text, prefix: text, commit: text },
        { requiredKeys: ['kind', 'path'] },
      ),
      startedAt: date,
      finishedAt: date,
      interrupted: fc.boolean(),
      verdict: fc.constantFrom('pass' as const, 'fail' as const, 'incomplete' as const),
      gate: fc.record({
        rules: fc.array(fc.record({ rule: text, held: fc.boolean(), because: text, findings: texts }), {
          maxLength: 3,
        }),
      }),
      coverage: fc.array(entry, { maxLength: 6 }),
      blindSpots: fc.array(fc.record({ what: text, paths: texts, why: text }), { maxLength: 8 }),
      silenced: fc.array(fc.record({ where: text, what: text, by: text }), { maxLength: 6 }),
      findings: fc.array(finding, { maxLength: 12 }),
    },
    {
      requiredKeys: [
        'schemaVersion',
        'tool',
        'target',
        'startedAt',
        'finishedAt',
        'verdict',
        'gate',
        'coverage',
        'blindSpots',
        'silenced',
        'findings',
      ],
    },
  )
  .map((report): Report => report);
