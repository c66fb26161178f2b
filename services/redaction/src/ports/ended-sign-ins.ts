import { setTimeout as sleep } from 'node:timers/promises'
import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import {
  create,
  type EndedSignIn,
  EndedSignInsRequestSchema,
  EndedSignInsSchema,
  endedSignIns as question,
  timestampDate,
} from '@amparo/contracts'
import { verifyStatement } from '@amparo/crypto'
import { type Caller, httpErrors } from '@amparo/http'
import type { Clock } from '@amparo/kernel'

/** What accounts said longer ago lets nobody open anything (design: trust, People). */
const HEARD_WITHIN_MS = 60_000
/** Accounts' clock and its database's may differ. */
const CLOCKS_DIFFER_MS = 5_000

/**
 * Access tokens live for five minutes; sign-ins may end before: by signing out, for a token that came twice, when somebody leaves. What
 * was issued until then is believed no more, and nothing is while nobody says which have ended.
 */
export function endedSignIns(now: Clock) {
  let heardAt = Number.NEGATIVE_INFINITY
  let ended: readonly EndedSignIn[] = []
  return {
    /** Throws `unauthenticated` for one that has ended, `sign_in_unavailable` while that is not known. */
    check(caller: Pick<Caller, 'user' | 'jkt' | 'issuedAt'>): void {
      if (now().getTime() - heardAt > HEARD_WITHIN_MS) throw httpErrors.sign_in_unavailable()
      if (ended.some(one => isOf(one, caller))) throw httpErrors.unauthenticated()
    },
    /** Asks once. Throws when there is no answer, or none that verifies: then what was heard before stands, as long as it may. */
    async hear(ask: Ask, { signer, newId }: Pick<Verifying, 'signer' | 'newId'>): Promise<void> {
      const at = now()
      const request = create(EndedSignInsRequestSchema, { nonce: newId() })
      const answer = await ask(question, request)
      const bound = boundTo(EndedSignInsRequestSchema, request, now)
      const stated = verifyStatement(EndedSignInsSchema, 'ended-sign-ins.v1', answer.endedSignIns, signer, bound)
      ended = stated.endedSignIns
      heardAt = at.getTime()
    },
  }
}

/** Asks again and again, sooner while accounts is away, which is said once each time. Returns the way to stop. */
export function keepHearing(
  hear: () => Promise<void>,
  onAway: (error: unknown) => void,
  { everyMs = 5_000, awayEveryMs = 500 } = {},
): () => void {
  const stopping = new AbortController()
  const { signal } = stopping
  let isAway = false
  const once = async () => {
    try {
      await hear()
      isAway = false
    } catch (error) {
      if (!isAway && !signal.aborted) onAway(error)
      isAway = true
    }
  }
  const go = async () => {
    while (!signal.aborted) {
      await once()
      await sleep(isAway ? awayEveryMs : everyMs, undefined, { signal }).catch(() => undefined)
    }
  }
  void go()
  return () => stopping.abort()
}

function isOf({ at, of }: EndedSignIn, { user, jkt, issuedAt }: Pick<Caller, 'user' | 'jkt' | 'issuedAt'>): boolean {
  const isTheirs = of.case === 'userId' ? of.value === user : of.case === 'keyThumbprint' && of.value === jkt
  return isTheirs && (at === undefined || issuedAt.getTime() <= timestampDate(at).getTime() + CLOCKS_DIFFER_MS)
}
