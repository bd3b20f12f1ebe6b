export interface Limits {
  /** Milliseconds. */
  timeout: number;
}

export const LIMITS: Limits = { timeout: 5000 };
