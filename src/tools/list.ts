import type { FindingKind } from '../model/finding.js';
import type { ScannerDefinition } from '../model/scanner.js';
import { isManaged, plainVersion, sourceName } from './place.js';
import { findTool } from './tool.js';
import type { Tool, ToolOptions } from './types.js';

/** A scanner as `muster tools list --json` shows it. */
export interface ToolDescription {
  id: string;
  tier: ScannerDefinition['tier'];
  finds: FindingKind[];
  /** Of the program that is there, else the pinned one; null when neither is known. */
  version: string | null;
  /** Of the program that is there, else where it would come from first; null when there is no source. */
  source: Tool['source'] | null;
  installed: boolean;
  verified: ScannerDefinition['verified'];
}

/** What there is of each scanner, in the order given. Installs nothing. */
export async function describeTools(scanners: ScannerDefinition[], options: ToolOptions): Promise<ToolDescription[]> {
  return Promise.all(
    scanners.map(async (scanner) => {
      const tool = await findTool(scanner, options);
      const { id, tier, finds, verified } = scanner;
      const first = options.mode === 'path' ? scanner.install.find(({ kind }) => kind === 'path') : scanner.install[0];
      const pinned = first && isManaged(first) ? plainVersion(first) : null;
      return {
        id,
        tier,
        finds,
        version: tool?.version ?? pinned,
        source: tool?.source ?? (first ? sourceName(first) : null),
        installed: tool !== undefined,
        verified,
      };
    }),
  );
}
