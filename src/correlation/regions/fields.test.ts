import { describe, expect, it } from 'vitest';
import { isNode, type Node, parseDocument } from 'yaml';
import { fieldsOf } from './fields.js';

function fieldsIn(text: string): string | undefined {
  const document = parseDocument(text);
  return isNode(document.contents) ? fieldsOf(document.contents as Node, document) : undefined;
}

describe('the fields of an object', () => {
  it('are told one a line, in the order of their names, however it is written', () => {
    const block = 'spec:\n  tls:\n    - secretName: web\n  a: {}\n  b: []\n  c:\n';
    const fields = 'spec.a = {}\nspec.b = []\nspec.c = null\nspec.tls.0.secretName = web';
    expect(fieldsIn(block)).toBe(fields);
    expect(fieldsIn('{"spec": {"tls": [{"secretName": "web"}], "b": [], "c": null, "a": {}}}')).toBe(fields);
  });

  it('are those that aliases stand for, and of no line of a text', () => {
    expect(fieldsIn('a: &x {b: 1}\nc: *x\n')).toBe('a.b = 1\nc.b = 1');
    expect(fieldsIn('a: |\n  b\n  spec.tls = x\n')).toBe('a = b\\nspec.tls = x\\n');
  });

  it('are not told of what grows without end', () => {
    const levels = Array.from(
      { length: 9 },
      (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(', ')}]`,
    );
    expect(fieldsIn(['a0: &a0 [x]', ...levels].join('\n'))).toBeUndefined();
  });
});
