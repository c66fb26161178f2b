import { evaluationOf, type Permit, type StatedCodes } from '@amparo/contracts'
import {
  type CustodyAct,
  itemHasher,
  MIN_CHUNK_BYTES,
  type SignedEntry,
  sealBundle,
  withEntry,
} from '@amparo/crypto/bundle'
import { bundleExpiryOf } from '../../domain/bundle-term.ts'
import type { Inside } from '../../domain/sealed-item.ts'
import type { Party } from '../../ports/decision.ts'
import type { Recipient, RecipientCertificate } from '../../ports/directory.ts'
import { parcelSink } from '../files/parcel.ts'
import { labelsOf } from '../permit.ts'
import type { PackageKey } from '../seal-to-agency.ts'

interface ToSeal {
  /** Of the package or message that brings it; the bundle's, too. */
  readonly id: string
  /** Or the request for evidence. */
  readonly referralId: string
  readonly from: Party
  readonly to: Party
  readonly permit: Permit
  /** Of an item that its sender has evaluated. */
  readonly itemCodes?: StatedCodes | undefined
  /** JSON. */
  readonly content: Uint8Array
  /** The agency's own. */
  readonly recipient: RecipientCertificate
  readonly at: Date
}

/** As a bundle that the agency alone opens, offline, with `amparo-open` or `gpg`. */
export async function sealInside(packageKey: PackageKey, toSeal: ToSeal): Promise<Inside> {
  const { id, referralId: referral, from, to, permit, itemCodes, content, recipient, at } = toSeal
  const { purpose, basis, handlingCode: handling } = labelsOf(permit)
  const parties = { from: { hub: from.hub, agency: from.agencyId }, to: { hub: to.hub, agency: to.agencyId } }
  const parts: Uint8Array[] = []
  const parcel = parcelSink(async (_, part) => void parts.push(Buffer.from(part)))
  const custody = await custodyOf(content, { item: id, ...parties, at }, await packageKey('compatible'))
  await sealBundle(
    {
      content: [content],
      terms: {
        ...{ bundle: id, item: id, mediaType: 'application/json', ...parties, referral, madeAt: at },
        ...{ purpose, basis, handling, custody, expiresAt: bundleExpiryOf(at, { agencyHeld: true }) },
        ...(itemCodes && { evaluation: evaluationOf(itemCodes) }),
      },
      ...{ recipient: recipient.armored, signingKey: await packageKey(recipient.profile), chunkBytes: MIN_CHUNK_BYTES },
    },
    parcel,
  )
  await parcel.finish()
  return { parcel: Buffer.concat(parts), sealedTo: recipient.fingerprint }
}

/** For the log: what leaves under such a key no hub limits any more. Undefined where a hub has the key. */
export const heldByAgency = ({ own }: Recipient): string | undefined => own && `agency_held:${own.fingerprint}`

interface HandedOver extends Pick<CustodyAct, 'at'> {
  readonly item: string
  readonly from: CustodyAct['by']
  readonly to: CustodyAct['by']
}

/** It was made here just now, and goes to the other agency. */
async function custodyOf(content: Uint8Array, { item, from, to, at }: HandedOver, signingKey: string) {
  const hasher = itemHasher()
  hasher.add(content)
  const hashes = { item, ...hasher.finish() }
  const made: readonly SignedEntry[] = await withEntry(
    [],
    hashes,
    { act: 'taken_in', by: from, to: null, at },
    signingKey,
  )
  return withEntry(made, hashes, { act: 'handed_over', by: from, to, at }, signingKey)
}
