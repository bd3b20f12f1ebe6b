import { describe, expect, it } from 'vitest';
import { tellingLine } from './telling-line.js';

// What pip 23.2.1, uv 0.13.9, go 1.26.8 and npm 11.19.1 printed, provoked one by one. Whole lines are left out, and the
// registry's host is called registry.example; nothing else is changed.

describe('what pip says', () => {
  it('of a file that has another digest', () => {
    const printed = `Collecting pycodestyle==2.14.0 (from -r wrong.txt (line 1))
  Downloading pycodestyle-2.14.0-py2.py3-none-any.whl (31 kB)
ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated the package versions, please update the hashes. Otherwise, examine the package contents carefully; someone may have tampered with them.
    pycodestyle==2.14.0 from https://registry.example/packages/d7/27/a58ddaf8c588a3ef080db9d0b7e0b97215cee3a45df74f3a94dbbf5c893a/pycodestyle-2.14.0-py2.py3-none-any.whl (from -r wrong.txt (line 1)):
        Expected sha256 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
             Got        dd6bf7cb4ee77f8e016f9c8e74a35ddd9f67e1d5fd4184d86c3b98e07099f42d
`;
    expect(tellingLine(printed)).toBe(
      'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated the package versions, please update the hashes. Otherwise, examine the package contents carefully; someone may have tampered with them.',
    );
  });

  it('of an index that does not answer: the network, and not the version that was not found there', () => {
    const printed = `Looking in indexes: http://user:****@127.0.0.1:1/simple
WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPConnection object at 0x7f05f311b010>: Failed to establish a new connection: [Errno 111] Connection refused')': /simple/pycodestyle/
ERROR: Could not find a version that satisfies the requirement pycodestyle==2.14.0 (from versions: none)
ERROR: No matching distribution found for pycodestyle==2.14.0
`;
    expect(tellingLine(printed)).toBe(
      "connection broken by 'NewConnectionError('Failed to establish a new connection: [Errno 111] Connection refused')': /simple/pycodestyle/",
    );
  });

  it('of a version that there is none of', () => {
    const printed = `ERROR: Could not find a version that satisfies the requirement pycodestyle==2.99.0 (from versions: 1.8.0.dev0, 2.0.0a1, 2.0.0, 2.1.0, 2.2.0, 2.3.0, 2.3.1, 2.4.0, 2.5.0, 2.6.0a1, 2.6.0, 2.7.0, 2.8.0, 2.9.0, 2.9.1, 2.10.0, 2.11.0, 2.11.1, 2.12.0, 2.12.1, 2.13.0, 2.14.0, 2.15.0)
ERROR: No matching distribution found for pycodestyle==2.99.0
`;
    expect(tellingLine(printed)).toMatch(
      /^ERROR: Could not find a version that satisfies the requirement pycodestyle==2\.99\.0 \(from versions: 1\.8/,
    );
  });

  it('of a full disk', () => {
    const printed = `Collecting pycodestyle==2.14.0 (from -r right.txt (line 1))
  Downloading pycodestyle-2.14.0-py2.py3-none-any.whl (31 kB)
Installing collected packages: pycodestyle
ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device

`;
    expect(tellingLine(printed)).toBe(
      'ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device',
    );
    // By `python -m venv`, and by pip for a folder on another disk than the one it works on.
    expect(tellingLine('Error: [Errno 28] No space left on device\n')).toBe('[Errno 28] No space left on device');
    const moved = `ERROR: Exception:
Traceback (most recent call last):
OSError: [Errno 18] Invalid cross-device link: '/tmp/pip-target-pmn4ko3k/lib/python/__pycache__' -> '/tmp/h/p/small/t/__pycache__'
shutil.Error: [('/tmp/pip-target-pmn4ko3k/lib/python/__pycache__/pycodestyle.cpython-311.pyc', '/tmp/h/p/small/t/__pycache__/pycodestyle.cpython-311.pyc', "[Errno 28] No space left on device: '/tmp/pip-target-pmn4ko3k/lib/python/__pycache__/pycodestyle.cpython-311.pyc' -> '/tmp/h/p/small/t/__pycache__/pycodestyle.cpython-311.pyc'")]
`;
    expect(tellingLine(moved)).toContain('[Errno 28] No space left on device');
  });
});

describe('what uv says', () => {
  it('of a file that has another digest', () => {
    const printed = `Using Python 3.11.7 environment at: uvv
Resolved 1 package in 76ms
error: Failed to download \`pycodestyle==2.14.0\`
  cause: Hash mismatch for \`pycodestyle==2.14.0\`

         Expected:
           sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa

         Computed:
           sha256:dd6bf7cb4ee77f8e016f9c8e74a35ddd9f67e1d5fd4184d86c3b98e07099f42d
`;
    expect(tellingLine(printed)).toBe(
      'Failed to download `pycodestyle==2.14.0`: Hash mismatch for `pycodestyle==2.14.0`',
    );
  });

  it('of an index that does not answer: what failed first and what it came from', () => {
    const printed = `Using Python 3.11.7 environment at: uvv
error: Request failed after 3 retries in 9.1s
  cause: Failed to fetch: https://nowhere.invalid/simple/pycodestyle/
  cause: error sending request for url (https://nowhere.invalid/simple/pycodestyle/)
  cause: client error (Connect)
  cause: dns error
  cause: error resolving DNS
  cause: failed to lookup address information: Name or service not known
`;
    expect(tellingLine(printed)).toBe(
      'Request failed after 3 retries in 9.1s: Failed to fetch: https://nowhere.invalid/simple/pycodestyle/: failed to lookup address information: Name or service not known',
    );
  });

  it('of a version that there is none of', () => {
    const printed = `Using Python 3.11.7 environment at: uvv
error: No solution found when resolving dependencies
  cause: Because there is no version of pycodestyle==2.99.0 and you require pycodestyle==2.99.0, we can conclude that your requirements are unsatisfiable.
`;
    expect(tellingLine(printed)).toBe(
      'No solution found when resolving dependencies: Because there is no version of pycodestyle==2.99.0 and you require pycodestyle==2.99.0, we can conclude that your requirements are unsatisfiable.',
    );
  });

  it('of a full disk', () => {
    const printed = `error: Failed to initialize cache at \`small/c\`
  cause: failed to write to file \`/tmp/h/p/small/c/CACHEDIR.TAG\`: No space left on device (os error 28)
`;
    expect(tellingLine(printed)).toBe(
      'Failed to initialize cache at `small/c`: failed to write to file `/tmp/h/p/small/c/CACHEDIR.TAG`: No space left on device (os error 28)',
    );
  });

  it('of a Python that there is none of', () => {
    const printed = `error: No interpreter found for Python >=3.50, <3.60 in managed installations or search path

hint: uv embeds available Python downloads and may require an update to install new versions. Consider retrying on a newer version of uv.
`;
    expect(tellingLine(printed)).toBe(
      'No interpreter found for Python >=3.50, <3.60 in managed installations or search path',
    );
  });
});

describe('what go says', () => {
  it('of a version that there is none of', () => {
    const printed = `go: github.com/fzipp/gocyclo/cmd/gocyclo@v0.99.0: github.com/fzipp/gocyclo/cmd/gocyclo@v0.99.0: reading https://registry.example/github.com/fzipp/gocyclo/cmd/gocyclo/@v/v0.99.0.info: 403 Forbidden
	server response: This module version is not available.
`;
    expect(tellingLine(printed)).toBe(
      'go: github.com/fzipp/gocyclo/cmd/gocyclo@v0.99.0: github.com/fzipp/gocyclo/cmd/gocyclo@v0.99.0: reading https://registry.example/github.com/fzipp/gocyclo/cmd/gocyclo/@v/v0.99.0.info: 403 Forbidden',
    );
  });

  it('of a proxy that does not answer', () => {
    const printed = `go: github.com/fzipp/gocyclo/cmd/gocyclo@v0.6.0: github.com/fzipp/gocyclo/cmd/gocyclo@v0.6.0: Get "http://127.0.0.1:1/github.com/fzipp/gocyclo/cmd/gocyclo/@v/v0.6.0.info": dial tcp 127.0.0.1:1: connect: connection refused
`;
    expect(tellingLine(printed)).toMatch(/dial tcp 127\.0\.0\.1:1: connect: connection refused$/);
  });

  it('of a toolchain that there is none of, and not that it is being downloaded', () => {
    const printed = `go: downloading go1.99.0 (linux/amd64)
go: download go1.99.0: golang.org/toolchain@v0.0.1-go1.99.0.linux-amd64: reading https://registry.example/golang.org/toolchain/@v/v0.0.1-go1.99.0.linux-amd64.zip: 403 Forbidden
	server response: This module version is not available.
`;
    expect(tellingLine(printed)).toBe(
      'go: download go1.99.0: golang.org/toolchain@v0.0.1-go1.99.0.linux-amd64: reading https://registry.example/golang.org/toolchain/@v/v0.0.1-go1.99.0.linux-amd64.zip: 403 Forbidden',
    );
  });

  it('of a module that is not what it was', () => {
    const printed = `verifying github.com/fzipp/gocyclo@v0.6.0/go.mod: checksum mismatch
	downloaded: h1:rXPyn8fnlpa0R2csP/31uerbiVBugk5whMdlyaLkLoA=
	go.sum:     h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

SECURITY ERROR
This download does NOT match an earlier download recorded in go.sum.
The bits may have been replaced on the origin server, or an attacker may
have intercepted the download attempt.

For more information, see 'go help module-auth'.
`;
    expect(tellingLine(printed)).toBe('verifying github.com/fzipp/gocyclo@v0.6.0/go.mod: checksum mismatch');
  });

  it('of a full disk, wherever it is', () => {
    const modules = `go: writing stat cache: write /tmp/h/p/small/m/cache/download/github.com/fzipp/gocyclo/@v/v0.6.0.info450008934.tmp: no space left on device
go: downloading github.com/fzipp/gocyclo v0.6.0
go: github.com/fzipp/gocyclo/cmd/gocyclo@v0.6.0: github.com/fzipp/gocyclo@v0.6.0: read "https://registry.example/github.com/fzipp/gocyclo/@v/v0.6.0.zip": write /tmp/h/p/small/m/cache/download/github.com/fzipp/gocyclo/@v/v0.6.0.zip291752073.tmp: no space left on device
`;
    expect(tellingLine(modules)).toMatch(/^go: github\.com.*: no space left on device$/);
    const work = `encoding: write /tmp/h/p/small/go-build1179152670/b003/importcfg: no space left on device
internal/unsafeheader: write /tmp/h/p/small/go-build1179152670/b009/importcfg: no space left on device
`;
    expect(tellingLine(work)).toBe(
      'encoding: write /tmp/h/p/small/go-build1179152670/b003/importcfg: no space left on device',
    );
  });
});

describe('what npm says', () => {
  it('of a file that has another digest', () => {
    const printed = `npm error code EINTEGRITY
npm error Integrity checksum failed when using sha512: wanted sha512-AAAAw+rO5AMf9MAyaRXI4AV0Ulj5lMHqVxxdSgiVbixSCXoEmmX/jk0CuJw4+3SqroYO9VoUh+HcuJivvtJemA== but got sha512-RF0Fw+rO5AMf9MAyaRXI4AV0Ulj5lMHqVxxdSgiVbixSCXoEmmX/jk0CuJw4+3SqroYO9VoUh+HcuJivvtJemA==.
npm error A complete log of this run can be found in: /root/.npm/_logs/2026-11-24T06_41_56_683Z-debug-0.log
`;
    expect(tellingLine(printed)).toMatch(/^Integrity checksum failed when using sha512: wanted sha512-AAAAw\+rO5AM/);
  });

  it('of a registry that does not answer', () => {
    const refused = `npm error code ECONNREFUSED
npm error syscall connect
npm error errno ECONNREFUSED
npm error FetchError: request to http://127.0.0.1:1/semver failed, reason: connect ECONNREFUSED 127.0.0.1:1
npm error     at ClientRequest.<anonymous> (/usr/lib/node_modules/npm/node_modules/minipass-fetch/lib/index.js:130:14)
npm error   code: 'ECONNREFUSED',
npm error
npm error If you are behind a proxy, please make sure that the 'proxy' config is set properly.  See: 'npm help config'
`;
    expect(tellingLine(refused)).toBe(
      'FetchError: request to http://127.0.0.1:1/semver failed, reason: connect ECONNREFUSED 127.0.0.1:1',
    );
    const unknown = `npm error code ENOTFOUND
npm error syscall getaddrinfo
npm error errno ENOTFOUND
npm error network request to https://nowhere.invalid/semver failed, reason: getaddrinfo ENOTFOUND nowhere.invalid
npm error network This is a problem related to network connectivity.
npm error network In most cases you are behind a proxy or have bad network settings.
`;
    expect(tellingLine(unknown)).toBe(
      'request to https://nowhere.invalid/semver failed, reason: getaddrinfo ENOTFOUND nowhere.invalid',
    );
  });

  it('of a version that there is none of', () => {
    const printed = `npm error code ETARGET
npm error notarget No matching version found for semver@7.99.2.
npm error notarget In most cases you or one of your dependencies are requesting a package version that doesn't exist.
`;
    expect(tellingLine(printed)).toBe('No matching version found for semver@7.99.2.');
  });

  it('of two files that are not about the same', () => {
    const printed = `npm error code EUSAGE
npm error
npm error \`npm ci\` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync. Please update your lock file with \`npm install\` before continuing.
npm error
npm error Invalid: lock file's semver@7.99.2 does not satisfy semver@7.7.1
`;
    expect(tellingLine(printed)).toMatch(
      /^`npm ci` can only install packages when your package\.json and package-lock/,
    );
  });
});

describe('tellingLine', () => {
  it('shows no password of an address', () => {
    expect(tellingLine('error: Failed to fetch: https://me:hunter2@registry.example/simple/x/')).toBe(
      'Failed to fetch: https://registry.example/simple/x/',
    );
  });

  it('is one line, and not a long one', () => {
    const line = tellingLine(`first\n${'x'.repeat(900)}\tend\n\n`);
    expect([line.length, line.slice(-2)]).toEqual([301, 'x…']);
  });

  it('says so when nothing was printed', () => {
    expect(tellingLine('\n \n')).toBe('it printed nothing');
  });
});
