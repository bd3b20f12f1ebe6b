/** File names as arguments: a name that begins with a dash would be read as an option. */
export function asArguments(files: string[]): string[] {
  return files.map((file) => (file.startsWith('-') ? `./${file}` : file));
}
