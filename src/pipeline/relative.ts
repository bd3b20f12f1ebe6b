import path from 'node:path';

/**
 * Gives the function that turns any path a scanner prints into the inventory's form.
 * @param roots absolute folders that stand for the target: itself, and the view the scanner was shown
 */
export function relativeTo(...roots: string[]): (printed: string) => string {
  return (printed) => {
    const plain = printed.startsWith('file://') ? decodeURIComponent(printed.slice('file://'.length)) : printed;
    if (path.isAbsolute(plain)) {
      for (const root of roots) {
        const below = path.relative(root, plain);
        if (below !== '' && !below.startsWith('..') && !path.isAbsolute(below)) return below.replaceAll(path.sep, '/');
      }
      // Some scanners print the target's own paths with a slash in front.
      return plain.replace(/^\/+/, '');
    }
    return path.posix.normalize(plain.replaceAll(path.sep, '/')).replace(/^\.\//, '');
  };
}

/**
 * Gives the function that tells whether a path of the target, in the inventory's form, is one of these folders or below it.
 * @param root absolute path of the target
 * @param folders absolute paths; one that is not below the target holds nothing of it
 */
export function below(root: string, folders: string[]): (file: string) => boolean {
  const inside = folders
    .map((folder) => path.relative(root, folder).replaceAll(path.sep, '/'))
    .filter((folder) => folder !== '' && !folder.startsWith('..'));
  return (file) => inside.some((folder) => `${file}/`.startsWith(`${folder}/`));
}
