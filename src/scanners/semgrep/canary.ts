import type { Canary, ScanInput } from '../../model/scanner.js';
import { OTHERWISE_NAMED } from './otherwise-named.js';

interface Song {
  proves: string;
  path: string;
  ruleId: string;
  bad: string;
  good: string;
}

const python = (command: string) =>
  `import os\n\nfrom flask import request\n\n\ndef canary():\n    os.system(${command})\n`;
const javascript = (code: string) => `function canary(req) {\n  return eval(${code});\n}\n`;
const typescript = (code: string) => `export function canary(req: Request): unknown {\n  return eval(${code});\n}\n`;
const go = (command: string) =>
  `package canary\n\nimport "os/exec"\n\nfunc canary(host string) {\n\texec.Command("sh", "-c", ${command}).Run()\n}\n`;
const java = (command: string) =>
  `class Canary {\n    void sing(String host) throws Exception {\n        Runtime.getRuntime().exec(${command});\n    }\n}\n`;

/** One for each language, so that rules that are not loaded cost their own language. */
const SONGS: Song[] = [
  {
    proves: 'python',
    path: 'canary.py',
    ruleId: 'python-command-injection',
    bad: python('"ping " + request.args["host"]'),
    good: python('"ping localhost"'),
  },
  {
    proves: 'javascript',
    path: 'canary.js',
    ruleId: 'javascript-code-injection',
    bad: javascript('req.query.code'),
    good: javascript('"1 + 1"'),
  },
  {
    proves: 'typescript',
    path: 'canary.ts',
    ruleId: 'javascript-code-injection',
    bad: typescript('req.query.code as string'),
    good: typescript('"1 + 1" as string'),
  },
  {
    proves: 'go',
    path: 'canary.go',
    ruleId: 'go-command-injection',
    bad: go('"ping "+host'),
    good: go('"ping localhost"'),
  },
  {
    proves: 'java',
    path: 'Canary.java',
    ruleId: 'java-command-injection',
    bad: java('"ping " + host'),
    good: java('"ping localhost"'),
  },
];

/** The names by which the other mode has to know the same: a first line, an end that Semgrep does not know. */
const OTHERWISE: Record<string, { path: string; head: string }> = {
  python: { path: 'canary', head: '#!/usr/bin/env python3\n' },
  javascript: { path: 'canary-node', head: '#!/usr/bin/env node\n' },
  typescript: { path: 'canary.mts', head: '' },
};

function asNamed(song: Song, mode: string | undefined): Song[] {
  if (mode !== OTHERWISE_NAMED) return [song];
  const other = OTHERWISE[song.proves];
  return other ? [{ ...song, path: other.path, bad: other.head + song.bad, good: other.head + song.good }] : [];
}

export function canary({ mode }: Pick<ScanInput, 'mode'>): Canary {
  const songs = SONGS.flatMap((song) => asNamed(song, mode));
  return {
    files: Object.fromEntries(songs.map(({ path, bad }) => [path, bad])),
    expects: songs.map(({ ruleId, path, proves }) => ({ ruleId, path, proves })),
    counterExample: Object.fromEntries(songs.map(({ path, good }) => [path, good])),
  };
}
