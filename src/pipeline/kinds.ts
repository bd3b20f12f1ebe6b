import path from 'node:path/posix';
import type { FileKind } from '../model/inventory.js';

const BY_EXTENSION: Record<string, FileKind[]> = {
  '.py': ['python'],
  '.pyw': ['python'],
  '.js': ['javascript'],
  '.jsx': ['javascript'],
  '.mjs': ['javascript'],
  '.cjs': ['javascript'],
  '.ts': ['typescript'],
  '.tsx': ['typescript'],
  '.mts': ['typescript'],
  '.cts': ['typescript'],
  '.go': ['go'],
  '.java': ['java'],
  '.kt': ['java'],
  '.rb': ['ruby'],
  '.php': ['php'],
  '.cs': ['csharp'],
  '.rs': ['rust'],
  '.c': ['c'],
  '.h': ['c'],
  '.cc': ['c'],
  '.cpp': ['c'],
  '.hpp': ['c'],
  '.sh': ['shell'],
  '.bash': ['shell'],
  '.tf': ['terraform'],
  '.tfvars': ['terraform'],
  '.dockerfile': ['dockerfile'],
};

/** Files that name exact versions, and the ecosystem (OSV's name) whose packages they hold. */
const LOCK_FILES: Record<string, string> = {
  'package-lock.json': 'npm',
  'npm-shrinkwrap.json': 'npm',
  'yarn.lock': 'npm',
  'pnpm-lock.yaml': 'npm',
  'bun.lock': 'npm',
  'poetry.lock': 'PyPI',
  'Pipfile.lock': 'PyPI',
  'pdm.lock': 'PyPI',
  'uv.lock': 'PyPI',
  'pylock.toml': 'PyPI',
  'go.mod': 'Go',
  'Cargo.lock': 'crates.io',
  'Gemfile.lock': 'RubyGems',
  'gems.locked': 'RubyGems',
  'composer.lock': 'Packagist',
  'packages.lock.json': 'NuGet',
  'gradle.lockfile': 'Maven',
  'buildscript-gradle.lockfile': 'Maven',
  'mix.lock': 'Hex',
  'pubspec.lock': 'Pub',
  'conan.lock': 'ConanCenter',
  'cabal.project.freeze': 'Hackage',
  'stack.yaml.lock': 'Hackage',
  'renv.lock': 'CRAN',
};

const MANIFESTS: Record<string, string> = {
  'package.json': 'npm',
  'pyproject.toml': 'PyPI',
  Pipfile: 'PyPI',
  'setup.py': 'PyPI',
  'setup.cfg': 'PyPI',
  'Cargo.toml': 'crates.io',
  Gemfile: 'RubyGems',
  'composer.json': 'Packagist',
  'pom.xml': 'Maven',
  'build.gradle': 'Maven',
  'build.gradle.kts': 'Maven',
  'mix.exs': 'Hex',
  'pubspec.yaml': 'Pub',
};

const REQUIREMENTS = /^(.*[-_.])?requirements([-_.].*)?\.(txt|in)$/i;
const DOCKERFILE = /^(?:(?:docker|container)file(?:\..+)?|.+\.(?:docker|container)file)$/i;
const COMPOSE = /^(?:docker-)?compose(?:[.-].+)?\.ya?ml$/i;
const SHEBANG: [RegExp, FileKind][] = [
  [/^#!.*\b(?:ba|da|k|z)?sh\b/, 'shell'],
  [/^#!.*\bpython[0-9.]*\b/, 'python'],
  [/^#!.*\bnode\b/, 'javascript'],
];

/** What a path alone tells. */
export function kindsByPath(file: string): { kinds: FileKind[]; ecosystem?: string } {
  const name = path.basename(file);
  const kinds = new Set<FileKind>(BY_EXTENSION[path.extname(name).toLowerCase()] ?? []);
  if (/\.tf\.json$/i.test(name)) kinds.add('terraform');
  // `dockerfile.ts` is a module about them; `Dockerfile.py` is one, for Python.
  const isModule = kinds.size > 0 && /^(?:docker|container)file\./.test(name);
  if (DOCKERFILE.test(name) && !isModule && !/\.dockerignore$/i.test(name)) kinds.add('dockerfile');
  if (COMPOSE.test(name)) kinds.add('compose');
  if (/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/i.test(file)) kinds.add('github-workflow');
  if (/^action\.ya?ml$/i.test(name)) kinds.add('github-action');
  if (/(?:^|\/)\.github\/dependabot\.ya?ml$/i.test(file)) kinds.add('dependabot');
  if (/^\.gitlab-ci\.ya?ml$/i.test(name)) kinds.add('gitlab-ci');
  if (/^Chart\.ya?ml$/.test(name) || /(?:^|\/)templates\/.+\.(?:ya?ml|tpl)$/.test(file)) kinds.add('helm');

  const ecosystem = LOCK_FILES[name] ?? (REQUIREMENTS.test(name) ? 'PyPI' : undefined);
  if (ecosystem) kinds.add('lockfile');
  const declared = MANIFESTS[name];
  if (declared) kinds.add('manifest');
  const known = ecosystem ?? declared;
  return { kinds: [...kinds], ...(known ? { ecosystem: known } : {}) };
}

/** Whether the path alone leaves open what the file is, so that its first bytes are worth a read. */
export function needsContent(file: string): boolean {
  const extension = path.extname(file).toLowerCase();
  return extension === '' || ['.yaml', '.yml', '.json', '.template'].includes(extension);
}

/**
 * What the beginning of a file tells on top.
 * @param head its first bytes, decoded
 */
export function kindsByContent(file: string, head: string): FileKind[] {
  if (head.includes('\0')) return ['binary'];
  const found = new Set<FileKind>();
  if (path.extname(file) === '') for (const [pattern, kind] of SHEBANG) if (pattern.test(head)) found.add(kind);
  if (/(?:^|[{,])\s*["']?AWSTemplateFormatVersion\b/m.test(head) || /["']?Type["']?\s*:\s*["']?AWS::\w+::/.test(head)) {
    found.add('cloudformation');
  }
  const isKubernetes =
    /(?:^|[{,])\s*["']?apiVersion["']?\s*:/m.test(head) && /(?:^|[{,])\s*["']?kind["']?\s*:\s*["']?[A-Z]/m.test(head);
  if (isKubernetes && !/^Chart\.ya?ml$/.test(path.basename(file))) found.add('kubernetes');
  return [...found];
}
