import { setMaxListeners } from 'node:events';
import { EXIT } from './exit-status.js';

/**
 * An abort on the first Ctrl-C or SIGTERM; the second one ends the process at once.
 * @param doing what Muster does about it, said on standard error
 */
export function cancellation(doing: string): AbortSignal {
  const controller = new AbortController();
  // Each run and each installation listens while it lasts: many at once are no leak.
  setMaxListeners(0, controller.signal);
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    console.error(`muster: interrupted; ${doing} (once more to stop at once)`);
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return controller.signal;
}
