export type PlatformCode =
  | 'ALREADY_RUNNING'
  | 'DATA_UNUSABLE'
  | 'DISK_FULL'
  | 'NOT_WRITABLE'
  | 'NO_BINARY'
  | 'PORT_TAKEN'
  | 'START_FAILED'
  | 'TIMEOUT'
  | 'UNSUPPORTED'

/** Something about this machine stands in the way. The message is for the person at the terminal and says what to do. */
export class PlatformError extends Error {
  override readonly name = 'PlatformError'
  readonly code: PlatformCode

  constructor(code: PlatformCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

const reset = 'Start again with empty state: npm start -- --reset'

/** Data that are there and are not what they should be: nothing is guessed, nothing is overwritten. */
export const unusable = (what: string): PlatformError => new PlatformError('DATA_UNUSABLE', `${what} ${reset}`)
