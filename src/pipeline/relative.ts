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
