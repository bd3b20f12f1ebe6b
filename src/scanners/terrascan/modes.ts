import { type Inventory, pathsOfKind } from '../../model/inventory.js';
import type { ScanInput } from '../../model/scanner.js';

interface Mode {
  /** For `--iac-type`. */
  type: 'docker' | 'k8s' | 'cft' | 'terraform';
  /** For `--policy-type`: of which policies it can make use. The fewer it reads, the sooner it is done. */
  policies: string[];
  files(inventory: Inventory): string[];
}

export const MODES = {
  dockerfile: { type: 'docker', policies: ['docker'], files: (inventory) => pathsOfKind(inventory, 'dockerfile') },
  kubernetes: {
    type: 'k8s',
    policies: ['k8s'],
    // The templates of a chart are not YAML yet.
    files: (inventory) => {
      const templates = new Set(pathsOfKind(inventory, 'helm'));
      return pathsOfKind(inventory, 'kubernetes').filter((file) => !templates.has(file));
    },
  },
  cloudformation: { type: 'cft', policies: ['aws'], files: (inventory) => pathsOfKind(inventory, 'cloudformation') },
  terraform: {
    type: 'terraform',
    policies: ['aws', 'azure', 'gcp', 'github', 'k8s'],
    // It reads no values.
    files: (inventory) => pathsOfKind(inventory, 'terraform').filter((file) => /\.tf(?:\.json)?$/.test(file)),
  },
} satisfies Record<string, Mode>;

export type ModeName = keyof typeof MODES;

export function modeOf({ mode = 'dockerfile' }: Pick<ScanInput, 'mode'>): ModeName {
  return mode as ModeName;
}

/** One run for each kind of code: it reads its policies anew each time, and a file that it cannot read costs no other. */
export function inputsOf(inventory: Inventory): ScanInput[] {
  return (Object.keys(MODES) as ModeName[]).flatMap((mode) => {
    const files = MODES[mode].files(inventory);
    return files.length > 0 ? [{ label: mode, mode, files }] : [];
  });
}
