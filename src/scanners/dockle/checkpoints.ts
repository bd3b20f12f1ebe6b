import type { Severity } from '../../model/severity.js';

/** About the machine on which images are made, and about a name: nothing that is in an image. */
export const NOT_OF_THE_IMAGE = ['CIS-DI-0005', 'DKL-DI-0006'];

/** Of each checkpoint its level (pkg/types/checkpoint.go): what it prints is that of the last alert, which may be SKIP. */
export const LEVELS: Record<string, string> = {
  'CIS-DI-0001': 'WARN',
  'CIS-DI-0006': 'INFO',
  'CIS-DI-0007': 'FATAL',
  'CIS-DI-0008': 'INFO',
  'CIS-DI-0009': 'FATAL',
  'CIS-DI-0010': 'FATAL',
  'DKL-DI-0001': 'FATAL',
  'DKL-DI-0002': 'FATAL',
  'DKL-DI-0003': 'WARN',
  'DKL-DI-0004': 'FATAL',
  'DKL-DI-0005': 'FATAL',
  'DKL-LI-0001': 'FATAL',
  'DKL-LI-0002': 'FATAL',
  'DKL-LI-0003': 'INFO',
};

/** How many checkpoints its summary has to count. */
export const CHECKPOINTS = Object.keys(LEVELS).length + NOT_OF_THE_IMAGE.length;

export const SEVERITIES: Record<string, Severity> = { FATAL: 'high', WARN: 'medium', INFO: 'low' };

/** Checkpoints that read what the image says of how it was made. */
export const OF_HISTORY = [
  'CIS-DI-0007',
  'CIS-DI-0009',
  'CIS-DI-0010',
  'DKL-DI-0001',
  'DKL-DI-0003',
  'DKL-DI-0004',
  'DKL-DI-0005',
];
