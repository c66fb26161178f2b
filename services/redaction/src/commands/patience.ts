import { errors } from '../domain/errors.ts'

/** Two things that another hub sent one after the other may be handled the other way round. */
export const PATIENCE_MS = 60_000

export interface Patience {
  /** When this hub had it. */
  readonly receivedAt: Date
  readonly now: Date
  readonly patienceMs: number
}

/** For what belongs to a referral that is not known: throws `referral_not_here_yet`, to be tried again, for as long as it may yet come. */
export function awaitReferral({ receivedAt, now, patienceMs }: Patience): void {
  const waited = now.getTime() - receivedAt.getTime()
  // A time in the future is no reason to wait.
  if (waited >= 0 && waited < patienceMs) throw errors.referral_not_here_yet()
}
