/**
 * What a scanner may see of the caller's environment: how to find programs, how to reach the network, which certificates
 * to trust, which language to speak. Never the caller's tokens: a scanner is somebody else's code.
 */
const PASSED_ON = [
  'PATH',
  'LANG',
  'LC_ALL',
  'LC_CTYPE',
  'TZ',
  'TMPDIR',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'all_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'NODE_EXTRA_CA_CERTS',
  'PIP_CERT',
  'SystemRoot',
  'PATHEXT',
] as const;

/** Where packages come from: settings an installer needs and a scanner does not. They may hold a password. */
const FOR_INSTALLERS = [
  'HOME',
  'GOPROXY',
  'GONOSUMDB',
  'GOSUMDB',
  'GOFLAGS',
  'GOPATH',
  'GOCACHE',
  'GOMODCACHE',
  'GOPRIVATE',
  'GONOPROXY',
  'PIP_INDEX_URL',
  'PIP_EXTRA_INDEX_URL',
  'PIP_FIND_LINKS',
  'PIP_DEFAULT_TIMEOUT',
  'UV_INDEX_URL',
  'UV_DEFAULT_INDEX',
  'UV_INDEX',
  'UV_CACHE_DIR',
  'XDG_CACHE_HOME',
  'XDG_CONFIG_HOME',
] as const;

/**
 * Where npm asks, without the password that a URL can hold. Only in capitals: npm sets `npm_config_registry` itself for
 * what it starts (`npx`), from the .npmrc of the folder it was started in, and that is often the target.
 */
function npmRegistry({ NPM_CONFIG_REGISTRY: value }: NodeJS.ProcessEnv): Record<string, string> {
  if (value === undefined || !URL.canParse(value)) return {};
  const url = new URL(value);
  // `user:password@host` is one too, of the scheme `user:`.
  if (!/^https?:$/.test(url.protocol)) return {};
  url.username = '';
  url.password = '';
  return { NPM_CONFIG_REGISTRY: url.href };
}

function pick(names: readonly string[], from: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
}

/**
 * The environment of a scanner.
 * @param home a folder of its own, so that the caller's dotfiles neither steer it nor are read by it
 * @param added what the adapter sets on top
 */
export function scannerEnvironment(
  home: string,
  added: Record<string, string> = {},
  from: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  return { ...pick(PASSED_ON, from), ...npmRegistry(from), HOME: home, NO_COLOR: '1', CI: '1', ...added };
}

/** The environment of `pip`, `uv` and `go install`: as a scanner's, with the caller's home and package settings. */
export function installerEnvironment(
  added: Record<string, string> = {},
  from: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  return { ...pick([...PASSED_ON, ...FOR_INSTALLERS], from), NO_COLOR: '1', ...added };
}
