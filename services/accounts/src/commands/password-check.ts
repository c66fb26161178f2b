import { verifyPassword } from '@amparo/crypto'
import { errors } from '../domain/errors.ts'

/** A check costs 128 MiB and a third of a second of a core (libs/crypto/src/password.ts). */
const AT_ONCE = 2
const WAITING = 60

export type CheckPassword = (password: string, stored: string) => Promise<boolean>

/** Few at once, so that a crowd of sign-ins does not take the machine's memory. Throws `sign_in_busy` for a crowd too large. */
export function boundedPasswordCheck(check: CheckPassword = verifyPassword): CheckPassword {
  const waiting: (() => void)[] = []
  let running = 0
  return async (password, stored) => {
    if (running >= AT_ONCE) {
      if (waiting.length >= WAITING) throw errors.sign_in_busy()
      // Whoever ends hands its place on, so `running` stays as it is.
      await new Promise<void>(resolve => waiting.push(resolve))
    } else running++
    try {
      return await check(password, stored)
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
