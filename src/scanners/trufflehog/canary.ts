import type { Canary } from '../../model/scanner.js';

/** Look like credentials and open nothing. In pieces, so that no scanner takes this file for a leak. */
const AWS_ID = ['AKIA', 'T4MQ7XWZ', 'K2PVH6RD'].join('');
const AWS_KEY = ['q7Zt/Wm4KcR9', 'xLb2VfYp8Ns', 'H+Gd3JuT6aE5oPiQw'].join('');
const GITHUB = ['ghp_', 'v8Kq2ZpLxVd9NfTr', 'B4yHsJ0mCgEu6aQoWi61'].join('');
const PASSWORD = ['Zt7KcR9', 'xLb2VfYp'].join('');

/** @param git as a commit, for the history */
export function canaryFor(git: boolean): Canary {
  const files = (id: string, github: string, password: string) => ({
    'canary/settings.ini': `[canary]\naws_access_key_id = ${id}\naws_secret_access_key = ${AWS_KEY}\ntoken = ${github}\n`,
    'canary/remote.txt': `https://canary${password}@registry.canary-of-muster.dev/path\n`,
  });
  return {
    files: files(AWS_ID, GITHUB, `:${PASSWORD}`),
    git,
    expects: [
      { ruleId: 'AWS', path: 'canary/settings.ini', proves: 'AWS keys' },
      { ruleId: 'Github', path: 'canary/settings.ini', proves: 'GitHub tokens' },
      { ruleId: 'URI', path: 'canary/remote.txt', proves: 'passwords in addresses' },
    ],
    // A letter short, another one, and without a password.
    counterExample: files(AWS_ID.slice(0, -1), GITHUB.slice(0, -1), ''),
  };
}
