/** What a file is, as far as a scanner would care. A file can be of several kinds. */
export type FileKind =
  | 'dockerfile'
  | 'compose'
  | 'kubernetes'
  | 'terraform'
  | 'cloudformation'
  | 'helm'
  | 'github-workflow'
  | 'github-action'
  | 'dependabot'
  | 'gitlab-ci'
  | 'python'
  | 'javascript'
  | 'typescript'
  | 'go'
  | 'java'
  | 'ruby'
  | 'php'
  | 'csharp'
  | 'rust'
  | 'c'
  | 'shell'
  | 'lockfile'
  | 'manifest'
  | 'binary';

export interface InventoryFile {
  /** Relative to the target's root, forward slashes. Bytes that are not UTF-8 are written `\xNN`. */
  path: string;
  /** Bytes. */
  size: number;
  kinds: FileKind[];
  /** OSV's name of the ecosystem, for lock files and manifests: `npm`, `PyPI`, `Go`, `crates.io`, … */
  ecosystem?: string;
  /** Set when the name cannot be handed to a program as text: such a file can only be looked at by a walk over its folder. */
  nameIsNotUtf8?: true;
}

/** Why something is not in the inventory. Only `unreadable` is a hole in the evidence that nobody asked for. */
export type HiddenKind = 'ignored' | 'excluded' | 'link' | 'not-a-file' | 'repository' | 'deleted' | 'unreadable';

/** Something in the target that is left out of the inventory. */
export interface HiddenPath {
  /** Folders end in a slash. */
  path: string;
  kind: HiddenKind;
  /** In words: `.gitignore`, `unreadable: EACCES`, the reason in the configuration. */
  why: string;
}

export interface GitFacts {
  /** Absolute path of the work tree's top. */
  top: string;
  /** Path of the target inside the work tree, '' when it is the top. */
  prefix: string;
  /** Undefined when there is no commit yet. */
  commit?: string;
  /** Commits missing because the clone is shallow: history scanners cannot see them. */
  shallow: boolean;
}

/** Everything in the target that could be scanned, and everything that was left out. */
export interface Inventory {
  /** Absolute path of the target. */
  root: string;
  git?: GitFacts;
  /** Sorted by path. */
  files: InventoryFile[];
  hidden: HiddenPath[];
  /** Things the user should know about how the list was made. */
  notes: string[];
}

/** The paths of the files of these kinds, in the inventory's order. */
export function pathsOfKind(inventory: Inventory, ...kinds: FileKind[]): string[] {
  return inventory.files
    .filter((file) => !file.nameIsNotUtf8 && file.kinds.some((kind) => kinds.includes(kind)))
    .map((file) => file.path);
}
