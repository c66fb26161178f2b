/** A command line that says nothing to us: told to the person together with the usage, never as a stack trace. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
