const HEREDOC = /<<-?\s*(["']?)([A-Za-z_]\w*)\1/g;

/** The instructions of a Dockerfile: where each begins, and whether a here-document follows it. */
interface Instruction {
  /** Index of the line. */
  line: number;
  word: string;
  hasHeredoc: boolean;
}

/** @see https://docs.docker.com/reference/dockerfile/#format */
export function instructionsOf(lines: string[]): Instruction[] {
  const continuation = lines.slice(0, 5).some((line) => /^#\s*escape\s*=\s*`/i.test(line)) ? '`' : '\\';
  const found: Instruction[] = [];
  let isContinued = false;
  let pending: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (pending.length > 0 && !isContinued) {
      if (line.trim() === pending[0]) pending = pending.slice(1);
      continue;
    }
    if (/^\s*(?:#|$)/.test(line)) continue; // also between the lines of one instruction
    const word = /^\s*([A-Za-z]+)(?=\s|$)/.exec(line)?.[1];
    if (!isContinued && word) found.push({ line: index, word, hasHeredoc: false });
    const current = found.at(-1);
    if (current && /^(?:run|copy|add)$/i.test(current.word)) {
      const ends = [...line.matchAll(HEREDOC)].map(([, , end = '']) => end);
      current.hasHeredoc ||= ends.length > 0;
      pending.push(...ends);
    }
    isContinued = line.trimEnd().endsWith(continuation);
  }
  return found;
}

/**
 * Writes each instruction as the policies have it. They ask for `docker_RUN` and for `docker_add`, by the letter, so
 * the one is never asked about a `run` and the other never about an `ADD`, although case means nothing in a Dockerfile.
 * @param types the resource types that the policies are about
 */
export function inTheirCase(text: string, types: string[]): string {
  const words = new Map<string, Set<string>>();
  for (const type of types) {
    const word = /^docker_(\w+)$/.exec(type)?.[1];
    if (word) words.set(word.toUpperCase(), (words.get(word.toUpperCase()) ?? new Set()).add(word));
  }
  const lines = text.split('\n');
  for (const { line, word } of instructionsOf(lines)) {
    const [known, ...others] = words.get(word.toUpperCase()) ?? [];
    if (known && others.length === 0) lines[line] = (lines[line] ?? '').replace(word, known);
  }
  return lines.join('\n');
}
