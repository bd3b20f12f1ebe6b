import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import semver from 'semver';
import type { ActionPin } from './pins.js';

const execute = promisify(execFile);
const TIMEOUT_MS = 20_000;

export interface Releases {
  pins: ActionPin[];
  /** Why a pin is from the table, for the user; empty when all could be asked for. */
  problems: string[];
}

/** Tags with the commits that they stand for: of an annotated tag, what `^{}` says. */
function tagsIn(listing: string): Map<string, string> {
  const tags = new Map<string, string>();
  for (const line of listing.split('\n')) {
    const [, commit, name, peeled] = /^([0-9a-f]{40})\trefs\/tags\/(.+?)(\^\{\})?$/.exec(line) ?? [];
    if (commit && name && (peeled || !tags.has(name))) tags.set(name, commit);
  }
  return tags;
}

/** The newest release: tags that only name a major version move, and pre-releases are for those who ask. */
function newest(tags: Map<string, string>): { tag: string; commit: string } | undefined {
  const [tag] = [...tags.keys()]
    .filter((name) => /^v?\d+\.\d+\.\d+$/.test(name))
    .sort((a, b) => semver.rcompare(a.replace(/^v/, ''), b.replace(/^v/, '')));
  const commit = tag === undefined ? undefined : tags.get(tag);
  return tag !== undefined && commit !== undefined ? { tag, commit } : undefined;
}

async function askFor(pin: ActionPin, server: string, today: string): Promise<ActionPin> {
  const url = `${server}/${pin.action}`;
  const { stdout } = await execute('git', ['ls-remote', '--tags', url], {
    timeout: TIMEOUT_MS,
    maxBuffer: 1 << 26,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
  });
  const release = newest(tagsIn(stdout));
  if (release === undefined) throw new Error(`${url} has no release`);
  return { action: pin.action, ...release, seen: `git ls-remote ${url} on ${today}` };
}

/** Git's own word for it, without the advice that follows; the address of the one action says nothing of the others. */
function reasonOf(error: { stderr?: string; killed?: boolean; message?: string }): string {
  if (error.killed) return `no answer within ${TIMEOUT_MS / 1000} s`;
  const fatal = /^fatal: (.*)$/m.exec(error.stderr ?? '')?.[1];
  return (fatal ?? error.message ?? '').replaceAll(/'[^']*'/g, 'its repository');
}

/**
 * The newest releases of actions, by `git ls-remote`. What cannot be asked for is taken from the table.
 * @param server address of the forge, without a slash at its end
 */
export async function newestReleases(
  known: readonly ActionPin[],
  server: string,
  now: Date = new Date(),
): Promise<Releases> {
  const today = now.toISOString().slice(0, 10);
  const asked = await Promise.allSettled(known.map((pin) => askFor(pin, server, today)));
  const whys = new Map<string, string[]>();
  for (const [index, answer] of asked.entries()) {
    if (answer.status === 'fulfilled') continue;
    const why = reasonOf(answer.reason);
    whys.set(why, [...(whys.get(why) ?? []), known[index]?.action ?? '']);
  }
  const problems = [...whys].map(([why, actions]) => `${actions.join(', ')}: ${why}`);
  const pins = asked.map((answer, index) => (answer.status === 'fulfilled' ? answer.value : known[index]));
  return { pins: pins.filter((pin) => pin !== undefined), problems };
}
