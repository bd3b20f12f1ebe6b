import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Scheduler, type Weight } from './scheduler.js';

const tick = () => new Promise((resolve) => setImmediate(resolve));

describe('Scheduler', () => {
  it('starts the longest first', async () => {
    const scheduler = new Scheduler(1, 1000);
    const order: number[] = [];
    await Promise.all(
      [1, 5, 3].map((seconds) =>
        scheduler.run({ cores: 1, memoryMB: 1, seconds }, async () => {
          order.push(seconds);
          await tick();
        }),
      ),
    );
    expect(order).toEqual([5, 3, 1]);
  });

  it('goes on after a job that throws', async () => {
    const scheduler = new Scheduler(1, 1000);
    const weight = { cores: 1, memoryMB: 1, seconds: 1 };
    await expect(scheduler.run(weight, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(scheduler.run(weight, async () => 'yes')).resolves.toBe('yes');
  });

  it('runs a job that is heavier than the machine alone', async () => {
    await expect(new Scheduler(2, 100).run({ cores: 8, memoryMB: 9999, seconds: 1 }, async () => 'ran')).resolves.toBe(
      'ran',
    );
  });

  it('ends every job and never takes more than there is', async () => {
    const job = fc.record({
      cores: fc.integer({ min: 1, max: 4 }),
      memoryMB: fc.integer({ min: 1, max: 60 }),
      seconds: fc.integer({ min: 1, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(job, { maxLength: 25 }),
        fc.integer({ min: 1, max: 4 }),
        async (jobs: Weight[], cores) => {
          const scheduler = new Scheduler(cores, 100);
          let busy = 0;
          let taken = 0;
          let ended = 0;
          await Promise.all(
            jobs.map((weight) =>
              scheduler.run(weight, async () => {
                busy += Math.min(weight.cores, cores);
                taken += weight.memoryMB;
                expect(busy).toBeLessThanOrEqual(cores);
                expect(taken).toBeLessThanOrEqual(100);
                await tick();
                busy -= Math.min(weight.cores, cores);
                taken -= weight.memoryMB;
                ended++;
              }),
            ),
          );
          expect(ended).toBe(jobs.length);
        },
      ),
    );
  });
});
