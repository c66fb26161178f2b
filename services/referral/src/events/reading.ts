import type { AgencyRef } from '@amparo/contracts'
import { errors } from '../domain/errors.ts'
import { isUuid } from '../domain/foreign.ts'
import type { Party } from '../domain/referral.ts'
import { isStatus, type Status } from '../domain/status.ts'

/** News that lacks what it must say is refused, not tried again. */
export function partyOf(ref: AgencyRef | undefined): Party {
  if (ref === undefined || ref.hub === '' || ref.agencyId === '') throw errors.news_unreadable()
  return { hub: ref.hub, agencyId: ref.agencyId }
}

export function uuidOf(id: string): string {
  if (!isUuid(id)) throw errors.news_unreadable()
  return id
}

/** Codes of a newer peer are unknown here: a RangeError becomes a refusal. */
export function codeOf<E extends number>(codes: { toCode(value: E): string }, value: E): string {
  try {
    return codes.toCode(value)
  } catch (cause) {
    throw errors.news_unreadable({ cause })
  }
}

export function statusOf(code: string): Status {
  if (!isStatus(code)) throw errors.news_unreadable()
  return code
}
