import type { Append } from '@amparo/asking'
import { type Action, timestampFromDate } from '@amparo/contracts'
import type { Caller } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'

/** Who reads, as the token says. */
export type Auditor = Pick<Caller, 'user' | 'agency' | 'acr'>

export interface LookDeps {
  readonly hub: string
  readonly append: Append
  readonly now: Clock
  readonly newId: NewId
}

export interface Look {
  readonly action: Action
  readonly code: string
  /** Of what is shown; by them the log knows in whose trail the look stands. Without any it is an entry, too. */
  readonly referralIds: readonly string[]
}

/**
 * That an auditor is about to be shown something, in the access log before they are: once, or once for each referral. Throws while it cannot be
 * written; then nothing is shown.
 */
export async function enterLook({ hub, append, now, newId }: LookDeps, by: Auditor, look: Look): Promise<void> {
  const { action, code, referralIds } = look
  for (const referralId of referralIds.length > 0 ? new Set(referralIds) : [''])
    await append({
      ...{ entryId: newId(), action, code, referralId, occurredAt: timestampFromDate(now()) },
      ...{ userId: by.user, agency: { hub, agencyId: by.agency }, authentication: by.acr },
    })
}
