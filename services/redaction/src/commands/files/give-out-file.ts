import { Action, encode, fileOpened, timestampFromDate } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Store } from '@amparo/store'
import { bytesIn, findArrivalHere } from '../../store/file-arrivals.ts'
import { askPermit } from '../ask-permit.ts'
import { folderOf } from '../contents-folder.ts'
import { demandKeyStands, type GiveOut, type GiveOutDeps, signersFrom } from '../give-out-contents.ts'
import { isSame, openCase } from '../open-case.ts'
import { groundsOf, spendPermit } from '../permit.ts'
import { relationsTo } from '../relations-to.ts'
import { takeViewRequest } from '../view-request.ts'
import { demandWhole, WHOLE } from './hand-over.ts'
import { PART_BYTES, parcelSource } from './parcel.ts'

export interface GiveOutFileDeps extends GiveOutDeps {
  readonly store: GiveOutDeps['store'] & Pick<Store, 'copyOut'>
}

/**
 * A file that was sealed to the key which the reader's agency holds itself, as a folder in a ZIP, of any size: decided now and in the log
 * before the first byte. Throws as `giveOutContents` does.
 */
export const giveOutFile =
  (deps: GiveOutFileDeps) =>
  async ({ request: compact, caller, correlationId, deliveryId }: GiveOut & { readonly deliveryId: string }) => {
    const { store, now, newId } = deps
    const { referralId } = await takeViewRequest(deps, 'POST /sealed-files', compact, caller)
    const found = await openCase(deps)(caller, referralId)
    const { own, other, share, parties } = found
    const arrival = await store.read(reader => findArrivalHere(reader, deliveryId, own.agencyId))
    if (arrival?.sealedTo == null || arrival.referralId !== referralId || arrival.fromHub !== other.hub)
      throw httpErrors.not_found()
    await demandKeyStands(deps.directory, own, arrival.sealedTo)
    const { held } = await deps.openHeld(share.subjectId)
    const report = isSame(own, parties.from)
    const asked = { occasion: 'view', report, sender: other, recipient: own, held, caller, correlationId } as const
    const permit = await askPermit(deps, found, asked)
    demandWhole(permit)
    const signers = await signersFrom(deps.directory, other.hub)
    const read = (at: number, room: Uint8Array) => bytesIn(store, arrival, { at, room, partBytes: PART_BYTES })
    const source = await parcelSource(arrival.size, read)
    await spendPermit(store, permit)
    const id = newId()
    await deps.append({
      ...{ ...groundsOf(permit), categories: WHOLE, entryId: id, action: Action.CONTENTS_GIVEN_OUT },
      ...{ code: arrival.sealedTo, userId: caller.user, agency: own, authentication: caller.acr, referralId },
      ...{ subjectRef: share.shareId, recipient: own, occurredAt: timestampFromDate(now()) },
      relations: await relationsTo(deps, caller, held),
    })
    await store.run(async tx => {
      const meta = { id: newId(), aggregateId: deliveryId, aggregateVersion: 2, occurredAt: now(), correlationId }
      tx.emit(encode(fileOpened, { deliveryId, fromHub: arrival.fromHub }, meta))
    })
    const name = `amparo-${deliveryId}`
    return { name, content: folderOf(name, { source, signers }) }
  }
