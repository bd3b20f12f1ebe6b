import { DockerfileParser, From } from 'dockerfile-ast';
import { numbered, type Region } from './region.js';

/**
 * The stage that the image is made of, and the instructions in it of which there is one of a kind, are what some call
 * `the final stage` and `RUN in the final stage`.
 */
function nameFinal(regions: Region[], stage: Region | undefined): Region[] {
  if (!stage) return regions;
  stage.calledAs.push('the final stage');
  const inside = regions.filter(({ scope, startLine }) => scope === 'instruction' && startLine >= stage.startLine);
  const keyword = ({ name }: Region) => name.split(' ')[0]?.toLowerCase() ?? '';
  for (const region of inside) {
    const isOnly = inside.filter((other) => keyword(other) === keyword(region)).length === 1;
    if (isOnly) region.calledAs.push(`${keyword(region)} in the final stage`);
  }
  return regions;
}

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
  return numbered(nameFinal(regions, stage));
}
