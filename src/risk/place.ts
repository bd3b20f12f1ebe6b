import type { Finding, Location, Package } from '../model/finding.js';

/** Where a finding sits, as far as its paths and its lock file tell. */
export interface Place {
  effect: 'exposed' | 'test' | 'development' | 'none';
  because: string;
}

const TEST_FOLDER =
  /(?:^|\/)(?:tests?|__tests__|specs?|e2e|(?:__)?fixtures?(?:__)?|test-?data|(?:__)?mocks?(?:__)?|examples?|samples?|demos?|docs?)\//i;
const TEST_FILE =
  /(?:^|\/)(?:test_[^/]+\.py|conftest\.py|[^/]+_test\.(?:py|go|rb|exs|c|cc|cpp)|[^/]+_spec\.rb|[^/]+[.-](?:test|spec)\.[cm]?[jt]sx?|[^/]+Tests?\.(?:java|kt|cs|scala|swift))$/;
/** GitHub runs those at the top of a repository and no others. */
const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/i;
const DOCKERFILE = /(?:^|\/)(?:(?:docker|container)file(?:\.[^/]+)?|[^/]+\.(?:docker|container)file)$/i;
/** A list of packages whose name says what it is for. */
const DEVELOPMENT_LIST =
  /(?:^|\/)(?:requirements[-_./](?:dev|development|tests?|lint|docs|ci)[^/]*|(?:dev|tests?)[-_.]requirements[^/]*)\.(?:txt|in)$/i;

const isTest = (path: string) => TEST_FOLDER.test(path) || TEST_FILE.test(path);

/**
 * Says where a finding sits. One place that is exposed is enough; a test or a list for development counts only when
 * there is no other place.
 * @param isImage whether the target is a container image
 */
export function placeOf(
  { locations, package: pkg, verified }: Pick<Finding, 'locations' | 'package' | 'verified'>,
  isImage: boolean,
): Place {
  if (isImage) return { effect: 'exposed', because: 'it is in the image itself' };
  const paths = locations.map(({ path }) => path);
  const shipped = paths.filter((path) => !isTest(path));
  const workflow = shipped.find((path) => WORKFLOW.test(path));
  if (workflow) return { effect: 'exposed', because: `${workflow} runs with the rights of the repository` };
  const dockerfile = shipped.find((path) => DOCKERFILE.test(path));
  if (dockerfile) return { effect: 'exposed', because: `an image is built from ${dockerfile}` };
  if (verified) return { effect: 'none', because: 'a secret that works does so wherever it stands' };
  if (paths.length > 0 && shipped.length === 0) {
    return { effect: 'test', because: `${paths[0]} is a test, an example or documentation` };
  }
  if (pkg?.scope === 'development') {
    return { effect: 'development', because: 'its lock file says that it is needed for development alone' };
  }
  if (pkg && shipped.length > 0 && shipped.every((path) => DEVELOPMENT_LIST.test(path))) {
    return { effect: 'development', because: `${shipped[0]} is a list for development, by its name` };
  }
  if (pkg?.scope === 'production') return { effect: 'none', because: 'its lock file says that production needs it' };
  return { effect: 'none', because: 'nothing tells that it is exposed, or that it is not shipped' };
}

/**
 * Who needs a package, by what scanners read in lock files. For development alone only when that is said for each file
 * in which it was found: another one may need it for production, and not tell.
 */
export function scopeOf(rows: { location?: Location; package?: Package }[]): Package['scope'] {
  if (rows.some((row) => row.package?.scope === 'production')) return 'production';
  const said = rows.filter((row) => row.package?.scope === 'development').map(({ location }) => location?.path);
  return said.length > 0 && rows.every(({ location }) => said.includes(location?.path)) ? 'development' : undefined;
}
