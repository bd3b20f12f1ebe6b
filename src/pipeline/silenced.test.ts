import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { makeFolder } from '../../test/repository.js';
import { throwAway } from '../../test/stand-in.js';
import { discover } from './discover.js';
import { findSilenced } from './silenced.js';

let target: string;
afterEach(() => rmSync(target, { recursive: true }));

const scanner = throwAway({
  silencedBy: [
    { file: '.throwawayignore', effect: 'files ignored' },
    { comment: /# quiet/, effect: 'line ignored' },
  ],
});

describe('findSilenced', () => {
  it('names files and comments that a scanner of the scan obeys, and what Muster itself leaves out', async () => {
    target = makeFolder({
      'a.txt': 'x\ny  # quiet\n',
      '.throwawayignore': '*\n',
      '.gitignore': 'b.txt\n',
      'b.txt': '',
    });
    const inventory = await discover(target, { exclude: [] });
    const silenced = await findSilenced(inventory, [{ scanner, input: { label: '.', files: ['a.txt'] } }]);
    expect(silenced).toEqual([
      { where: '.throwawayignore', what: 'files ignored', by: 'throw-away' },
      { where: 'a.txt:2', what: '# quiet: line ignored', by: 'throw-away' },
      { where: 'b.txt', what: 'not scanned: .gitignore', by: 'muster' },
    ]);
    expect(await findSilenced(inventory, [])).toEqual([silenced[2]]);
  });

  it('takes a comment in a file that the scanner is not given for a text', async () => {
    target = makeFolder({ 'a.txt': 'x\n', 'b.md': 'write # quiet behind it\n' });
    const inventory = await discover(target);
    expect(await findSilenced(inventory, [{ scanner, input: { label: '.', files: ['a.txt'] } }])).toEqual([]);
  });
});
