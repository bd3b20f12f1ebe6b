import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser of the system, or the one that `MUSTER_CHROMIUM` names; undefined where there is none. */
export function findChromium(): string | undefined {
  return [process.env['MUSTER_CHROMIUM'] ?? '', ...PLACES].find((place) => place !== '' && existsSync(place));
}

/** @param executable see `findChromium` */
export function launchChromium(executable: string): Promise<Browser> {
  return chromium.launch({
    executablePath: executable,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
