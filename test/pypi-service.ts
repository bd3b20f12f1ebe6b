/**
 * PyPI's JSON API on 127.0.0.1, with vulnerabilities of the test's own, for programs that ask its host and can
 * be told nothing else.
 *
 *   npx tsx test/pypi-service.ts PORT FOLDER [STATUS]     serves the packages of `PACKAGES`; prints the environment to use
 */
import type { RequestListener } from 'node:http';
import { answerFor, serveFromCommandLine } from './answering-proxy.js';

/** The host that these programs ask. */
const HOST = ['pypi', 'org'].join('.');

/** One entry of `vulnerabilities`. @see PyPI's documentation, "JSON API" */
export interface PypiVulnerability {
  id: string;
  aliases: string[];
  summary: string | null;
  details: string;
  fixed_in: string[];
  withdrawn: string | null;
}

/** `name/version` as PyPI has it in its address → what is known about it. Anything else is answered with 404. */
export type PypiPackages = Record<string, PypiVulnerability[]>;

/** True facts about real packages, in words of our own. */
const PACKAGES: PypiPackages = {
  'pyyaml/5.3.1': [
    {
      id: 'PYSEC-2021-142',
      aliases: ['CVE-2020-14343', 'GHSA-8q59-q68h-6hv4'],
      summary: null,
      details:
        'PyYAML before 5.4 runs code of the author of an untrusted document that is loaded with full_load or FullLoader.\nThe fix for CVE-2020-1747 was incomplete.',
      fixed_in: ['5.4'],
      withdrawn: null,
    },
  ],
  'jinja2/2.4.1': [
    {
      id: 'GHSA-8r7q-cvjq-x353',
      aliases: ['CVE-2014-1402', 'PYSEC-2014-8'],
      summary: 'Temporary files with predictable names',
      details: 'The file system bytecode cache writes to predictable names in /tmp.',
      fixed_in: ['2.7.2'],
      withdrawn: null,
    },
  ],
  'idna/3.10': [],
  'six/1.16.0': [],
};

export interface PypiService {
  /** What makes a program go there instead of to PyPI. */
  environment: Record<string, string>;
  /** The paths that were asked for. */
  asked: string[];
  close(): Promise<void>;
}

/**
 * Starts the service.
 * @param folder where the certificate and its key are written
 * @param status what to answer instead of a package's data: 503 for a service in trouble
 */
export async function pypiService(
  folder: string,
  packages: PypiPackages = PACKAGES,
  { port = 0, status = 200 } = {},
): Promise<PypiService> {
  const asked: string[] = [];
  const site: RequestListener = (request, response) => {
    asked.push(request.url ?? '');
    const name = /^\/pypi\/(?<name>[^/]+\/[^/]+)\/json$/.exec(request.url ?? '')?.groups?.['name'] ?? '';
    const vulnerabilities = packages[decodeURIComponent(name)];
    response.writeHead(vulnerabilities && status !== 200 ? status : vulnerabilities ? 200 : 404, {
      'content-type': 'application/json',
    });
    response.end(JSON.stringify(vulnerabilities ? { info: {}, urls: [], vulnerabilities } : { message: 'Not Found' }));
  };
  const proxy = await answerFor(HOST, folder, site, { port, onOther: (address) => asked.push(address) });
  return { asked, environment: { ...proxy.environment, REQUESTS_CA_BUNDLE: proxy.certificate }, close: proxy.close };
}

if (process.argv[1] === import.meta.filename) {
  await serveFromCommandLine((folder, how) => pypiService(folder, PACKAGES, how));
}
