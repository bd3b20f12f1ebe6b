import { describe, expect, it } from 'vitest';
import type { Package } from '../model/finding.js';
import { placeOf, scopeOf } from './place.js';

const at = (...paths: string[]) => ({ locations: paths.map((path) => ({ path })) });
const lodash = (scope?: 'production' | 'development'): Package => ({
  ecosystem: 'npm',
  name: 'lodash',
  ...(scope ? { scope } : {}),
});
const effectOf = (...paths: string[]) => placeOf(at(...paths), false).effect;

describe('placeOf', () => {
  it.each([
    'test/keys.py',
    'api/tests/fixtures/key.pem',
    'spec/login.rb',
    'src/__tests__/a.js',
    'pkg/testdata/key',
    'examples/deploy/Dockerfile',
    'docs/conf.py',
    'a/test_login.py',
    'server/login_test.go',
    'src/login.test.ts',
    'src/login.spec.jsx',
    'src/LoginTest.java',
    'examples/.github/workflows/ci.yml',
  ])('takes %s for a test, an example or documentation', (path) => {
    expect(effectOf(path)).toBe('test');
  });

  it.each(['src/latest/a.py', 'attest/a.go', 'contest.py', 'src/testing.ts', 'src/Contest.java', 'documents/a.py'])(
    'does not take %s for one',
    (path) => {
      expect(effectOf(path)).toBe('none');
    },
  );

  it.each(['.github/workflows/ci.yml', 'Dockerfile', 'api/Dockerfile.prod', 'worker.dockerfile', 'Containerfile'])(
    'takes %s for exposed',
    (path) => {
      expect(effectOf(path)).toBe('exposed');
    },
  );

  it('goes by the worst place', () => {
    expect(effectOf('test/a.py', 'src/a.py')).toBe('none');
    expect(effectOf('test/a.py', 'Dockerfile')).toBe('exposed');
  });

  it('takes all that is in an image for exposed', () => {
    expect(placeOf({ locations: [], package: lodash('development') }, true)).toEqual({
      effect: 'exposed',
      because: 'it is in the image itself',
    });
  });

  it('believes a lock file, or the name of a list, that a dependency is for development', () => {
    const lock = at('package-lock.json');
    expect(placeOf({ ...lock, package: lodash('development') }, false).effect).toBe('development');
    expect(placeOf({ ...lock, package: lodash('production') }, false)).toEqual({
      effect: 'none',
      because: 'its lock file says that production needs it',
    });
    expect(placeOf({ ...lock, package: lodash() }, false).effect).toBe('none');
    for (const list of ['requirements-dev.txt', 'api/requirements/test.txt', 'dev-requirements.txt']) {
      expect(placeOf({ ...at(list), package: lodash() }, false).effect).toBe('development');
    }
    expect(placeOf({ ...at('requirements-dev.txt', 'requirements.txt'), package: lodash() }, false).effect).toBe(
      'none',
    );
  });

  it('takes nothing off a secret that works', () => {
    expect(placeOf({ ...at('test/keys.py'), verified: true }, false)).toEqual({
      effect: 'none',
      because: 'a secret that works does so wherever it stands',
    });
  });
});

describe('scopeOf', () => {
  const row = (path: string, scope?: 'production' | 'development') => ({ location: { path }, package: lodash(scope) });

  it('is development only when that is said for each file', () => {
    expect(scopeOf([row('a/package-lock.json', 'development'), row('a/package-lock.json')])).toBe('development');
    expect(scopeOf([row('a/package-lock.json', 'development'), row('b/yarn.lock')])).toBeUndefined();
    expect(scopeOf([row('a/package-lock.json', 'development'), row('b/package-lock.json', 'production')])).toBe(
      'production',
    );
    expect(scopeOf([row('yarn.lock')])).toBeUndefined();
  });
});
