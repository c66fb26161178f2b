import {
  type AgencyRef,
  type Fallback as FallbackMessage,
  fallbackChannels,
  type ItemCodes as ItemCodesMessage,
  isPaperNumber,
  itemCodesIn,
  StaffRole,
  staffRoles,
  timestampDate,
} from '@amparo/contracts'
import { isUuid } from '@amparo/kernel'
import type { Coded } from '@amparo/protocols'
import { isFields } from '../domain/coded.ts'
import { errors } from '../domain/errors.ts'
import type { Fallback } from '../domain/fallback.ts'
import type { ItemCodes } from '../domain/item-codes.ts'
import type { Party } from '../domain/referral.ts'

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

/** How it was made before it was entered, as its sender says. */
export function fallbackOf(said: FallbackMessage | undefined): Fallback | undefined {
  if (said === undefined) return undefined
  const { channel, number, happenedAt, acknowledgedBy } = said
  if (happenedAt === undefined || !isPaperNumber(number)) throw errors.news_unreadable()
  const nobody = acknowledgedBy === StaffRole.UNSPECIFIED
  return {
    channel: codeOf(fallbackChannels, channel),
    number,
    happenedAt: timestampDate(happenedAt),
    acknowledgedBy: nobody ? undefined : codeOf(staffRoles, acknowledgedBy),
  }
}

/** What another hub says of an item is on the lists, or the news is none. */
export function itemCodesOf(said: ItemCodesMessage | undefined): ItemCodes | undefined {
  const codes = said && itemCodesIn(said)
  if (said !== undefined && codes === undefined) throw errors.news_unreadable()
  return codes
}

/** What a step says, as far as it is an object at all; what it must say, the protocol's schema knows. */
export function dataOf(json: string): Readonly<Record<string, Coded>> {
  try {
    const value: unknown = JSON.parse(json)
    return isFields(value) ? value : UNREADABLE
  } catch {
    return UNREADABLE
  }
}

/** No step's schema permits it. */
const UNREADABLE = { unreadable: true } as const
