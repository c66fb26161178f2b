import { httpErrors } from '@amparo/http'
import type { Store } from '@amparo/store'
import type { OpenHeld } from '../../queries/open-held.ts'
import { bytesIn, type FileArrival, findArrivalHere } from '../../store/file-arrivals.ts'
import { type AskPermitDeps, askPermit } from '../ask-permit.ts'
import { demandReferralUse } from '../demand-referral-use.ts'
import { demandWhole } from '../files/hand-over.ts'
import { PART_BYTES, parcelSource } from '../files/parcel.ts'
import { tellFileOpened } from '../files/tell-file-opened.ts'
import { isSame } from '../open-case.ts'
import { type OpenToReadDeps, openToRead } from '../open-to-read.ts'
import { type RelationsDeps, relationsTo } from '../relations-to.ts'
import { WHOLE } from '../shown-whole.ts'
import { takeViewRequest } from '../view-request.ts'
import { type GiveOutDeps, type GiveOutFor, giveOut } from './give-out.ts'

export interface GiveOutFileDeps extends GiveOutDeps, AskPermitDeps, OpenToReadDeps, RelationsDeps {
  readonly hub: string
  readonly store: GiveOutDeps['store'] & Pick<Store, 'copyOut'>
  readonly openHeld: OpenHeld
  readonly now: GiveOutDeps['now']
  readonly newId: GiveOutDeps['newId']
}

interface GiveOutFileFor extends GiveOutFor {
  readonly deliveryId: string
}

/**
 * A file of a referral that was sealed to the key which the reader's agency holds itself, as a folder in a ZIP, of any size, on a decision made
 * now, for a use that its sender lets, from a byte on where a download goes on. Throws as `giveOutContents` and `demandReferralUse` do.
 */
export const giveOutFile =
  (deps: GiveOutFileDeps) =>
  async ({ request: compact, deliveryId, use, goOn, caller, correlationId }: GiveOutFileFor) => {
    const { referralId } = await takeViewRequest(deps, 'POST /sealed-files', compact, caller)
    const found = await openToRead(deps)(caller, referralId)
    const { own, other, share, parties } = found
    const arrival = await sealedArrival(deps, { deliveryId, referralId, agencyId: own.agencyId })
    if (arrival?.fromHub !== other.hub) throw httpErrors.not_found()
    const { held } = await deps.openHeld(share.subjectId)
    const report = isSame(own, parties.from)
    const asked = { occasion: 'view', report, sender: other, recipient: own, held, caller, correlationId } as const
    const permit = await askPermit(deps, found, asked)
    demandWhole(permit)
    // Its own handling code is sealed with it: nothing but its sender's leave lets another use. What its own side sent is its own.
    const used = { standing: found.standing, handling: undefined, use, caller, own, permit, subjectRef: share.shareId }
    if (!report) await demandReferralUse(deps, { ...used, whole: true, goesOn: goOn !== undefined })
    const relations = await relationsTo(deps, caller, held)
    const grounds = { permit, categories: WHOLE, relations, entry: { subjectRef: share.shareId } }
    const given = await giveOut(deps, { ...(await fileHere(deps, arrival)), ...grounds }, { referralId, caller, goOn })
    await tellFileOpened(deps, arrival, correlationId)
    return given
  }

interface Sought {
  readonly deliveryId: string
  /** Or the request for evidence. */
  readonly referralId: string
  readonly agencyId: string
}

type SealedArrival = FileArrival & { readonly sealedTo: string }

/** Undefined: none such lies here for that agency. */
export async function sealedArrival(
  { store }: Pick<GiveOutFileDeps, 'store'>,
  { deliveryId, referralId, agencyId }: Sought,
): Promise<SealedArrival | undefined> {
  const arrival = await store.read(reader => findArrivalHere(reader, deliveryId, agencyId))
  if (arrival?.sealedTo == null || arrival.referralId !== referralId) return undefined
  return { ...arrival, sealedTo: arrival.sealedTo }
}

export async function fileHere({ store }: Pick<GiveOutFileDeps, 'store'>, arrival: SealedArrival) {
  const { deliveryId: id, sealedTo, fromHub, size } = arrival
  const read = (at: number, room: Uint8Array) => bytesIn(store, arrival, { at, room, partBytes: PART_BYTES })
  return { id, sealedTo, fromHub, source: await parcelSource(size, read) }
}
