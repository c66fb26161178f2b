import type { Protocol } from '@amparo/protocols'
import type { Book } from './book.ts'
import { columnsOf } from './case.ts'
import { DRAFT, DRAFT_DEADLINE, DRAFT_DEADLINE_MS } from './draft.ts'
import type { Opening, Referral } from './referral.ts'

type Given = Omit<Opening, 'protocol' | 'compartment' | 'overlays'>

/** Of protocol and overlays, the versions of this moment: a running referral stays on them. */
export function opening(book: Book, protocol: Protocol, given: Given): Referral {
  const {
    id,
    priority,
    from,
    to,
    subjectRef,
    purpose,
    services,
    quick,
    minor,
    submittedAt,
    fallback,
    outside,
    itemCodes,
  } = given
  const hubs = [from.hub, ...(to ? [to.hub] : [])]
  return {
    ...{ id, priority, from, to, subjectRef, purpose, services, quick, minor, submittedAt, fallback, outside },
    itemCodes,
    protocol: protocol.protocol,
    compartment: protocol.compartment,
    overlays: Object.fromEntries(hubs.map(hub => [hub, book.overlayVersion(hub)])),
    ...columnsOf({ protocol, state: protocol.start }),
    version: 0,
    updatedAt: submittedAt,
    fireAt: undefined,
    nextDue: undefined,
    nextDeadline: undefined,
  }
}

/** Not sent, so under no protocol yet: it stands in no list but its agency's drafts. */
export const draft = (book: Book, protocol: Protocol, given: Given): Referral => ({
  ...opening(book, protocol, given),
  ...DRAFT,
  turn: 'sender',
  fireAt: draftDue(given.submittedAt),
  nextDue: draftDue(given.submittedAt),
  nextDeadline: DRAFT_DEADLINE,
})

const draftDue = (openedAt: Date): Date => new Date(openedAt.getTime() + DRAFT_DEADLINE_MS)
