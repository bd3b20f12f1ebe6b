import { v5 } from 'uuid';

/** By which names of Muster's documents are told from those of others. */
const NAMESPACE = v5('https://www.npmjs.com/package/muster-security', v5.URL);

/** A UUID that is the same for the same text, on every machine. @see RFC 9562, section 5.5 */
export function stableUuid(text: string): string {
  return v5(text, NAMESPACE);
}
