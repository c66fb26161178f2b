import type { MissingFilePartsRequest, TakeFilePartRequest } from '@amparo/contracts'
import { type Clock, isUuid } from '@amparo/kernel'
import { inGroups, type Store, type Transaction } from '@amparo/store'
import { errors } from '../../domain/errors.ts'
import { sideFrom } from '../../domain/request-files.ts'
import type { Party } from '../../ports/decision.ts'
import type { Directory } from '../../ports/directory.ts'
import type { FindRequest } from '../../ports/requests.ts'
import {
  addArrival,
  addPartsIn,
  countComing,
  findArrival,
  missingParts,
  type PartIn,
} from '../../store/file-arrivals.ts'
import { findPartOut } from '../../store/file-deliveries.ts'
import { findKnownReferral, type KnownReferral } from '../../store/known-referrals.ts'
import { isSame } from '../open-case.ts'
import type { Patience } from '../patience.ts'
import { orRefused, refuseSuspendedSender } from '../received.ts'
import { MAX_FILE_BYTES } from './begin-file.ts'
import { PART_BYTES } from './parcel.ts'

export interface AnnouncedFile {
  readonly fromHub: string
  readonly deliveryId: string
  readonly referralId: string
  readonly from: Party
  readonly to: Party
  readonly size: number
  readonly parts: number
  /** As which a request for evidence names it. Empty: it goes with a referral, or its sender does not say. */
  readonly itemId: string
}

export interface ArrivalDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read' | 'copyOut'>
  readonly findRequest: FindRequest
  readonly directory: Pick<Directory, 'isSuspended'>
  readonly now: Clock
  readonly patience: Patience
}

/** Of one hub, at once: a hostile one is not to fill the vault. */
const MOST_UNDER_WAY = 32
/** Encrypting, signing and listing add less than this. */
const MOST_BYTES = MAX_FILE_BYTES * 1.01

type Announced =
  | { readonly kind: 'taken'; readonly keep: (tx: Transaction) => Promise<void> }
  | { readonly kind: 'refused'; readonly code: string }

/**
 * Another hub announces a file: of a referral, or a request for evidence, that this hub has with that agency, and of the size that its parts have. Throws only what is
 * worth trying again. Whether it is what it says is seen when all of it is there.
 */
export const takeAnnounced =
  (deps: ArrivalDeps) =>
  (announced: AnnouncedFile, receivedAt: Date): Promise<Announced> =>
    orRefused(() =>
      deps.patience.taking(async () => {
        const { hub, store, now, patience } = deps
        const { referralId, fromHub, deliveryId, from, to, size, parts, itemId } = announced
        if (to.hub !== hub || fromHub === hub || from.hub !== fromHub || !isUuid(deliveryId))
          throw errors.file_not_for_us()
        const subjectId = await subjectOf(deps, announced)
        if (subjectId === undefined) patience.awaitReferral(receivedAt)
        if (subjectId === undefined) throw errors.file_not_for_us()
        await refuseSuspendedSender(deps, from)
        if (size > MOST_BYTES) throw errors.file_too_large()
        if (size <= 0 || parts !== Math.ceil(size / PART_BYTES)) throw errors.file_of_other_size()
        if ((await store.read(reader => countComing(reader, fromHub))) >= MOST_UNDER_WAY) throw errors.files_too_many()
        const arrival = {
          fromHub,
          deliveryId,
          referralId,
          subjectId,
          size,
          parts,
          itemId: isUuid(itemId) ? itemId : null,
        }
        const parties = { fromAgency: from.agencyId, toAgency: to.agencyId }
        return { kind: 'taken', keep: tx => addArrival(tx, { ...arrival, ...parties }, now()) }
      }),
    )

/**
 * About whom it is; null: it comes on a request for evidence. Undefined: there is neither here, as yet. Throws file_not_for_us if it is between
 * others.
 */
async function subjectOf(
  { store, findRequest }: Pick<ArrivalDeps, 'store' | 'findRequest'>,
  { referralId, from, to }: AnnouncedFile,
): Promise<string | null | undefined> {
  const referral = await store.read(reader => findKnownReferral(reader, referralId))
  const standing = referral === undefined && isUuid(referralId) ? await findRequest(referralId) : undefined
  if (referral === undefined && standing === undefined) return undefined
  const isTheirs = referral ? isBetween(referral, from, to) : standing && sideFrom(standing, from, to) !== undefined
  if (!isTheirs) throw errors.file_not_for_us()
  return referral?.subjectId ?? null
}

/** Either way round. */
const isBetween = ({ from, to }: KnownReferral, one: Party, other: Party): boolean =>
  (isSame(from, one) && isSame(to, other)) || (isSame(to, one) && isSame(from, other))

/** In one transaction: as many as exchange brings at once. */
const PARTS_TOGETHER = 8

/** One part of a file that was announced. One that is there, or of a file that is settled, changes nothing. Throws file_not_for_us, file_of_other_size. */
export const takePart = ({ store }: Pick<ArrivalDeps, 'store'>) => {
  const add = inGroups(async (group: readonly PartIn[]) => {
    await store.run(tx => addPartsIn(tx, group))
    return group
  }, PARTS_TOGETHER)
  return async ({ fromHub, deliveryId, number, ciphertext }: TakeFilePartRequest): Promise<Record<string, never>> => {
    const arrival = await store.read(reader => findArrival(reader, { fromHub, deliveryId }))
    if (arrival === undefined) throw errors.file_not_for_us()
    const { parts, size, state } = arrival
    const length = number === parts - 1 ? size - number * PART_BYTES : PART_BYTES
    if (number >= parts || ciphertext.byteLength !== length) throw errors.file_of_other_size()
    if (state === 'coming') await add({ fromHub, deliveryId, number, bytes: ciphertext })
    return {}
  }
}

/** Which parts of a file are not there yet; of one that is settled none is missing. */
export const lackingParts =
  ({ store }: Pick<ArrivalDeps, 'store'>) =>
  async ({ fromHub, deliveryId }: MissingFilePartsRequest) =>
    store.read(async reader => {
      const arrival = await findArrival(reader, { fromHub, deliveryId })
      if (arrival?.state !== 'coming') return { known: arrival !== undefined, missing: [] }
      return { known: true, missing: await missingParts(reader, arrival) }
    })

/** One part of a bundle that is to go. Empty: it is not there, or no more. */
export const partToSend =
  ({ store }: Pick<ArrivalDeps, 'store'>) =>
  async ({ deliveryId, number }: { readonly deliveryId: string; readonly number: number }) => ({
    ciphertext:
      (isUuid(deliveryId) && (await findPartOut(store, { deliveryId, number, partBytes: PART_BYTES }))) ||
      new Uint8Array(),
  })
