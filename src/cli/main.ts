#!/usr/bin/env node
import { musterVersion } from '../model/version.js';

// Everything else is loaded only when it is needed: a version is asked for more often than a scan.
const [only, ...more] = process.argv.slice(2);
if (more.length === 0 && (only === '--version' || only === '-V')) console.log(musterVersion());
else await import('./program.js').then(({ runProgram }) => runProgram(process.argv));
