import { dataCategories, fromBinary, GrantSchema, type Package } from '@amparo/contracts'
import { errors as cryptoErrors } from '@amparo/crypto'
import { BundleFault, type BundleSource, checkBundle } from '@amparo/crypto/bundle'
import { errors } from '../domain/errors.ts'
import { whyNotOpened } from '../domain/recipient-key.ts'
import type { PackageView } from '../domain/view.ts'
import type { SealedContents } from '../store/sealed-contents.ts'
import { parcelSource } from './files/parcel.ts'
import type { OpenedCiphertext, Opening } from './received.ts'

/**
 * What a package brings that is sealed to the key that its agency holds itself: checked as far as anybody can who does not have that key.
 * An agency with such keys alone gets nothing in another form, and no other agency gets this one. Undefined: it brings nothing such. Throws
 * the code with which it is refused.
 */
export async function readContents(
  content: Package,
  view: PackageView,
  { opened, opening }: { readonly opened: OpenedCiphertext; readonly opening: Opening },
): Promise<SealedContents | undefined> {
  const { contents: parcel, contentsSealedTo: sealedTo, packageId } = content
  const isEnvelope = opening.envelopes.includes(opened.recipient)
  const isSealed = parcel.byteLength > 0
  if (isEnvelope !== isSealed || (isSealed && Object.keys(view.categories).length > 0))
    throw errors.contents_not_sealed()
  if (!isSealed) return undefined
  const own = opening.ownCertificates.find(({ fingerprint }) => fingerprint === sealedTo)
  if (own === undefined || own.state === 'not_trusted') throw cryptoErrors.recipient_key_unknown()
  const why = whyNotOpened(own, opened.signedAt)
  if (why === 'revoked') throw cryptoErrors.recipient_key_revoked()
  if (why === 'expired') throw cryptoErrors.recipient_key_expired()
  const signers = opening.signers.filter(({ state }) => state === 'valid').map(({ armored }) => armored)
  const listing = await checkBundle(await parcelOf(parcel), { signers, recipient: own.armored, at: opening.now }).catch(
    (cause: unknown) => {
      throw cause instanceof BundleFault ? errors.contents_unsound({ cause }) : cause
    },
  )
  if (listing.bundle !== packageId) throw errors.contents_unsound()
  return { packageId, sealedTo, parcel, ...grantedIn(content) }
}

/** A parcel that is in memory. */
export const parcelOf = (parcel: Uint8Array): Promise<BundleSource> =>
  parcelSource(parcel.byteLength, async (at, room) => {
    const bytes = parcel.subarray(at, at + room.byteLength)
    room.set(bytes)
    return bytes.byteLength
  })

/** What the sender says is inside, no more than it has granted. */
function grantedIn({ contentsCategories, grant }: Package): Pick<SealedContents, 'categories' | 'codeNameOnly'> {
  const { categories: granted, codeNameOnly } = fromBinary(GrantSchema, grant?.grant ?? new Uint8Array())
  const categories = contentsCategories.map(category => dataCategories.toCode(category))
  const allowed = new Set(granted.map(category => dataCategories.toCode(category)))
  if (codeNameOnly) allowed.add('identity')
  if (!categories.every(category => allowed.has(category))) throw errors.package_malformed()
  return { categories, codeNameOnly }
}
