const REMOVED = '[secret removed by muster]';
/** Shorter ones are words like "test", and hide nothing: replacing them would garble the rest. */
const SHORTEST = 4;
const SHORTEST_LINE = 16;

/**
 * Makes the function that takes secrets out of what is written.
 * @param secrets values that scanners found; of one with several lines, each long line counts on its own
 */
export function scrubber(secrets: string[]): Scrubber {
  const lines = secrets.flatMap((secret) => secret.split('\n').filter((line) => line.trim().length >= SHORTEST_LINE));
  // The longest first, so that a secret within a secret leaves no rest.
  const values = [...new Set([...secrets, ...lines.map((line) => line.trim())])]
    .filter((value) => value.length >= SHORTEST)
    .sort((a, b) => b.length - a.length);
  return new Scrubber(values);
}

/** Takes secrets out of texts and of documents. */
export class Scrubber {
  constructor(private readonly values: string[]) {}

  /** Whether there is anything to take out. */
  get hasValues(): boolean {
    return this.values.length > 0;
  }

  /** Whether a text holds any of them, plain or as JSON writes it. */
  private holds(text: string): boolean {
    return this.values.some((value) => text.includes(value) || text.includes(JSON.stringify(value).slice(1, -1)));
  }

  text(text: string): string {
    return this.values.reduce((so, value) => (so.includes(value) ? so.replaceAll(value, REMOVED) : so), text);
  }

  /** Every text in a document of JSON; numbers and keys stay. */
  document<Value>(value: Value): Value {
    if (this.values.length === 0) return value;
    if (typeof value === 'string') return this.text(value) as Value;
    if (Array.isArray(value)) return value.map((item) => this.document(item)) as Value;
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.document(item)])) as Value;
  }

  /** A scanner's output: untouched when it holds no secret, else without it. */
  output(text: string): string {
    if (this.values.length === 0) return text;
    const isPlain = this.holds(text);
    // JSON need not write a letter as `JSON.stringify` does: Go's writes `&` as `\u0026`, PHP's `/` as `\/`.
    if (!isPlain && !/\\[u/]/.test(text)) return text;
    try {
      const document: unknown = JSON.parse(text);
      const clean = JSON.stringify(this.document(document), null, 2);
      return isPlain || clean !== JSON.stringify(document, null, 2) ? `${clean}\n` : text;
    } catch {
      // Not whole JSON: a run that failed. What is left of it is still shown.
      return this.values.reduce(
        (so, value) => so.replaceAll(value, REMOVED).replaceAll(JSON.stringify(value).slice(1, -1), REMOVED),
        text,
      );
    }
  }
}
