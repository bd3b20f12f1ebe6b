import os from 'node:os';

/** What a job takes while it runs, and how long it is expected to take. */
export interface Weight {
  /** Kept busy for the most of the time; a program with more threads shares the rest with its neighbours. */
  cores: number;
  memoryMB: number;
  /** Expected; the longest start first, so that none is left over when the others have ended. */
  seconds: number;
}

interface Waiting {
  weight: Weight;
  start: () => void;
  passedOver: number;
}

/** How often a job that needs more than is free lets smaller ones go first, before it is waited for. */
const PATIENCE = 4;

/** Runs jobs side by side within the cores and the memory there are: longest first, each as soon as it fits. */
export class Scheduler {
  private freeCores: number;
  private freeMB: number;
  /** How many may be busy at once. */
  readonly cores: number;
  private readonly memoryMB: number;
  private readonly queue: Waiting[] = [];

  /**
   * @param cores how many may be busy at once
   * @param memoryMB how much may be taken at once; four fifths of what the machine has free when not given
   */
  constructor(cores: number, memoryMB = (os.freemem() / 2 ** 20) * 0.8) {
    this.cores = this.freeCores = Math.max(1, cores);
    this.memoryMB = this.freeMB = memoryMB;
  }

  /** Runs `job` when there is room. A job heavier than the machine counts as taking all of it. */
  async run<Result>(weight: Weight, job: () => Promise<Result>): Promise<Result> {
    const capped = {
      ...weight,
      cores: Math.min(weight.cores, this.cores),
      memoryMB: Math.min(weight.memoryMB, this.memoryMB),
    };
    await new Promise<void>((start) => {
      const at = this.queue.findIndex((waiting) => waiting.weight.seconds < capped.seconds);
      this.queue.splice(at < 0 ? this.queue.length : at, 0, { weight: capped, start, passedOver: 0 });
      // Jobs that are handed in together are compared with each other before the first one starts.
      setImmediate(() => this.fill());
    });
    try {
      return await job();
    } finally {
      this.freeCores += capped.cores;
      this.freeMB += capped.memoryMB;
      this.fill();
    }
  }

  private fits({ cores, memoryMB }: Weight): boolean {
    return cores <= this.freeCores && memoryMB <= this.freeMB;
  }

  private fill(): void {
    for (let at = 0; at < this.queue.length; ) {
      const waiting = this.queue[at] as Waiting;
      if (this.fits(waiting.weight)) {
        this.queue.splice(at, 1);
        this.freeCores -= waiting.weight.cores;
        this.freeMB -= waiting.weight.memoryMB;
        for (const earlier of this.queue.slice(0, at)) earlier.passedOver++;
        waiting.start();
        continue;
      }
      if (waiting.passedOver >= PATIENCE) return;
      at++;
    }
  }
}
