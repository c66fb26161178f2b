import { createHmac, type KeyObject } from 'node:crypto'
import type { Clock } from '@amparo/kernel'
import type { Reader, Transaction, UnitOfWork } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { countTry, PER_ACCOUNT, PER_ADDRESS, type Throttle } from '../domain/throttle.ts'
import { forgetAttempts, isFamiliar, lockAttempts, saveAttempts, saveFamiliar, takeBackTry } from '../store/attempts.ts'

export interface Try {
  /** Canonical. Counted alike whether or not there is such an account: a block tells nothing. */
  readonly username: string
  /** Where it came from. */
  readonly address: string
}

export interface TryLimit {
  /**
   * Counts one try. Throws `sign_in_blocked` when there were too many of this name, or from this address. Where the name has signed in of late
   * it has a count of its own: a stranger who tries it elsewhere keeps nobody out.
   */
  count(of: Try): Promise<void>
  /** It was right: the name starts anew there, and the address gets its try back. */
  succeeded(of: Try): Promise<void>
}

/** So long after a sign-in its address is familiar. */
export const FAMILIAR_MS = 28 * 86_400_000

export function limitTries({ run, key, now }: { run: UnitOfWork; key: KeyObject; now: Clock }): TryLimit {
  // Hashed with a key: the table tells neither the names that people type (a password among them, at times) nor addresses.
  const keyOf = (kind: string, text: string) => createHmac('sha256', key).update(`${kind}\0${text}`).digest()
  const placeKey = ({ username, address }: Try) => keyOf('name-at', JSON.stringify([username, address]))
  const nameKey = async (reader: Reader, of: Try) => {
    const familiar = await isFamiliar(reader, placeKey(of), new Date(now().getTime() - FAMILIAR_MS))
    return familiar ? placeKey(of) : keyOf('name', of.username)
  }
  const addressKey = ({ address }: Try) => keyOf('address', address)

  const countOne = (keyIn: (tx: Transaction) => Promise<Uint8Array>, throttle: Throttle) =>
    run(async tx => {
      const attemptKey = await keyIn(tx)
      const next = countTry(await lockAttempts(tx, attemptKey), throttle, now())
      if (!next) throw errors.sign_in_blocked()
      await saveAttempts(tx, attemptKey, next)
    })

  return {
    count: async of => {
      await countOne(async () => addressKey(of), PER_ADDRESS)
      await countOne(tx => nameKey(tx, of), PER_ACCOUNT)
    },
    succeeded: of =>
      run(async tx => {
        await forgetAttempts(tx, await nameKey(tx, of))
        await saveFamiliar(tx, placeKey(of), now())
        await takeBackTry(tx, addressKey(of))
      }),
  }
}
