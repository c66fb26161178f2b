import { errors as cryptoErrors } from '@amparo/crypto'
import { BundleFault, checkBundle } from '@amparo/crypto/bundle'
import { errors } from '../../domain/errors.ts'
import { whyNotOpened } from '../../domain/recipient-key.ts'
import type { Inside } from '../../domain/sealed-item.ts'
import { type ParcelSource, parcelSource } from '../files/parcel.ts'
import type { OpenedCiphertext, Opening } from '../received.ts'

interface Envelope {
  /** Of the package or message. */
  readonly id: string
  readonly opened: OpenedCiphertext
  readonly opening: Opening
}

/**
 * What a package or a message brings that is sealed to the key that its agency holds itself: checked as far as anybody can who does not have
 * that key. An agency with such keys alone gets nothing in another form, and no other agency gets this one. Undefined: it brings nothing such.
 * Throws the code with which it is refused.
 */
export async function checkInside(
  inside: Inside | undefined,
  { id, opened, opening }: Envelope,
): Promise<Inside | undefined> {
  const isEnvelope = opening.envelopes.includes(opened.recipient)
  if (isEnvelope !== (inside !== undefined)) throw errors.contents_not_sealed()
  if (inside === undefined) return undefined
  const { parcel, sealedTo } = inside
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
  if (listing.bundle !== id) throw errors.contents_unsound()
  return { parcel, sealedTo }
}

/** A parcel that is in memory. */
export const parcelOf = (parcel: Uint8Array): Promise<ParcelSource> =>
  parcelSource(parcel.byteLength, async (at, room) => {
    const bytes = parcel.subarray(at, at + room.byteLength)
    room.set(bytes)
    return bytes.byteLength
  })
