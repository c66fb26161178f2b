import { EvidenceKind, fileSettled } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import { recordFileDelivery } from '../commands/files/record-file-delivery.ts'
import { messages } from '../commands/messages.ts'

const STATES: ReadonlyMap<EvidenceKind, 'delivered' | 'refused' | 'expired'> = new Map([
  [EvidenceKind.DELIVERED, 'delivered'],
  [EvidenceKind.RETRIEVED, 'delivered'],
  [EvidenceKind.REFUSED, 'refused'],
  [EvidenceKind.EXPIRED, 'expired'],
])

/** The other hub's one signed statement about a whole file, or this hub's that there is none. */
export const onFileSettled = ({ log }: { readonly log: Log }) =>
  on(fileSettled, async ({ deliveryId, kind, code }, tx, { occurredAt: at }) => {
    const state = STATES.get(kind)
    if (state === undefined) return
    await recordFileDelivery(tx, { deliveryId, state, code, at })
    messages['file.settled'](log, { deliveryId, code: code || state })
  })
