import { hashPassword } from '@amparo/crypto'

let nothing: Promise<string> | undefined

/** Where there is nothing a code is compared all the same: the time it takes tells nothing. */
export const noCode = (): Promise<string> => {
  nothing ??= hashPassword('nothing')
  return nothing
}
