/**
 * Another process that uses a store of tools, for tests that kill it or let it wait. Prints a line for all that happens.
 *
 *   npx tsx test/tools-child.ts hold STORE MILLISECONDS      holds the lock for that long
 *   npx tsx test/tools-child.ts install STORE SCANNERS JSON  installs the throw-away scanner from this source
 */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import type { InstallSource } from '../src/model/scanner.js';
import { withInstallLock } from '../src/tools/install-lock.js';
import { ensureTool } from '../src/tools/tool.js';
import { throwAway } from './stand-in.js';

export interface Child {
  process: ChildProcess;
  /** Resolves when it has printed a line that begins so. */
  said(start: string): Promise<void>;
  /** What it printed, when it has ended. */
  ended: Promise<string[]>;
}

/** Starts one. */
export function child(...args: string[]): Child {
  const started = spawn(process.execPath, ['--import', 'tsx', import.meta.filename, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  const waiting: (() => void)[] = [];
  const lines = () => printed.split('\n').slice(0, -1);
  started.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    for (const check of waiting) check();
  });
  const ended = new Promise<string[]>((resolve) => started.on('close', () => resolve(lines())));
  return {
    process: started,
    ended,
    said: (start) =>
      new Promise((resolve, reject) => {
        const check = () => lines().some((line) => line.startsWith(start)) && resolve();
        waiting.push(check);
        check();
        void ended.then((all) => reject(new Error(`it ended, and only said: ${all.join(' | ')}`)));
      }),
  };
}

async function main([what, store = '', third = '', json = '']: string[]): Promise<void> {
  if (what === 'hold') {
    await withInstallLock(
      store,
      undefined,
      (who) => console.log(`waiting for ${who}`),
      async () => {
        console.log(`begin ${Date.now()}`);
        await new Promise((resolve) => setTimeout(resolve, Number(third)));
        console.log(`end ${Date.now()}`);
      },
    );
    return;
  }
  const scanner = throwAway({ install: [JSON.parse(json) as InstallSource] });
  const tool = await ensureTool(scanner, {
    mode: 'managed',
    install: true,
    offline: false,
    store,
    scannerFolder: (id) => path.join(third, id),
    avoid: [],
    onProgress: (event) => console.log(event.type),
  });
  console.log(JSON.stringify(tool));
}

if (process.argv[1] === import.meta.filename) await main(process.argv.slice(2));
