import { evaluationOf, type Permit } from '@amparo/contracts'
import {
  type CustodyAct,
  itemHasher,
  MIN_CHUNK_BYTES,
  type SignedEntry,
  sealBundle,
  withEntry,
} from '@amparo/crypto/bundle'
import { bundleExpiryOf } from '../domain/bundle-term.ts'
import { type ContentsOf, contentsBytes } from '../domain/sealed-contents.ts'
import type { Projection } from '../domain/view.ts'
import type { RecipientCertificate } from '../ports/directory.ts'
import type { ReferralTerms } from '../store/known-referrals.ts'
import { parcelSink } from './files/parcel.ts'
import { labelsOf } from './permit.ts'
import type { SealedInside } from './seal-package.ts'
import type { PackageKey } from './seal-to-agency.ts'

interface Contents {
  readonly packageId: string
  readonly referral: Pick<ReferralTerms, 'referralId' | 'from' | 'to' | 'itemCodes'>
  readonly permit: Permit
  readonly projection: Projection
  readonly codeName: string
  /** The agency's own. */
  readonly recipient: RecipientCertificate
  readonly at: Date
}

/** What is shown of a person as a bundle that the agency alone opens, offline, with `amparo-open` or `gpg`. */
export async function sealContents(packageKey: PackageKey, contents: Contents): Promise<SealedInside> {
  const { packageId, referral, permit, projection, codeName, recipient, at } = contents
  const { referralId, from, to, itemCodes } = referral
  const labels = labelsOf(permit)
  const of: ContentsOf = { packageId, referralId, from, to, ...labels, codeName, projection }
  const content = contentsBytes(of)
  const parties = { from: { hub: from.hub, agency: from.agencyId }, to: { hub: to.hub, agency: to.agencyId } }
  const parts: Uint8Array[] = []
  const parcel = parcelSink(async (_, part) => void parts.push(Buffer.from(part)))
  const item = packageId
  await sealBundle(
    {
      content: [content],
      terms: {
        ...{ bundle: packageId, item, mediaType: 'application/json', ...parties, referral: referralId, madeAt: at },
        expiresAt: bundleExpiryOf(at, { agencyHeld: true }),
        ...{ purpose: labels.purpose, basis: labels.basis, handling: labels.handlingCode },
        ...(itemCodes && { evaluation: evaluationOf(itemCodes) }),
        custody: await custodyOf(content, { item, ...parties, at }, await packageKey('compatible')),
      },
      ...{ recipient: recipient.armored, signingKey: await packageKey(recipient.profile), chunkBytes: MIN_CHUNK_BYTES },
    },
    parcel,
  )
  await parcel.finish()
  return {
    parcel: Buffer.concat(parts),
    sealedTo: recipient.fingerprint,
    categories: Object.keys(projection.categories),
  }
}

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
