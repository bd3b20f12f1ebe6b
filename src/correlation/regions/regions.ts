import path from 'node:path/posix';
import { dockerfileRegions } from './dockerfile.js';
import type { Region } from './region.js';
import { terraformRegions } from './terraform.js';
import { yamlRegions } from './yaml.js';

const DOCKERFILE = /(?:docker|container)file/i;
const YAML = ['.yaml', '.yml', '.json', '.template'];

/**
 * The parts of a file that findings can be about.
 * @param file its path, which tells what it is
 * @returns nothing for a file of another kind, or one that cannot be read
 */
export function regionsOf(file: string, text: string): Region[] {
  const extension = path.extname(file).toLowerCase();
  try {
    if (extension === '.tf') return terraformRegions(text);
    if (YAML.includes(extension)) return yamlRegions(text);
    return DOCKERFILE.test(path.basename(file)) ? dockerfileRegions(text) : [];
  } catch {
    // Whatever its parser could not bear: the findings in it stay apart.
    return [];
  }
}
