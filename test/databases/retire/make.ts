import { writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Signatures in the form that Retire.js 5 reads: true facts about real libraries, in words of our own.
 * @see https://github.com/RetireJS/retire.js/tree/master/repository
 */
const SIGNATURES = {
  jquery: {
    npmname: 'jquery',
    vulnerabilities: [
      {
        below: '1.6.3',
        severity: 'medium',
        cwe: ['CWE-79'],
        identifiers: {
          summary: 'A selector taken from the address runs as markup',
          CVE: ['CVE-2011-4969'],
          githubID: 'GHSA-579v-mp3v-rrw5',
        },
        info: ['https://nvd.nist.gov/vuln/detail/CVE-2011-4969'],
      },
      {
        atOrAbove: '1.2.0',
        below: '3.5.0',
        severity: 'medium',
        cwe: ['CWE-79'],
        identifiers: {
          summary: 'Markup from outside can run scripts although it was cleaned',
          CVE: ['CVE-2020-11022'],
          githubID: 'GHSA-gxr4-xjj5-5px2',
        },
        info: ['https://nvd.nist.gov/vuln/detail/CVE-2020-11022'],
      },
    ],
    extractors: {
      filename: ['jquery-(§§version§§)(\\.min)?\\.js'],
      filecontent: ['/\\*! jQuery v(§§version§§)'],
    },
  },
  swfobject: {
    vulnerabilities: [
      {
        below: '2.1',
        severity: 'low',
        cwe: ['CWE-79'],
        identifiers: { summary: 'Scripts of others can run', retid: '1' },
        info: ['https://github.com/swfobject/swfobject/wiki'],
      },
    ],
    extractors: { filecontent: ['SWFObject v(§§version§§) '] },
  },
  underscore: {
    npmname: 'underscore',
    basePurl: 'pkg:npm/underscore',
    vulnerabilities: [],
    extractors: { filecontent: ['//     Underscore.js (§§version§§)\\n'] },
  },
};

/**
 * Writes signatures into a folder, as `jsrepository.json`.
 * @param more further ones, in the form of the program's; they replace those of the same library
 */
export function makeRetireDatabase(folder: string, more: Record<string, unknown> = {}): void {
  writeFileSync(path.join(folder, 'jsrepository.json'), `${JSON.stringify({ ...SIGNATURES, ...more }, null, 2)}\n`);
}

const [, self = '', folder] = process.argv;
if (self.endsWith('retire/make.ts') && folder) makeRetireDatabase(folder);
