/**
 * A JSON Pointer to a place in a document.
 * @see https://www.rfc-editor.org/rfc/rfc6901
 */
export function pointer(...tokens: (string | number)[]): string {
  return tokens.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
