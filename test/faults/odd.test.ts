import { loadScanners } from '../../src/scanners/registry.js';
import { testFaultsOf } from './suite.js';

// Every other scanner: two files, so that both cores of a small machine have something to do.
testFaultsOf((await loadScanners()).filter((_, index) => index % 2 === 1));
