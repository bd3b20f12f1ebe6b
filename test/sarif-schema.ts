import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** The folder of Microsoft's SARIF validator, which ships OASIS's schema of SARIF 2.1.0 (errata 01). */
export const MULTITOOL_FOLDER = path.dirname(
  createRequire(import.meta.url).resolve('@microsoft/sarif-multitool-linux/package.json'),
);

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(path.join(MULTITOOL_FOLDER, 'sarif-2.1.0.json'), 'utf8')));

/** What the schema has against a document, a line an error; empty when it is SARIF 2.1.0. Formats are checked too. */
export function sarifErrors(document: unknown): string[] {
  // As it would be read back: undefined members are not written.
  validate(JSON.parse(JSON.stringify(document)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
