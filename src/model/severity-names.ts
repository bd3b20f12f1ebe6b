// Apart from their schemas, so that the command line can name them without loading a schema library.

/** How bad a finding is, worst first. `unknown` is not the mildest: it says that nobody has said. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info', 'unknown'] as const;

/** The severities that a gate can be set to. */
export const GATE_SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
