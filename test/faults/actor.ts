import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What a real program left behind once: the bytes that the faults are played on. */
export interface Take {
  output: Buffer;
  stderr: Buffer;
  exitStatus: number;
}

/** What the actor does instead of, or with, what the real program did. */
export type Act =
  | 'replay'
  | 'usage error'
  | 'silence, status 0'
  | 'silence, status of findings'
  | 'half the output'
  | '200 MB'
  | 'invalid UTF-8'
  | 'hang'
  | 'kill'
  | 'take memory'
  | 'write into the target';

const SCRIPT = `#!${process.execPath}
const fs = require('node:fs');
const path = require('node:path');
const part = JSON.parse(fs.readFileSync(path.join(__dirname, 'part.json'), 'utf8'));
const whole = fs.readFileSync(path.join(__dirname, 'output'));
const say = () => process.stderr.write(fs.readFileSync(path.join(__dirname, 'stderr')));
const to = process.argv.slice(2).map((word) => /(\\/[^=]*\\/output\\.json)/.exec(word)?.[1]).find(Boolean);
const writeAll = (bytes) => {
  if (part.from === 'file' && to) return fs.writeFileSync(to, bytes);
  for (let at = 0; at < bytes.length; ) at += fs.writeSync(1, bytes, at);
};
switch (part.act) {
  case 'usage error':
    process.stderr.write('error: unknown option in ' + process.argv.slice(2).join(' ').slice(0, 40) + '\\n');
    process.exit(2);
  case 'silence, status 0':
    process.exit(0);
  case 'silence, status of findings':
    process.exit(part.exitStatus);
  case 'half the output':
    say();
    writeAll(whole.subarray(0, Math.floor(whole.length / 2)));
    process.exit(part.exitStatus);
  case '200 MB':
    say();
    writeAll(Buffer.concat([whole, Buffer.alloc(200 * 1024 * 1024, '\\n')]));
    process.exit(part.exitStatus);
  case 'invalid UTF-8': {
    say();
    const at = Math.floor(whole.length / 2);
    writeAll(Buffer.concat([whole.subarray(0, at), Buffer.from([0xff, 0xfe]), whole.subarray(at)]));
    process.exit(part.exitStatus);
  }
  case 'hang':
    setInterval(() => undefined, 1000);
    break;
  case 'kill':
    process.kill(process.pid, 'SIGKILL');
    break;
  case 'take memory': {
    const taken = [];
    setInterval(() => taken.push(Buffer.alloc(50 * 1024 * 1024, 1)), 20);
    break;
  }
  case 'write into the target':
    fs.writeFileSync(path.join(part.target, 'planted'), 'x');
  // falls through: it was not hindered
  default:
    say();
    writeAll(whole);
    process.exit(part.exitStatus);
}
`;

/**
 * Writes a program that plays a fault on a real program's take.
 * @param folder absolute; made when missing
 * @param target absolute folder into which `write into the target` writes
 * @returns absolute path of the program
 */
export function cast(folder: string, take: Take, act: Act, from: 'file' | 'stdout', target: string): string {
  mkdirSync(folder, { recursive: true });
  const program = path.join(folder, 'program');
  writeFileSync(program, SCRIPT);
  chmodSync(program, 0o755);
  writeFileSync(path.join(folder, 'output'), take.output);
  writeFileSync(path.join(folder, 'stderr'), take.stderr);
  writeFileSync(path.join(folder, 'part.json'), JSON.stringify({ act, from, target, exitStatus: take.exitStatus }));
  return program;
}
