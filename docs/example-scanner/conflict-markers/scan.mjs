// The program of the example: prints the lines that a merge left undecided. A real scanner's program is somebody else's.
import { readFileSync } from 'node:fs';

const files = process.argv.slice(2);
const results = [];
const unreadable = [];
for (const file of files) {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    for (const [at, text] of lines.entries())
      if (text.startsWith('<<<<<<< ')) results.push({ file, line: at + 1, text });
  } catch (error) {
    unreadable.push({ file, why: error.code });
  }
}
console.log(JSON.stringify({ read: files.length - unreadable.length, results, unreadable }));
process.exitCode = results.length > 0 ? 1 : 0;
