import { createHash } from 'node:crypto';

/** `{{secret:KIND:NUMBER}}` in a file of the corpus, and in what was recorded of it. */
const PLACEHOLDER = /\{\{secret:([a-z-]+):(\d+)\}\}/g;

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const HEX = '0123456789abcdef';
const WORD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Characters that look random and are the same each time. */
function characters(seed: string, length: number, alphabet: string): string {
  let made = '';
  for (let round = 0; made.length < length; round++) {
    const bytes = createHash('sha512').update(`muster corpus ${seed} ${round}`).digest();
    made += [...bytes].map((byte) => alphabet[byte % alphabet.length]).join('');
  }
  return made.slice(0, length);
}

function privateKey(seed: string): string {
  const lines = Array.from({ length: 6 }, (_, line) => characters(`${seed} ${line}`, 64, `${WORD}+/`));
  const [begin, end] = ['BEGIN', 'END'].map((word) => `-----${word} RSA ${'PRIVATE'} KEY-----`);
  return [begin, ...lines, end].join('\n');
}

/** By kind: the shapes by which scanners know such values. Put together here, so that no file of Muster holds one. */
const SHAPES: Record<string, (seed: string) => string> = {
  'aws-access-key-id': (seed) => `AKIA${characters(seed, 16, UPPER)}`,
  'aws-secret-access-key': (seed) => characters(seed, 40, `${WORD}+/`),
  'github-token': (seed) => `ghp_${characters(seed, 36, WORD)}`,
  'gitlab-token': (seed) => `glpat-${characters(seed, 20, WORD)}`,
  'slack-token': (seed) =>
    `xoxb-${characters(seed, 12, '123456789')}-${characters(`${seed}b`, 12, '123456789')}-${characters(`${seed}c`, 24, WORD)}`,
  'stripe-key': (seed) => `sk_live_${characters(seed, 24, WORD)}`,
  'npm-token': (seed) => `npm_${characters(seed, 36, WORD)}`,
  'google-api-key': (seed) => `AIza${characters(seed, 35, WORD)}`,
  'sendgrid-key': (seed) => `SG.${characters(seed, 22, WORD)}.${characters(`${seed}b`, 43, WORD)}`,
  'slack-webhook': (seed) =>
    `https://hooks.slack.com/services/T${characters(seed, 8, UPPER)}/B${characters(`${seed}b`, 10, UPPER)}/${characters(`${seed}c`, 24, WORD)}`,
  'twilio-key': (seed) => `SK${characters(seed, 32, HEX)}`,
  'mailchimp-key': (seed) => `${characters(seed, 32, HEX)}-us6`,
  'azure-storage-key': (seed) => `${characters(seed, 86, `${WORD}+/`)}==`,
  'signed-token': (seed) =>
    [JSON.stringify({ alg: 'HS256', typ: 'JWT' }), JSON.stringify({ sub: seed, iat: 1_700_000_000 })]
      .map((part) => Buffer.from(part).toString('base64url'))
      .concat(characters(seed, 43, WORD))
      .join('.'),
  'private-key': privateKey,
  'private-key-indented': (seed) => privateKey(seed).replaceAll('\n', '\n  '),
  'private-key-one-line': (seed) => privateKey(seed).replaceAll('\n', '\\n'),
  password: (seed) => characters(seed, 20, WORD),
};

/** @throws Error for a kind that nobody knows how to make */
function valueLike(kind: string, number: string): string {
  const make = SHAPES[kind];
  if (!make) throw new Error(`no secret of the kind ${kind} can be made; there are ${Object.keys(SHAPES).join(', ')}`);
  return make(`${kind} ${number}`);
}

/** A text with made-up values in the place of its placeholders. */
export function fillIn(text: string): string {
  return text.replaceAll(PLACEHOLDER, (_, kind: string, number: string) => valueLike(kind, number));
}

/** The placeholders of a text, with their values. */
export function placeholdersIn(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(PLACEHOLDER)].map(([whole, kind = '', number = '']) => [whole, valueLike(kind, number)]),
  );
}

/** A text with placeholders in the place of values: longest first, since one may stand in another. */
export function takeOut(text: string, placeholders: Map<string, string>): string {
  const longest = [...placeholders].sort(([, a], [, b]) => b.length - a.length);
  return longest.reduce((left, [placeholder, value]) => left.replaceAll(value, placeholder), text);
}
