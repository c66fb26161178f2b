import type { Caller } from '@amparo/http'
import { z } from 'zod'
import type { Erasure } from '../domain/erasure.ts'
import type { LegalHold } from '../domain/legal-hold.ts'

const day = (at: Date): string => at.toISOString().slice(0, 10)

/** By reference and code; nothing of the person. */
export const erasureView = z.strictObject({
  erasureId: z.uuid(),
  subjectRef: z.uuid(),
  state: z.enum(['waiting', 'restricted', 'executing', 'executed', 'called_back', 'lapsed', 'replaced']),
  reason: z.string(),
  requestedAt: z.iso.datetime(),
  /** Whether the caller requested it: then somebody else confirms it. */
  isOwn: z.boolean(),
  isConfirmed: z.boolean(),
  /** Not erased before. */
  dueAt: z.iso.datetime().nullable(),
  /** What stands against it: legal_hold, open_proceeding, pending_request, statutory_retention. */
  heldBy: z.array(z.string()),
  /** When that is to be looked at again. */
  reviewOn: z.iso.date().nullable(),
  /** Other records of the person, found by two custodians: each is erased by a request of its own. */
  linkedRecords: z.int(),
})

export const toErasureView =
  ({ user }: Pick<Caller, 'user'>) =>
  (erasure: Erasure): z.infer<typeof erasureView> => ({
    erasureId: erasure.erasureId,
    subjectRef: erasure.shareId,
    state: erasure.state,
    reason: erasure.reason,
    requestedAt: erasure.requestedAt.toISOString(),
    isOwn: erasure.requestedBy === user,
    isConfirmed: erasure.confirmedBy !== undefined,
    dueAt: erasure.state === 'waiting' ? (erasure.dueAt?.toISOString() ?? null) : null,
    heldBy: [...erasure.heldBy],
    reviewOn: erasure.reviewOn === undefined ? null : day(erasure.reviewOn),
    linkedRecords: erasure.linkedRecords,
  })

export const holdView = z.strictObject({
  holdId: z.uuid(),
  subjectRef: z.uuid(),
  authority: z.string(),
  reference: z.string(),
  reviewOn: z.iso.date(),
  placedAt: z.iso.datetime(),
})

export const toHoldView = (hold: LegalHold): z.infer<typeof holdView> => ({
  holdId: hold.holdId,
  subjectRef: hold.shareId,
  authority: hold.authority,
  reference: hold.reference,
  reviewOn: day(hold.reviewOn),
  placedAt: hold.placedAt.toISOString(),
})
