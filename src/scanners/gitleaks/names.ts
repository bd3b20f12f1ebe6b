import path from 'node:path/posix';
import type { InventoryFile } from '../../model/inventory.js';

/**
 * Paths that its built-in configuration leaves out (`[allowlist] paths` in config/gitleaks.toml of 8.30.1): pictures,
 * fonts, documents, lock files, packages of others.
 */
const LEFT_OUT = [
  /\.(?:bmp|gif|jpe?g|png|svg|tiff?|eot|[ot]tf|woff2?)$/i,
  /\.(?:docx?|xlsx?|pdf|bin|socket|vsidx|v2|suo|wsuo|pdb|exe|gltf)$/i,
  /\.gem$/,
  /gitleaks\.toml|verification-metadata\.xml|Database.refactorlog/,
  /go\.(?:mod|sum|work(?:\.sum)?)$/,
  /(?:^|\/)(?:deno\.lock|npm-shrinkwrap\.json|package-lock\.json|pnpm-lock\.yaml|yarn\.lock)$/,
  /(?:^|\/)(?:Pipfile\.lock|poetry\.lock|gradle\.lockfile|javascript\.json)$/,
  /(?:^|\/)(?:gradlew(?:\.bat)?|mvnw(?:\.cmd)?|\.mvn\/wrapper\/MavenWrapperDownloader\.java)$/,
  /(?:^|\/)(?:angular|bootstrap|jquery(?:-?ui)?|plotly|swagger-?ui)[a-zA-Z0-9.-]*\.js(?:\.map)?$/,
  /(?:^|\/)(?:node_modules|bower_components|\.git)(?:\/|$)/,
  /(?:^|\/)vendor\/(?:modules\.txt$|(?:bundle|ruby)(?:\/|$))/,
  /(?:^|\/)vendor\/(?:github\.com|golang\.org\/x|google\.golang\.org|gopkg\.in|istio\.io|k8s\.io|sigs\.k8s\.io)(?:\/|$)/,
  /(?:^|\/)(?:v?env|virtualenv)\/lib(?:64)?(?:\/|$)/i,
  /(?:^|\/)(?:lib(?:64)?\/python[23](?:\.\d{1,2})+|python\/[23](?:\.\d{1,2})+\/lib(?:64)?)(?:\/|$)/i,
  /(?:^|\/)[a-z0-9_.]+-[0-9.]+\.dist-info(?:\/|$)/i,
];

/** What it takes for a compressed file, by these letters anywhere in the name (github.com/mholt/archives 0.1.2). */
const ARCHIVE = /\.(?:7z|br|bz2|gz|lz4|rar|s2|sz|tar|xz|zip|zst|zz)/gi;
/** The same at the end of a name, and two that it knows at the end only. */
const IS_ARCHIVE = /\.(?:7z|br|bz2|gz|lz4|rar|s2|sz|tar|xz|zip|zst|zz|lz|mz)$/i;

/** Usual names of what it skips for its first bytes: all that has a MIME type of `application/…`. */
const IS_BINARY =
  /\.(?:jar|war|ear|aar|apk|whl|egg|nupkg|xpi|epub|pptx?|od[tsp]|tgz|tbz2?|txz|z|cab|crx|rpm|deb|iso|swf|class|dex|wasm|dll|so|dylib|o|a|node|rtf|e?ps|db|sqlite3?|dcm|nes)$/i;

/**
 * Whether it can be asked to look at a file. What it leaves out without a word is no part of its claim, and so stands
 * under what nobody looked at, unless another scanner did.
 */
export function canLookAt({ path: file, kinds, nameIsNotUtf8 }: InventoryFile): boolean {
  return !(
    nameIsNotUtf8 ||
    kinds.includes('binary') ||
    IS_ARCHIVE.test(file) ||
    IS_BINARY.test(file) ||
    LEFT_OUT.some((pattern) => pattern.test(file))
  );
}

/**
 * The name under which a file is shown to it. `index.browser.js` has the letters of a Brotli file and `site.target.json`
 * those of a tar file: it would leave both out without a word, so the dot before such letters is written `%2E`.
 */
export function shownName(file: string): string {
  return path.join(
    path.dirname(file),
    path.basename(file).replaceAll(ARCHIVE, (letters) => `%2E${letters.slice(1)}`),
  );
}
