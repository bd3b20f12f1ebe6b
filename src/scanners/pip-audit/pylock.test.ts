import { describe, expect, it } from 'vitest';
import { readPylock } from './pylock.js';

describe('what a pylock.toml asks for', () => {
  it('takes names and versions', () => {
    const text = 'lock-version = "1.0"\n[[packages]]\nname = "A.b"\nversion = "1"\n[[packages]]\nname = "here"\n';
    expect(readPylock(text).packages).toEqual([{ name: 'a-b', version: '1' }, { name: 'here' }]);
  });

  it('refuses another document, and a name that would be an address', () => {
    expect(() => readPylock('packages = []\n')).toThrow('not a pylock.toml');
    expect(() => readPylock('lock-version = "1.0"\n[[packages]]\nname = "../../x"\nversion = "1"\n')).toThrow(
      '/packages/0/name',
    );
  });
});
