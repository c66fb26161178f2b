const UNTOLD = 2

/**
 * Ends a command that can print no more: without a word where nobody reads it any more, as after `| head -1`, and with what is wrong where a
 * disk is full. Not with 1, by which some say that what they looked at does not hold.
 */
export function endIfUnprintable(): void {
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code !== 'EPIPE') process.stderr.write(`What was to be printed cannot be written (${code}).\n`)
    process.exit(UNTOLD)
  })
  // What is said beside the work does not end it.
  process.stderr.on('error', () => undefined)
}
