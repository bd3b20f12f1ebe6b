/**
 * The files of a canary's image: a Debian with curl, and PyYAML beside it.
 * @param curl the version of Debian's package
 * @param pyyaml the version of Python's package
 */
export function imageFiles(curl: string, pyyaml: string): Record<string, string> {
  const status = [
    'Package: curl',
    'Status: install ok installed',
    'Maintainer: Muster <muster@localhost>',
    'Architecture: amd64',
    `Version: ${curl}`,
    'Description: of a canary',
  ];
  const release = ['ID=debian', 'NAME="Debian GNU/Linux"', 'VERSION_ID="12"', 'PRETTY_NAME="Debian GNU/Linux 12"'];
  return {
    'etc/os-release': `${release.join('\n')}\n`,
    'var/lib/dpkg/status': `${status.join('\n')}\n\n`,
    [`usr/lib/python3/dist-packages/PyYAML-${pyyaml}.dist-info/METADATA`]: `Metadata-Version: 2.1\nName: PyYAML\nVersion: ${pyyaml}\n`,
  };
}
