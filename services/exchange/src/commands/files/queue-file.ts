import type { FileBuilt } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { after, UPDATE_DEADLINE_MS } from '../../domain/times.ts'
import { addFileOut } from '../../store/file-out.ts'
import type { SigningDeps } from '../deps.ts'
import { ownStatement } from '../own-statement.ts'
import { compose } from '../queue.ts'
import { type PreparedPackage, queuePackage } from '../queue-package.ts'

interface PrepareDeps extends SigningDeps {
  readonly reaches: (hub: string) => Promise<boolean>
}

/** The id of the event is the id of the message that announces the file. Over a thin line its parts take days. */
export const prepareFile =
  (deps: PrepareDeps) =>
  async (
    eventId: string,
    { deliveryId, referralId, from, to, size, parts, itemId }: FileBuilt,
  ): Promise<PreparedPackage> => {
    const peer = to?.hub ?? ''
    const named = { messageId: eventId, referralId, packageId: deliveryId, fromAgency: from?.agencyId ?? null }
    const ids = { ...named, field: itemId, toAgency: to?.agencyId }
    const deadline = after(deps.now(), UPDATE_DEADLINE_MS)
    const value = { deliveryId, referralId, size, parts, itemId, ...(from && { from }), ...(to && { to }) }
    const message = compose(deps, { ...ids, peer, kind: 'file', deadline }, { case: 'file', value })
    const statement = await ((await deps.reaches(peer))
      ? ownStatement(deps)(message, 'submitted')
      : ownStatement(deps)(message, 'refused', 'peer_unknown'))
    return { message, statement }
  }

export const queueFile = (deps: Parameters<typeof queuePackage>[0]) => {
  const announce = queuePackage(deps)
  return async (
    tx: Transaction,
    { deliveryId, parts }: FileBuilt,
    prepared: PreparedPackage,
    builtAt: Date,
  ): Promise<void> => {
    await announce(tx, prepared, builtAt)
    await addFileOut(tx, { messageId: prepared.message.messageId, deliveryId, parts })
  }
}
