import type { Region } from './regions/region.js';
import type { Row } from './row.js';

/** Lines, from 1, inclusive. */
interface Span {
  start: number;
  end: number;
}

/** `module.net.aws_vpc.this[0]` is, in the module's own file, `aws_vpc.this`. */
export function calledAs(resource: string): string {
  return resource
    .toLowerCase()
    .replaceAll(/\[[^\]]*\]/g, '')
    .replace(/^(?:module\.[^.]+\.)+(?=[^.]+\.)/, '');
}

/**
 * The parts of a file that a row names, the most exact first. Some scanners name what is in the part after a comma:
 * `Deployment/web, container api`, `job build, step 2, actions/checkout@v4`.
 */
export function namedBy({ location }: Row, regions: Region[]): Region[] {
  if (location?.resource === undefined) return [];
  const name = calledAs(location.resource);
  const lengthOf = (region: Region) =>
    Math.max(
      0,
      ...region.calledAs.filter((one) => name === one || name.startsWith(`${one},`)).map((one) => one.length),
    );
  return regions.filter((region) => lengthOf(region) > 0).sort((a, b) => lengthOf(b) - lengthOf(a));
}

const isIn = (inner: Span, { startLine, endLine }: Region) => inner.start >= startLine && inner.end <= endLine;

/** The smallest part that holds all of these lines. */
export function smallestAround(span: Span, regions: Region[]): Region | undefined {
  const size = ({ startLine, endLine }: Region) => endLine - startLine;
  return regions.filter((region) => isIn(span, region)).sort((a, b) => size(a) - size(b))[0];
}
