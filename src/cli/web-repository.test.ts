import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { webRepository } from './web-repository.js';

const commit = '0123456789abcdef0123456789abcdef01234567';
const env = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_SHA: commit,
  GITHUB_WORKSPACE: process.cwd(),
};
const target = { kind: 'repository' as const, path: 'apps/api', commit };

describe('where a target can be seen on the web', () => {
  it('is what GitHub says, and the folder of the target in the checkout', () => {
    const address = 'https://github.com/acme/shop';
    expect(webRepository(target, env)).toEqual({ address, commit, folder: 'apps/api' });
    expect(webRepository({ ...target, path: '.' }, env)).toEqual({ address, commit, folder: '' });
  });

  it.each([
    ['outside of a workflow', target, {}],
    ['when another commit was scanned', { ...target, commit: commit.replace('0', 'f') }, env],
    ['for a target outside of the checkout', { ...target, path: path.resolve('..') }, env],
    ['for a folder without a commit', { kind: 'directory' as const, path: '.' }, env],
    ['when the server is no address', target, { ...env, GITHUB_SERVER_URL: 'javascript:alert(1)' }],
    ['when the repository is no name', target, { ...env, GITHUB_REPOSITORY: 'a/b/../c' }],
  ])('is not told %s', (_, where, variables) => {
    expect(webRepository(where, variables)).toBeUndefined();
  });
});
