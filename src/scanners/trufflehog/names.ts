import type { InventoryFile } from '../../model/inventory.js';

/**
 * What it passes over by the type that the content shows, under the names that such content usually has: pictures,
 * sound, films, documents, fonts, and programs (pkg/common/vars.go of 3.97.0). None of it is read as text.
 */
const PASSED_OVER =
  /\.(?:apng|avifs?|bmp|dia|gif|icns|ico|jpe?g|jxl|png|svgz?|tga|tiff?|vsdx|vsix|fev|fsb|m2a|m4[ap]|mp[234]|snag|264|3gp|avi|flac|flv|hdv|mov|mpe?g|ogg|qt|swf|vob|wav|web[mp]|wmv|pdf|psd|eot|fnt|fon|[ot]tf|woff2?|glb|gltf|class|dll|exe|so|o|a|dylib|pyc)$/i;

/**
 * Archives, which it unpacks, so that nobody can tell from its sums whether it did, and what else holds no text: the
 * usual names.
 */
const NO_TEXT =
  /\.(?:7z|aar|apk|ar|br|bz2|cab|cpio|crx|db|deb|dex|dmg|docx?|ear|egg|epub|gem|gz|iso|jar|jks|lz4?|node|nupkg|od[tsp]|p12|pack|pfx|pptx?|rar|rpm|s?sz|sqlite3?|tar|tbz2?|tgz|txz|war|wasm|whl|xlsx?|xpi|xz|z|zip|zst)$/i;

/** Its list of arguments has a name a line. */
const BREAKS_LINES = /[\n\r]/;

/** Whether it can be asked to look at a file: no other file is part of its claim. */
export function canLookAt({ path, kinds, nameIsNotUtf8 }: InventoryFile): boolean {
  return !(
    nameIsNotUtf8 ||
    kinds.includes('binary') ||
    PASSED_OVER.test(path) ||
    NO_TEXT.test(path) ||
    BREAKS_LINES.test(path)
  );
}
