import {
  fallbackChannels,
  priorities,
  protocols,
  purposes,
  referralSubmitted,
  serviceCategories,
  staffRoles,
  timestampFromDate,
} from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import { acting } from '@amparo/observability'
import type { Transaction } from '@amparo/store'
import type { Book } from '../domain/book.ts'
import type { Fallback } from '../domain/fallback.ts'
import type { Referral } from '../domain/referral.ts'
import type { Sending } from './deps.ts'
import type { Moment } from './record-steps.ts'
import { tell } from './tell.ts'

/** Redaction makes a package of it, if it goes to another hub, and enters in the log who had it sent. */
export async function tellSubmitted(
  tx: Transaction,
  { book, newId }: { readonly book: Book; readonly newId: NewId },
  referral: Referral,
  moment: Moment & { readonly by: Sending },
): Promise<void> {
  const {
    id: referralId,
    from,
    to,
    subjectRef,
    protocol,
    protocolVersion,
    priority,
    purpose,
    services,
    quick,
    fallback,
    itemCodes,
  } = referral
  const { user: userId, acr } = moment.by
  const file = book.get(protocol, protocolVersion)
  await tell(tx, { ...moment, referralId, newId }, referralSubmitted, {
    ...{ referralId, from, subjectRef, quick },
    by: { userId, acr, scope: acting().scope, roles: acting().roles },
    ...(to && { to }),
    ...(fallback && { fallback: messageOf(fallback) }),
    ...(itemCodes && { itemCodes }),
    protocol: protocols.toEnum(file?.family ?? ''),
    priority: priorities.toEnum(priority),
    purpose: purposes.toEnum(purpose),
    services: services.map(code => serviceCategories.toEnum(code)),
    protocolId: protocol,
    protocolVersion,
    ...(file && { protocolHash: book.hashOf(file) }),
  })
}

const messageOf = ({ channel, number, happenedAt, acknowledgedBy }: Fallback) => ({
  channel: fallbackChannels.toEnum(channel),
  number,
  happenedAt: timestampFromDate(happenedAt),
  ...(acknowledgedBy !== undefined && { acknowledgedBy: staffRoles.toEnum(acknowledgedBy) }),
})
