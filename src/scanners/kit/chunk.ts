/**
 * What the arguments of one program may come to, in bytes. macOS allows 1 MiB for arguments and environment together
 * (`getconf ARG_MAX`), Linux 2 MiB at its usual stack limit (execve(2)); a quarter is left to the environment and flags.
 */
const ARGUMENT_BYTES = 768 * 1024;
/** Each argument also costs its pointer and the zero byte at its end. */
const BYTES_BESIDES = 9;

/**
 * Splits file names so that each part can be handed to a program as arguments. Keeps their order.
 * @returns no part for no names; a name that is too long by itself is a part of its own
 */
export function chunkArguments(names: string[], limit = ARGUMENT_BYTES): string[][] {
  const chunks: string[][] = [];
  let room = 0;
  for (const name of names) {
    const bytes = Buffer.byteLength(name) + BYTES_BESIDES;
    const last = chunks.at(-1);
    if (last && bytes <= room) {
      last.push(name);
      room -= bytes;
    } else {
      chunks.push([name]);
      room = limit - bytes;
    }
  }
  return chunks;
}

/** What a part is called in the ledger: `.` when it is the only one, else `part 1 of 3`. */
export function chunkLabel(index: number, count: number): string {
  return count === 1 ? '.' : `part ${index + 1} of ${count}`;
}
