type Members = Record<string, unknown>;

/** Whether a value is an object of JSON with all of these members. */
export function has(value: unknown, ...members: string[]): value is Members {
  return typeof value === 'object' && value !== null && members.every((member) => Object.hasOwn(value, member));
}

/** Whether a document is a list whose first row has all of these members. An empty list may be any scanner's. */
export function hasRows(document: unknown, ...members: string[]): document is [Members, ...unknown[]] {
  return Array.isArray(document) && has(document[0], ...members);
}

/** Whether a document is a bill of materials of CycloneDX that the named program wrote. */
export function isCycloneDxOf(document: unknown, tool: string): document is Members {
  if (!has(document, 'bomFormat', 'metadata') || !has(document['metadata'], 'tools')) return false;
  const { tools } = document['metadata'];
  // A list until 1.4, an object with components since.
  const listed = has(tools, 'components') ? tools['components'] : tools;
  return Array.isArray(listed) && listed.some((one) => has(one, 'name') && one['name'] === tool);
}

/** The text at a place in a document, where there is one. */
export function textAt(document: unknown, ...members: string[]): string | undefined {
  const found = members.reduce<unknown>((so, member) => (has(so, member) ? so[member] : undefined), document);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The version by which a program names itself in a bill of materials of CycloneDX. */
export function cycloneDxVersion(document: unknown, tool: string): string | undefined {
  if (!isCycloneDxOf(document, tool)) return undefined;
  const { tools } = document['metadata'] as { tools: unknown };
  const listed = (has(tools, 'components') ? tools['components'] : tools) as unknown[];
  return textAt(
    listed.find((one) => has(one, 'name') && one['name'] === tool),
    'version',
  );
}
