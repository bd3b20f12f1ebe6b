/** The commit of a release of an action, and who says that it is that. */
export interface ActionPin {
  /** `owner/name` of the repository. */
  action: string;
  tag: string;
  /** 40 hexadecimal digits; null where nobody could be asked. */
  commit: string | null;
  /** Where this commit was seen to be that of the tag. */
  seen: string;
}

/** The repository of an action: `github/codeql-action` of `github/codeql-action/upload-sarif`. */
function repositoryOf(action: string): string {
  return action.split('/').slice(0, 2).join('/');
}

/**
 * The line that uses an action. A tag can be moved to another commit by whoever holds the repository, a commit cannot:
 * where only a tag is known, the line says how to pin it.
 * @throws Error for an action that is not among the pins
 */
export function usesLine(action: string, pins: readonly ActionPin[]): string {
  const repository = repositoryOf(action);
  const pin = pins.find((known) => known.action === repository);
  if (pin === undefined) throw new Error(`no release of ${action} is known`);
  if (pin.commit !== null) return `uses: ${action}@${pin.commit} # ${pin.tag}`;
  return `uses: ${action}@${pin.tag} # not pinned: with a connection, muster init --force pins it`;
}
