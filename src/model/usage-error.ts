/** The command line, the configuration or an input is wrong: said in one line a mistake, exit status 2, no stack trace. */
export class UsageError extends Error {
  override name = 'UsageError';
}
