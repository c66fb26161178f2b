import { EvidenceKind, fileSettled } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import { recordFileDelivery } from '../commands/files/record-file-delivery.ts'
import { messages } from '../commands/messages.ts'
import type { handOverAgain } from '../commands/request-files/hand-over-again.ts'

const STATES: ReadonlyMap<EvidenceKind, 'delivered' | 'refused' | 'expired'> = new Map([
  [EvidenceKind.DELIVERED, 'delivered'],
  [EvidenceKind.RETRIEVED, 'delivered'],
  [EvidenceKind.REFUSED, 'refused'],
  [EvidenceKind.EXPIRED, 'expired'],
])

interface Deps {
  readonly log: Log
  readonly again: ReturnType<typeof handOverAgain>
}

/** The other hub's one signed statement about a whole file, or this hub's that there is none. One of a request that was refused for a key goes again. */
export const onFileSettled = ({ log, again }: Deps) =>
  on(
    fileSettled,
    async ({ deliveryId, kind, code }, { occurredAt: at }) =>
      kind === EvidenceKind.REFUSED ? again({ deliveryId, code, at }) : undefined,
    async ({ deliveryId, kind, code }, tx, { occurredAt: at }, sealAgain) => {
      const state = STATES.get(kind)
      if (state === undefined) return
      await recordFileDelivery(tx, { deliveryId, state, code, at })
      await sealAgain?.(tx)
      messages['file.settled'](log, { deliveryId, code: code || state })
    },
  )
