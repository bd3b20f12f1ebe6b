import type { InstallSource, PathSource } from '../model/scanner.js';

/** The program of a scanner, ready to be run. */
export interface Tool {
  /** The scanner's id. */
  id: string;
  /** Absolute path of the executable. */
  path: string;
  /** As its package or its build information says, else as it prints it itself; `unknown` when nothing tells. */
  version: string;
  source: 'PyPI' | 'npm' | 'Go' | 'release' | 'PATH';
  /**
   * Names the program for good. From Go and PATH it is the digest of the executable file, null when that cannot be read.
   * From PyPI and npm it is that of the scanner's lock file, which pins every file of the whole environment by its digest
   * (a script alone says nothing); from a release that of the file that its authors publish.
   */
  sha256: string | null;
}

/** Why a scanner's program is not to be had. */
export interface Unavailable {
  /** One line: what, why, what to do. */
  reason: string;
}

/** `auto`: Muster's own, else what is on PATH. `path`: only what is on PATH. `managed`: only Muster's own. */
export type ToolMode = 'auto' | 'path' | 'managed';

export type ToolEvent =
  | { type: 'installing'; id: string; source: Tool['source']; version: string }
  | { type: 'installed'; id: string; seconds: number }
  /** Another process is installing; `for` says which one, as far as it is known. */
  | { type: 'waiting'; for: string }
  | { type: 'failed'; id: string; reason: string }
  /** An installed program is not what was installed: it is not used, and where allowed installed again. */
  | { type: 'changed'; id: string; reason: string };

export interface ToolOptions {
  mode: ToolMode;
  /** Whether what is missing may be installed. */
  install: boolean;
  /** No connection may be made. */
  offline: boolean;
  /** Absolute folder of what Muster installs; made when missing. */
  store: string;
  /** Absolute path of the folder of a scanner's adapter, where its lock files are. */
  scannerFolder: (id: string) => string;
  /** Absolute folders whose files must never be run: the target. It must not supply its own examiner. */
  avoid: string[];
  onProgress?(event: ToolEvent): void;
  cancel?: AbortSignal;
}

/** A source that Muster installs from itself. */
export type ManagedSource = Exclude<InstallSource, PathSource>;

/** An installation that did not come about; its message is for people, and one line. */
export class InstallError extends Error {
  override name = 'InstallError';
}
