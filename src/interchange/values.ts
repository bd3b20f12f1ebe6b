/** An object of JSON. What stands in a file that somebody made is anything: each value is looked at before it is used. */
export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectAt(value: unknown, key: string): Json | undefined {
  const found = isObject(value) ? value[key] : undefined;
  return isObject(found) ? found : undefined;
}

/** The list under a key; empty where there is none. */
export function listAt(value: unknown, key: string): unknown[] {
  const found = isObject(value) ? value[key] : undefined;
  return Array.isArray(found) ? found : [];
}

/** The text under a key; undefined where it is none, or empty. */
export function textAt(value: unknown, key: string): string | undefined {
  const found = isObject(value) ? value[key] : undefined;
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** All texts of a list, or the one text that stands in its place. */
export function textsAt(value: unknown, key: string): string[] {
  const found = isObject(value) ? value[key] : undefined;
  return [found].flat().filter((one): one is string => typeof one === 'string' && one !== '');
}

/** The number under a key, also where it stands as text (`"9.8"`). */
export function numberAt(value: unknown, key: string): number | undefined {
  const found = isObject(value) ? value[key] : undefined;
  const number = typeof found === 'string' && found.trim() !== '' ? Number(found) : found;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A whole number from `least` on; undefined for SARIF's -1, which stands for none. */
export function integerAt(value: unknown, key: string, least: number): number | undefined {
  const found = isObject(value) ? value[key] : undefined;
  return typeof found === 'number' && Number.isSafeInteger(found) && found >= least ? found : undefined;
}

/** The first line of a text; of one that is longer than a title the first sentence, and of that what there is room for. */
export function firstLine(text: string): string {
  const line = (/\S[^\r\n]*/.exec(text)?.[0] ?? '').trim();
  if (line.length <= 200) return line;
  const sentence = /^.{15,200}?(?=[.!?](?:\s|$))/u.exec(line)?.[0];
  return sentence ?? `${line.slice(0, 199)}…`;
}
