import type { Append } from '@amparo/asking'
import {
  Action,
  type DataCategory,
  type EntrySchema,
  type ItemUseCode,
  type MessageInitShape,
  type Relation,
  timestampFromDate,
} from '@amparo/contracts'
import type { Clock, NewId } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { errors } from '../../domain/errors.ts'
import type { Party } from '../../ports/decision.ts'
import type { Directory } from '../../ports/directory.ts'
import type { GivenPermit } from '../../ports/given-permit.ts'
import { hashOfList, type ParcelSource } from '../files/parcel.ts'
import { groundsOf, refuseLapsed, spendPermit } from '../permit.ts'
import type { ViewCaller } from '../view-request.ts'
import { type Folder, folderOf } from './folder.ts'

export interface GiveOutDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly directory: Directory
  readonly append: Append
  readonly now: Clock
  readonly newId: NewId
}

export interface GiveOut {
  /** Compact JWS. */
  readonly request: string
  readonly caller: ViewCaller
  readonly correlationId: string
  /** Absent: from the beginning. */
  readonly goOn?: GoOn | undefined
}

/** A download that stopped. */
export interface GoOn {
  /** So many bytes came. */
  readonly from: number
  /** Of what they came. */
  readonly tag: string
}

export interface GiveOutFor extends GiveOut {
  /** What it is fetched for: stated before it goes, since no hub limits it after that. */
  readonly use: ItemUseCode
}

/** What lies here for an agency to open that holds its keys itself, and the decision by which it may be given out now. */
export interface SealedHere {
  /** Of the package, message, text or delivery: names the folder. */
  readonly id: string
  readonly sealedTo: string
  readonly fromHub: string
  readonly source: ParcelSource
  readonly permit: GivenPermit
  readonly categories: readonly DataCategory[]
  /** What the reader is to whom it is about. */
  readonly relations: readonly Relation[]
  /** Of whom it is, as the log names them. */
  readonly entry?: Pick<MessageInitShape<typeof EntrySchema>, 'subjectRef'>
}

/**
 * The only way out of what is sealed to an agency's own key: its key still stands, the decision is spent, and the entry is in the log before a
 * byte is given, since after that no hub limits anything. So it is each time, also where a download goes on. Throws `contents_key_revoked`,
 * `statement_invalid` where the decision lapsed while the log was slow, and `contents_differ` where it is no more what its beginning was.
 */
export async function giveOut(
  { hub, store, directory, append, now, newId }: GiveOutDeps,
  { id, sealedTo, fromHub, source, permit, categories, relations, entry }: SealedHere,
  { referralId, caller, goOn }: Pick<GiveOut, 'caller' | 'goOn'> & { readonly referralId: string },
) {
  const own = { hub, agencyId: caller.agency }
  await demandKeyStands(directory, own, sealedTo)
  const signers = await signersFrom(directory, fromHub)
  const name = `amparo-${id}`
  const folder = await folderOf(name, { source, signers })
  const from = startIn(folder, goOn)
  await spendPermit({ store, now }, permit)
  const receipt = await append({
    ...{ ...groundsOf(permit), categories: [...categories], entryId: newId(), action: Action.CONTENTS_GIVEN_OUT },
    ...{ code: sealedTo, userId: caller.user, agency: own, authentication: caller.acr, referralId, ...entry },
    ...{ packageId: id, packageHash: await hashOfList(source) },
    ...{ recipient: own, relations: [...relations], occurredAt: timestampFromDate(now()) },
  })
  refuseLapsed(permit, now())
  return { receipt, name, size: folder.size, tag: folder.tag, from, content: folder.from(from) }
}

function startIn({ size, tag }: Folder, goOn: GoOn | undefined): number {
  if (goOn === undefined) return 0
  if (goOn.tag !== tag || goOn.from >= size) throw errors.contents_differ()
  return goOn.from
}

/** With which that hub signs, for whoever opens it offline. */
const signersFrom = async (directory: Directory, hub: string): Promise<string[]> =>
  (await directory.signersOf(hub)).filter(({ state }) => state !== 'not_trusted').map(({ armored }) => armored)

/** Whoever has a key that was compromised would open it. */
async function demandKeyStands(directory: Directory, own: Party, sealedTo: string): Promise<void> {
  const listed = await directory.ownCertificates(own)
  if (listed.find(({ fingerprint }) => fingerprint === sealedTo)?.state === 'revoked')
    throw errors.contents_key_revoked()
}
