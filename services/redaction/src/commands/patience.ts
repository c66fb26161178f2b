import { AppError, type Clock } from '@amparo/kernel'
import { errors } from '../domain/errors.ts'

/** Two things that another hub sent one after the other may be handled the other way round. */
const PATIENCE_MS = 60_000

/** What a service of this hub says while it, or what it works with, is away. Nothing that another hub sends can bring it about. */
const AWAY = new Set(['service_unavailable', 'database_unavailable', 'log_unavailable', 'key_store_unavailable'])

/**
 * How long what came from another hub waits for its referral: a minute in which nothing of this hub was away. While something is, the referral
 * waits too, and afterwards nothing says which of the two is tried first. Counted by this process: another one finds the same out by itself.
 */
export class Patience {
  readonly #now: Clock
  #wholeSince: number

  constructor(now: Clock, upSince: Date) {
    this.#now = now
    this.#wholeSince = upSince.getTime()
  }

  /** For what belongs to a referral that is not known: throws `referral_not_here_yet`, to be tried again, for as long as it may yet come. */
  awaitReferral(receivedAt: Date): void {
    const waited = this.#now().getTime() - Math.max(receivedAt.getTime(), this.#wholeSince)
    // A time in the future is no reason to wait.
    if (waited >= 0 && waited < PATIENCE_MS) throw errors.referral_not_here_yet()
  }

  /** Takes in what came, and passes on what that throws; what says that something is away has everybody's minute begin again. */
  async taking<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof AppError && AWAY.has(error.code)) this.#wholeSince = this.#now().getTime()
      throw error
    }
  }
}
