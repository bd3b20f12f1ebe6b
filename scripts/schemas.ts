/**
 * Writes schemas/*.schema.json from the schemas in the sources: `npm run schemas`. With --check it writes nothing and
 * fails when a file is not what it would write.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { AttestationStatement } from '../src/model/attestation.js';
import { Report } from '../src/model/report.js';
import { ConfigFile } from '../src/policy/config-schema.js';

const SCHEMAS = {
  'attestation.schema.json': {
    title: 'What muster attest signs: an in-toto statement of a scan',
    schema: AttestationStatement,
    io: 'output',
  },
  'report.schema.json': { title: 'The result of a Muster scan', schema: Report, io: 'output' },
  'muster.schema.json': { title: 'Configuration of Muster (muster.yml)', schema: ConfigFile, io: 'input' },
} as const;

for (const [name, { title, schema, io }] of Object.entries(SCHEMAS)) {
  const file = `schemas/${name}`;
  const text = `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io }) }, null, 2)}\n`;
  if (!process.argv.includes('--check')) await writeFile(file, text);
  else if ((await readFile(file, 'utf8')) !== text) {
    console.error(`${file} is not what the sources say; run npm run schemas`);
    process.exitCode = 1;
  }
}
