import { DockerfileParser, From } from 'dockerfile-ast';
import { groupBy } from '../../model/collections.js';
import { numbered, type Region } from './region.js';

const keywordOf = ({ name }: Region) => name.split(' ')[0]?.toLowerCase() ?? '';
const isWithin = (inner: Region, outer: Region) => inner.startLine >= outer.startLine && inner.endLine <= outer.endLine;

/**
 * Some call an instruction `RUN in stage build`, or `RUN in the final stage` in the one that the image is made of. That
 * names it where it is the only one of its kind there.
 */
function nameInstructions(regions: Region[], final: Region | undefined): Region[] {
  final?.calledAs.push('the final stage');
  const instructions = regions.filter(({ scope }) => scope === 'instruction');
  const called = regions
    .filter(({ scope }) => scope === 'stage')
    .flatMap((stage) => {
      const inside = instructions.filter((one) => isWithin(one, stage));
      return stage.calledAs.flatMap((name) =>
        inside.map((region) => ({
          region,
          as: `${keywordOf(region)} in ${name === 'the final stage' ? name : `stage ${name}`}`,
        })),
      );
    });
  for (const same of groupBy(called, ({ as }) => as).values()) {
    const [only] = same;
    if (only && same.length === 1) only.region.calledAs.push(only.as);
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
  return numbered(nameInstructions(regions, stage));
}
