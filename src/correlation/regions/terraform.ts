import { type Block, hclBlocks } from './hcl.js';
import { numbered, type Region } from './region.js';

/** Blocks whose labels make them an address. `resource "a" "b"` is `a.b`, the others have their keyword in front. */
const AT_TOP = new Set(
  'resource data module provider variable output terraform locals ephemeral check import moved'.split(' '),
);

function addressOf({ type, labels }: Block): string {
  return [...(type === 'resource' ? [] : [type]), ...labels].join('.');
}

interface Top {
  block: Block;
  region: Region;
}

/** By which a block in a resource is known among its kind. */
const TELLING = ['name', 'from_port', 'to_port', 'protocol'];

function nameOfBlock({ type, labels, settings }: Block): string {
  const telling = TELLING.flatMap((name) => settings.find((setting) => setting.name === name)?.values.join(',') ?? []);
  return [type, ...labels, ...telling].join(' ');
}

function blocksIn({ blocks }: Block, within: string): Region[] {
  return blocks.flatMap((block) => {
    const name = `${within}/${nameOfBlock(block)}`;
    const { type: kind, startLine, endLine, settings } = block;
    return [
      { scope: 'block' as const, name, calledAs: [], startLine, endLine, kind, settings },
      ...blocksIn(block, name),
    ];
  });
}

/** The blocks in a block at the top; one that holds none is a block of its own. */
function blockRegions({ block, region }: Top): Region[] {
  return block.blocks.length > 0 ? blocksIn(block, region.name) : [{ ...region, scope: 'block' }];
}

/**
 * The resource that another one belongs to: `aws_s3_bucket_acl` refers to an `aws_s3_bucket`, in the attribute that says
 * whose ACL it is.
 */
function ownerOf({ block }: Top, byAddress: Map<string, Top>): Top | undefined {
  if (block.type !== 'resource') return undefined;
  const [type = ''] = block.labels;
  for (const value of block.settings.flatMap((setting) => setting.values)) {
    const address = /^(?:\$\{)?(\w+\.[\w-]+)/.exec(value)?.[1] ?? '';
    const owner = byAddress.get(address);
    if (owner?.block.type === 'resource' && type.startsWith(`${owner.block.labels[0]}_`)) return owner;
  }
  return undefined;
}

/** What stands in a Terraform file: resources and the like, the blocks in them, and resources with what belongs to them. */
export function terraformRegions(text: string): Region[] {
  const blocks = hclBlocks(text).filter(({ type }) => AT_TOP.has(type));
  const regions = numbered(
    blocks.map((block): Region => {
      const name = addressOf(block);
      const { startLine, endLine, settings } = block;
      const kind = block.labels[0] ?? block.type;
      return { scope: 'resource', name, calledAs: [name.toLowerCase()], startLine, endLine, kind, settings };
    }),
  );
  const tops = regions.map((region, index): Top => ({ region, block: blocks[index] as Block }));
  const byAddress = new Map(tops.map((top) => [top.region.name, top]));
  return [
    ...regions,
    ...tops.map(
      (top): Region => ({ ...top.region, scope: 'owner', name: (ownerOf(top, byAddress) ?? top).region.name }),
    ),
    ...numbered(tops.flatMap(blockRegions)),
  ];
}
