import { hashPassword, verifyPassword } from '@amparo/crypto'

/** Codes that are told to somebody: of few digits, so that only a slow hash of each is kept. */
export interface Codes {
  hash(code: string): Promise<string>
  /** Where nothing is kept a code is compared all the same: the time it takes tells nothing. */
  isRight(code: string, kept: string | undefined): Promise<boolean>
}

export function codesBy(hash: Codes['hash'] = code => hashPassword(code)): Codes {
  let nothing: Promise<string> | undefined
  const ofNone = () => {
    nothing ??= hash('nothing')
    return nothing
  }
  return { hash, isRight: async (code, kept) => verifyPassword(code, kept ?? (await ofNone())) }
}
