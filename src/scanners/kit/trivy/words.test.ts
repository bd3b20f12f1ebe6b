import { describe, expect, it } from 'vitest';
import { lastWords, messagesIn } from './words.js';

describe('what Trivy logs', () => {
  it('is told apart into how grave, what, and facts', () => {
    const stderr = [
      '2026-11-24T07:23:42Z\tINFO\tLoaded\tfile_path="/scratch/trivy.yaml"',
      '2026-11-24T07:23:42Z\tERROR\t[dockerfile scanner] Failed to parse file\tfile_path="a b" err="parse \\"runn\\""',
      '    no message',
      '2026-11-24T07:23:42Z\tINFO\tNumber of language-specific files\tnum=3',
    ].join('\n');
    expect(messagesIn(stderr)).toEqual([
      { level: 'INFO', text: 'Loaded', fields: { file_path: '/scratch/trivy.yaml' } },
      { level: 'ERROR', text: 'Failed to parse file', fields: { file_path: 'a b', err: 'parse "runn"' } },
      { level: 'INFO', text: 'Number of language-specific files', fields: { num: '3' } },
    ]);
  });
});

describe('why Trivy ended', () => {
  it.each([
    [
      '2026\tERROR\tx\n2026\tFATAL\tFatal error\trun error: init error: DB error: database error: none\n',
      'database error: none',
    ],
    [
      '2026\tFATAL\tFatal error\n  - run error:\n    main.go\n  - fs scan error:\n    x.go\n  - no such file\n',
      'no such file',
    ],
    [
      '2026\tFATAL\tFatal error\trun error: 1 error occurred:\n\t* Get "x": refused\n',
      '1 error occurred: Get "x": refused',
    ],
    ['goroutine 1\npanic: assertion failed\nmain.go\n', 'panic: assertion failed'],
    ['Error: unknown flag: --x\n', 'Error: unknown flag: --x'],
    ['', ''],
  ])('is told in a line: %j', (stderr, words) => {
    expect(lastWords(stderr)).toBe(words);
  });
});
