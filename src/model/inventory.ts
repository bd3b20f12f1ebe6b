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
  /** Size, times and inode: with another stamp it is no longer the file that was listed. */
  stamp?: string;
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

/** A container image as a target: where a scanner can be pointed at it, the same bytes in three forms. */
export interface ImageFacts {
  /** As the user named it. */
  reference: string;
  /** Of the image's manifest for this platform: `sha256:…`. */
  digest: string;
  /** `linux/amd64`, `linux/arm64/v8`. */
  platform: string;
  /** Absolute path of an OCI image layout that holds this image alone. */
  layout: string;
  /** Absolute path of the same as `docker save` writes it. */
  archive: string;
}

/** Everything in the target that could be scanned, and everything that was left out. */
export interface Inventory {
  /** Absolute path of the target. */
  root: string;
  git?: GitFacts;
  /** Set when the target is an image; `root` is then a folder with what stands beside it, and `files` is empty. */
  image?: ImageFacts;
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
