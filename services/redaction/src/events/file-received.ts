import { encode, type FileReceived, fileReceived, fileRefused } from '@amparo/contracts'
import type { NewId } from '@amparo/kernel'
import { on } from '@amparo/messaging'
import type { Log } from '@amparo/observability'
import type { AnnouncedFile, takeAnnounced } from '../commands/files/take-arrival.ts'
import { messages } from '../commands/messages.ts'
import { metaOf } from './meta-of.ts'

interface Deps {
  readonly take: ReturnType<typeof takeAnnounced>
  readonly newId: NewId
  readonly log: Log
}

/** Another hub announces a file: its parts may come, or back word why not. */
export const onFileReceived = ({ take, newId, log }: Deps) =>
  on(
    fileReceived,
    (event, { occurredAt }) => take(announcedOf(event), occurredAt),
    async (event, tx, context, outcome) => {
      const { deliveryId, referralId, fromHub } = announcedOf(event)
      const { correlationId } = context
      if (outcome.kind === 'refused') {
        const { code } = outcome
        tx.emit(encode(fileRefused, { deliveryId, fromHub, code }, metaOf(deliveryId, context, newId)))
        messages['file.not-taken-in'](log, { deliveryId, referralId, fromHub, code })
        return
      }
      await outcome.keep(tx)
      messages['file.announced'](log, { deliveryId, referralId, fromHub, correlationId })
    },
  )

const announcedOf = ({ fromHub, file }: FileReceived): AnnouncedFile => ({
  ...{ fromHub, deliveryId: file?.deliveryId ?? '', referralId: file?.referralId ?? '' },
  from: { hub: file?.from?.hub ?? '', agencyId: file?.from?.agencyId ?? '' },
  to: { hub: file?.to?.hub ?? '', agencyId: file?.to?.agencyId ?? '' },
  ...{ size: Number(file?.size ?? 0), parts: file?.parts ?? 0, itemId: file?.itemId ?? '' },
})
