import type { ActionPin } from './pins.js';

/**
 * The actions that Muster's own templates use. Each commit was read from the tag of a clone, on the day of the newest
 * commit in it; none is made up. `muster init` asks for newer ones where there is a connection.
 */
export const KNOWN_PINS: ActionPin[] = [
  {
    action: 'actions/checkout',
    tag: 'v7.0.1',
    commit: '3d3c42e5aac5ba805825da76410c181273ba90b1',
    seen: 'the tag in a clone of github.com/actions/checkout of 2026-07-20',
  },
  {
    action: 'actions/setup-node',
    tag: 'v7.0.0',
    commit: '820762786026740c76f36085b0efc47a31fe5020',
    seen: 'the tag in a clone of github.com/actions/setup-node of 2026-08-18',
  },
  {
    action: 'actions/setup-python',
    tag: 'v7.0.0',
    commit: '5fda3b95a4ea91299a34e894583c3862153e4b97',
    seen: 'the tag in a clone of github.com/actions/setup-python of 2026-07-19',
  },
  {
    action: 'actions/setup-go',
    tag: 'v7.0.0',
    commit: 'b7ad1dad31e06c5925ef5d2fc7ad053ef454303e',
    seen: 'the tag in a clone of github.com/actions/setup-go of 2026-08-19',
  },
  {
    action: 'actions/cache',
    tag: 'v5.0.5',
    commit: '27d5ce7f107fe9357f9df03efb73ab90386fccae',
    seen: 'the tag in a clone of github.com/actions/cache of 2026-04-13',
  },
  {
    action: 'actions/upload-artifact',
    tag: 'v7.0.0',
    commit: 'bbbca2ddaa5d8feaa63e36b76fdaad77386f024f',
    seen: 'the tag in a clone of github.com/actions/upload-artifact of 2026-02-25',
  },
  {
    action: 'github/codeql-action',
    tag: 'v4.36.2',
    commit: '8aad20d150bbac5944a9f9d289da16a4b0d87c1e',
    seen: 'the tag in a clone of github.com/github/codeql-action of 2026-06-13',
  },
];
