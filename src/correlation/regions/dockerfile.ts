import { DockerfileParser, From } from 'dockerfile-ast';
import { numbered, type Region } from './region.js';

/** The stages and instructions of a Dockerfile. */
export function dockerfileRegions(text: string): Region[] {
  const lines = text.split('\n');
  const instructions = DockerfileParser.parse(text).getInstructions();
  const regions: Region[] = [];
  let stage: Region | undefined;
  for (const instruction of instructions) {
    const { start, end } = instruction.getRange();
    const [startLine, endLine] = [start.line + 1, end.line + 1];
    const words = lines
      .slice(start.line, endLine)
      .join('\n')
      .replaceAll(/\\\r?\n/g, ' ');
    regions.push({
      ...{ scope: 'instruction', startLine, endLine, calledAs: [] },
      name: words.replaceAll(/\s+/g, ' ').trim(),
    });
    if (instruction instanceof From) {
      const name = instruction.getBuildStage() ?? instruction.getImage() ?? '';
      stage = { scope: 'stage', name, calledAs: [name.toLowerCase()], startLine, endLine };
      regions.push(stage);
    } else if (stage) stage.endLine = endLine;
  }
  return numbered(regions);
}
