import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { buildImage } from './build.js';

const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(path.join(os.tmpdir(), 'muster-image-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true });
});

describe('buildImage', () => {
  it('writes a layout whose digests are those of its blobs', async () => {
    const image = await buildImage({ 'etc/motd': 'hello\n' }, { User: '1000' }, folder());
    const read = (file: string) => JSON.parse(readFileSync(path.join(image.layout, file), 'utf8'));
    const blob = (digest: string) => read(`blobs/sha256/${digest.slice('sha256:'.length)}`);
    const [entry] = read('index.json').manifests;
    expect(entry.digest).toBe(image.digest);
    const manifest = blob(entry.digest);
    const config = blob(manifest.config.digest);
    expect(config.config).toEqual({ User: '1000' });
    expect(config.rootfs.diff_ids).toEqual([manifest.layers[0].digest]);
    const layer = path.join(image.layout, 'blobs/sha256', manifest.layers[0].digest.slice('sha256:'.length));
    expect(execFileSync('tar', ['-xOf', layer, 'etc/motd'], { encoding: 'utf8' })).toBe('hello\n');
  });

  it('writes an archive as docker save does, of the same layer and configuration', async () => {
    const image = await buildImage({ 'etc/motd': 'hello\n' }, {}, folder());
    const read = (name: string) => execFileSync('tar', ['-xOf', image.archive, name]);
    const [inside] = JSON.parse(read('manifest.json').toString());
    const config = JSON.parse(read(inside.Config).toString());
    expect(config.os).toBe('linux');
    expect(read(inside.Layers[0]).includes('hello')).toBe(true);
  });

  it('gives the same digest for the same input and another for another', async () => {
    const [a, b, c] = await Promise.all([
      buildImage({ x: '1', y: '2' }, {}, folder()),
      buildImage({ y: '2', x: '1' }, {}, folder()),
      buildImage({ x: '1', y: '3' }, {}, folder()),
    ]);
    expect(a.digest).toBe(b.digest);
    expect(a.digest).not.toBe(c.digest);
  });

  it('writes a layout as Cosign does, with a signature over the digest by each signer', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const image = await buildImage({ x: '1' }, {}, folder(), { signers: [privateKey] });
    const bytes = (digest: string) => readFileSync(path.join(image.layout, 'blobs/sha256', digest.slice(7)));
    const { manifests } = JSON.parse(readFileSync(path.join(image.layout, 'index.json'), 'utf8'));
    expect(manifests.map(({ annotations }: { annotations: object }) => annotations)).toEqual([
      { kind: 'dev.cosignproject.cosign/image' },
      { kind: 'dev.cosignproject.cosign/sigs' },
    ]);
    expect(manifests[0].digest).toBe(image.digest);
    const [layer] = JSON.parse(bytes(manifests[1].digest).toString()).layers;
    const payload = bytes(layer.digest);
    const signature = Buffer.from(layer.annotations['dev.cosignproject.cosign/signature'], 'base64');
    expect(verify('sha256', payload, publicKey, signature)).toBe(true);
    expect(JSON.parse(payload.toString()).critical.image).toEqual({ 'docker-manifest-digest': image.digest });
  });

  it('writes one without signatures where nobody signs, of the same image', async () => {
    const [saved, plain] = await Promise.all([
      buildImage({ x: '1' }, {}, folder(), { signers: [] }),
      buildImage({ x: '1' }, {}, folder()),
    ]);
    expect(saved.digest).toBe(plain.digest);
    const { manifests } = JSON.parse(readFileSync(path.join(saved.layout, 'index.json'), 'utf8'));
    expect(manifests).toHaveLength(1);
  });
});
