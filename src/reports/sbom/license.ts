import parse from 'spdx-expression-parse';

/** Whether a text is a licence expression of SPDX with licences of its list. @see SPDX 2.3, annex D */
function isExpression(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

/** All that a package says of its licence, as one expression; undefined where any of it is none. */
export function expressionOf(licenses: string[]): string | undefined {
  if (licenses.length === 0 || !licenses.every(isExpression)) return undefined;
  const [only = ''] = licenses;
  return licenses.length === 1 ? only : licenses.map((one) => (/\s/.test(one) ? `(${one})` : one)).join(' AND ');
}
