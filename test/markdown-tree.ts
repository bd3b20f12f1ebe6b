import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** A document as the reference parser of GitHub's Markdown reads it. */
export function markdownTree(document: string): Root {
  return fromMarkdown(document, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** Every node below a node, and itself. */
export function* nodesOf(node: Nodes): Generator<Nodes> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* nodesOf(child);
}

/** What GitHub makes of a text after it has read the Markdown: mentions, references, addresses, emoji, mathematics. */
export const OBEYED_BY_GITHUB = /[@!%&~^]\w|#\d|\bGH-\d|\w-\d|https?:\/\/|www\.|:\w+:|\$/i;
