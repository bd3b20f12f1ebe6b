/**
 * npm run faults [-- ID…]: provokes every fault in every scanner and prints what became of it; without ids it writes the
 * matrix into docs/faults.md. The same cells are run by the tests.
 */
import { writeFile } from 'node:fs/promises';
import { loadScanners } from '../src/scanners/registry.js';
import { type Cell, FAULTS } from '../test/faults/faults.js';
import { stage } from '../test/faults/take.js';

const wanted = process.argv.slice(2);
const scanners = (await loadScanners()).filter(({ id }) => wanted.length === 0 || wanted.includes(id));
const rows: string[][] = [];
let bad = 0;
for (const scanner of scanners) {
  const subject = await stage(scanner);
  const cells: (Cell | string)[] = [];
  for (const fault of FAULTS) {
    const cell = subject ? await fault.provoke(subject) : 'neither its program nor a recording is here';
    cells.push(cell);
    const said = typeof cell === 'string' ? `– ${cell}` : `${cell.status}, verdict ${cell.verdict}: ${cell.reason}`;
    console.error(`${scanner.id} | ${fault.title} | ${said}`.slice(0, 200));
    if (
      typeof cell !== 'string' &&
      (cell.verdict === 'pass' || (cell.status === 'completed' && cell.canary !== 'found'))
    )
      bad++;
  }
  const basis = subject ? subject.from : 'none';
  rows.push([scanner.id, basis, ...cells.map((cell) => (typeof cell === 'string' ? '–' : cell.status))]);
}

const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
const header = ['scanner', 'played on', ...FAULTS.map(({ title }) => title)];
const table = [header, header.map(() => '---'), ...rows].map(line).join('\n');
console.log(table);
const page = `# What becomes of faults

<!-- Written by npm run faults. -->

Each scanner, each way in which it can go wrong, and the status that its line of the roll call has then. No cell ends in
the verdict \`pass\`, and \`completed\` stands only where the whole output is there in spite of the fault and the canary was
found. A dash: the scanner cannot have this fault, or its program was not there to provoke it.

Faults of the program are played on what the real one left behind: live, a moment ago; or from a recording. Databases,
networks and disks are real.

${table}
`;
if (wanted.length === 0) await writeFile('docs/faults.md', page);
process.exitCode = bad > 0 ? 1 : 0;
