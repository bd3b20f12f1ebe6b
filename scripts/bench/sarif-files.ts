import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** A rule of the made-up linters, and the weakness it is about. */
const CWES = [22, 78, 79, 89, 94, 295, 327, 502, 601, 611, 798, 918];
const RULES = 240;
const WORDS =
  'A value that comes from outside of the program reaches this call unchecked, and whoever controls it can change what is done here';

function rules(tool: string): object[] {
  return Array.from({ length: RULES }, (_, index) => ({
    id: `${tool}-${String(index).padStart(3, '0')}`,
    shortDescription: { text: `Rule ${index} of ${tool}` },
    helpUri: `https://example.org/${tool}/${index}`,
    defaultConfiguration: { level: index % 3 === 0 ? 'error' : index % 3 === 1 ? 'warning' : 'note' },
    properties: { tags: ['security', `external/cwe/cwe-${String(CWES[index % CWES.length]).padStart(3, '0')}`] },
  }));
}

/**
 * Writes a log of SARIF as a linter of code would: about 460 bytes a result.
 * @param seed of two logs with different ones, every second result is at a place, and about a weakness, that the other has too
 */
export async function writeSarif(file: string, tool: string, results: number, seed: number): Promise<void> {
  const stream = createWriteStream(file);
  const write = async (text: string) => {
    if (!stream.write(text)) await once(stream, 'drain');
  };
  const driver = JSON.stringify({ name: tool, version: '1.2.3', rules: rules(tool) });
  await write(
    `{"version":"2.1.0","$schema":"https://json.schemastore.org/sarif-2.1.0.json","runs":[{"tool":{"driver":${driver}},"results":[`,
  );
  let batch = '';
  for (let index = 0; index < results; index++) {
    // Every second one is shared; the others are at lines of their own.
    const place = index % 2 === 0 ? index : index * 2 + seed;
    const rule = place % RULES;
    const startLine = 1 + (Math.floor(place / 2_000) % 4_000) * 2 + (index % 2 === 0 ? 0 : 1);
    const result = {
      ruleId: `${tool}-${String(rule).padStart(3, '0')}`,
      ruleIndex: rule,
      level: rule % 3 === 0 ? 'error' : rule % 3 === 1 ? 'warning' : 'note',
      message: { text: `${WORDS} (${place.toString(36)}).` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: `src/part_${place % 40}/module_${place % 2_000}.py`, uriBaseId: '%SRCROOT%' },
            region: { startLine, startColumn: 5, endLine: startLine, endColumn: 40 },
          },
        },
      ],
      partialFingerprints: { primaryLocationLineHash: `${(place * 2_654_435_761).toString(16)}:1` },
    };
    batch += `${index === 0 ? '' : ','}${JSON.stringify(result)}`;
    if (batch.length > 1 << 20) {
      await write(batch);
      batch = '';
    }
  }
  await write(`${batch}]}]}`);
  stream.end();
  await once(stream, 'finish');
}
