import { describe, expect, it } from 'vitest';
import { scannerEnvironment } from './environment.js';

describe('the environment of a scanner', () => {
  it('has what it takes to reach the network, and neither tokens nor settings of the caller', () => {
    const from = { PATH: '/bin', HTTPS_PROXY: 'http://127.0.0.1:1', NPM_TOKEN: 'x', NODE_OPTIONS: '--x', HOME: '/me' };
    expect(scannerEnvironment('/home', { A: 'b' }, from)).toEqual({
      PATH: '/bin',
      HTTPS_PROXY: 'http://127.0.0.1:1',
      HOME: '/home',
      NO_COLOR: '1',
      CI: '1',
      A: 'b',
    });
  });

  it("names the caller's registry of npm without its password", () => {
    const { NPM_CONFIG_REGISTRY: registry } = scannerEnvironment(
      '/home',
      {},
      { NPM_CONFIG_REGISTRY: 'https://me:word@registry.example/npm/' },
    );
    expect(registry).toBe('https://registry.example/npm/');
  });

  it('leaves out a registry that is no address, and the one that npm took from the folder it was started in', () => {
    const from = { NPM_CONFIG_REGISTRY: 'me:word@registry', npm_config_registry: 'https://registry.example/' };
    expect(Object.keys(scannerEnvironment('/home', {}, from))).toEqual(['HOME', 'NO_COLOR', 'CI']);
  });
});
