import { render } from 'preact';
import { Findings } from './findings.js';
import { Keys } from './keys.js';
import { Store } from './store.js';
import { setUpTheme } from './theme.js';

setUpTheme();
const [list, keys] = [document.getElementById('list'), document.getElementById('keys')];
if (keys) render(<Keys />, keys);
// There is none where nothing was found.
if (list) {
  list.replaceChildren();
  render(<Findings store={new Store()} />, list);
  // A link to a finding or to a filtered list leads there.
  if (location.hash.includes('=')) document.getElementById('findings')?.scrollIntoView({ behavior: 'instant' });
  performance.mark('muster-ready');
}
