import { createHmac, type KeyObject } from 'node:crypto'
import type { Clock } from '@amparo/kernel'
import type { UnitOfWork } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { countTry, PER_ACCOUNT, PER_ADDRESS, type Throttle } from '../domain/throttle.ts'
import { forgetAttempts, lockAttempts, saveAttempts, takeBackTry } from '../store/attempts.ts'

export interface Try {
  /** Canonical. Counted alike whether or not there is such an account: a block tells nothing. */
  readonly username: string
  /** Where it came from. */
  readonly address: string
}

export interface TryLimit {
  /** Counts one try. Throws `sign_in_blocked` when there were too many of this name, or from this address. */
  count(of: Try): Promise<void>
  /** It was right: the name starts anew, and the address gets its try back. */
  succeeded(of: Try): Promise<void>
}

export function limitTries({ run, key, now }: { run: UnitOfWork; key: KeyObject; now: Clock }): TryLimit {
  // Hashed with a key: the table tells neither the names that people type (a password among them, at times) nor addresses.
  const keyOf = (kind: string, text: string) => createHmac('sha256', key).update(`${kind}\0${text}`).digest()
  const nameKey = ({ username }: Try) => keyOf('name', username)
  const addressKey = ({ address }: Try) => keyOf('address', address)

  const countOne = (attemptKey: Uint8Array, throttle: Throttle) =>
    run(async tx => {
      const next = countTry(await lockAttempts(tx, attemptKey), throttle, now())
      if (!next) throw errors.sign_in_blocked()
      await saveAttempts(tx, attemptKey, next)
    })

  return {
    count: async of => {
      await countOne(addressKey(of), PER_ADDRESS)
      await countOne(nameKey(of), PER_ACCOUNT)
    },
    succeeded: of =>
      run(async tx => {
        await forgetAttempts(tx, nameKey(of))
        await takeBackTry(tx, addressKey(of))
      }),
  }
}
