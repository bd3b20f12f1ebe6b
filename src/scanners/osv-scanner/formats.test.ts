import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { executeWith } from '../../../test/execute-with.js';
import { describeLive } from '../../../test/live.js';
import { RECORDS, writeOsvDatabase } from '../../../test/osv-database.js';
import { makeFolder } from '../../../test/repository.js';
import osvScanner from './adapter.js';

const PYTHON = '[[package]]\nname = "pyyaml"\nversion = "5.3.1"\n';
const CHECKSUM = '0'.repeat(64);
const GEM = 'GEM\n  specs:\n    rack (2.2.2)\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n  rack\n';

/** Every lock file that the adapter claims, as its tool writes it, with a package that has a known vulnerability. */
const LOCK_FILES: Record<string, string> = {
  'npm-1/package-lock.json': '{"lockfileVersion":1,"dependencies":{"lodash":{"version":"4.17.20"}}}',
  'npm-3/package-lock.json': '{"lockfileVersion":3,"packages":{"node_modules/lodash":{"version":"4.17.20"}}}',
  'npm-shrinkwrap.json': '{"lockfileVersion":3,"packages":{"node_modules/lodash":{"version":"4.17.20"}}}',
  'yarn-1/yarn.lock': '# yarn lockfile v1\n\nlodash@^4.17.0:\n  version "4.17.20"\n',
  'yarn-4/yarn.lock':
    '__metadata:\n  version: 8\n\n"lodash@npm:^4.17.0":\n  version: 4.17.20\n  resolution: "lodash@npm:4.17.20"\n\n"x@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "x@workspace:."\n\n"y@workspace:y":\n  version: 0.0.0-use.local\n  resolution: "y@workspace:y"\n',
  'pnpm-5/pnpm-lock.yaml': 'lockfileVersion: 5.4\npackages:\n  /lodash/4.17.20:\n    resolution: {integrity: x}\n',
  'pnpm-6/pnpm-lock.yaml': "lockfileVersion: '6.0'\npackages:\n  /lodash@4.17.20:\n    resolution: {integrity: x}\n",
  'pnpm-9/pnpm-lock.yaml': "lockfileVersion: '9.0'\npackages:\n  lodash@4.17.20:\n    resolution: {integrity: x}\n",
  'bun.lock':
    '{\n  "lockfileVersion": 1,\n  "workspaces": { "": { "name": "x" } },\n  "packages": {\n    "lodash": ["lodash@4.17.20", "", {}, "sha512-x"],\n    "y": ["y@workspace:y"],\n  }\n}\n',
  'poetry.lock': `${PYTHON}\n[metadata]\nlock-version = "2.0"\n`,
  'Pipfile.lock': '{"_meta":{},"default":{"pyyaml":{"version":"==5.3.1"}},"develop":{}}',
  'pdm.lock': `[metadata]\nlock_version = "4.5"\n\n${PYTHON}groups = ["default"]\n`,
  'uv.lock': `version = 1\n\n[[package]]\nname = "x"\nversion = "0.1.0"\nsource = { virtual = "." }\n\n[[package]]\nname = "y"\nsource = { editable = "y" }\n\n${PYTHON}source = { registry = "https://index.example" }\n`,
  'pylock.toml': 'lock-version = "1.0"\ncreated-by = "x"\n\n[[packages]]\nname = "pyyaml"\nversion = "5.3.1"\n',
  'requirements.txt': 'PyYAML==5.3.1\n',
  'Requirements-Dev.TXT': 'PyYAML==5.3.1\n',
  'only/requirements.in': '\uFEFFPyYAML==5.3.1\n',
  'go.mod': 'module example.com/x\n\ngo 1.21\n\nrequire github.com/gin-gonic/gin v1.8.1\n',
  'Cargo.lock':
    'version = 3\n\n[[package]]\nname = "x"\nversion = "0.1.0"\n\n[[package]]\nname = "smallvec"\nversion = "1.6.0"\n',
  'Gemfile.lock': GEM,
  'gems.locked': GEM,
  'composer.lock': '{"packages":[],"packages-dev":[{"name":"guzzlehttp/psr7","version":"1.8.2"}]}',
  'packages.lock.json':
    '{"version":1,"dependencies":{"net8.0":{"Newtonsoft.Json":{"type":"Direct","resolved":"12.0.3"},"y":{"type":"Project"}}}}',
  'gradle.lockfile': 'org.apache.logging.log4j:log4j-core:2.14.1=runtimeClasspath\nempty=\n',
  'buildscript-gradle.lockfile': '# comment\norg.apache.logging.log4j:log4j-core:2.14.1=classpath\nempty=\n',
  'mix.lock': `%{\n  "phoenix": {:hex, :phoenix, "1.6.13", "${CHECKSUM}", [:mix], [], "hexpm", "${CHECKSUM}"},\n}\n`,
  'pubspec.lock': 'packages:\n  http:\n    dependency: "direct main"\n    source: hosted\n    version: "0.13.0"\n',
  'cabal.project.freeze':
    'active-repositories: hackage:merge\nconstraints: any.aeson ==1.5.6.0,\n             aeson +fast\n',
  'stack.yaml.lock':
    'packages:\n- completed:\n    hackage: aeson-1.5.6.0@sha256:00,1\n  original:\n    hackage: aeson-1.5.6.0\nsnapshots: []\n',
  'renv.lock': '{"Packages":{"commonmark":{"Package":"commonmark","Version":"1.7","Repository":"CRAN"}}}',
  // Names that a command line or a walk over folders would trip over.
  '.github/a, b: c/-requirements.txt': 'PyYAML==5.3.1\n',
};

await describeLive(osvScanner, [], (tool) => {
  it('finds a known vulnerability in every kind of lock file that it claims, and has looked at all of each', async () => {
    const target = makeFolder(LOCK_FILES);
    const folder = writeOsvDatabase(mkdtempSync(path.join(os.tmpdir(), 'muster-osv-')), RECORDS);
    const databases = { 'osv-scanner': folder };
    const [executed] = await executeWith(osvScanner, target, tool.path, { databases, maxDatabaseAgeDays: 36_500 });
    for (const made of [target, folder]) rmSync(made, { recursive: true });
    const files = Object.keys(LOCK_FILES).sort();
    expect(executed?.entry).toMatchObject({ status: 'completed', canary: 'found', notCovered: [] });
    expect(executed?.looked.toSorted()).toEqual(files);
    const found = executed?.findings.map(({ location }) => location?.path);
    expect(found?.toSorted()).toEqual(files);
  }, 60_000);
});
