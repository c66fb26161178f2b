import { readEncrypted } from '../openpgp/encrypted-message.ts'
import { type Certificate, readCertificate } from '../openpgp/keys.ts'
import { beginningOf } from '../openpgp/seal-slices.ts'
import { BundleFault } from './faults.ts'
import type { Listing } from './listing.ts'
import { type BundleSource, MAX_FILE, readListed, verifiedListing } from './open-bundle.ts'
import { signersOf } from './signers.ts'

interface CheckOptions {
  /** Certificates from the directory, whose fingerprints were compared: nobody else is believed. */
  readonly signers: readonly Certificate[]
  /** To whom all of it has to be encrypted. */
  readonly recipient: Certificate
  /** The moment at which the signer's key must be valid. */
  readonly at: Date
}

/**
 * All that whoever carries a bundle can check without a key that opens it: that its list is signed by one of these, that each file is there and
 * as listed, and that each is encrypted to this certificate and to no other. Throws a BundleFault.
 */
export async function checkBundle(source: BundleSource, { signers, recipient, at }: CheckOptions): Promise<Listing> {
  const listing = await verifiedListing(source, await signersOf(signers, at))
  const ids = (await readCertificate(recipient)).getKeyIDs().map(id => id.toHex())
  const room = Buffer.alloc(Math.min(MAX_FILE, Math.max(0, ...[...listing.files.values()].map(({ size }) => size))))
  for (const file of listing.files.keys()) {
    const bytes = await readListed(source, listing, file, room)
    const keys = await keysIn(bytes).catch((cause: unknown) => {
      throw new BundleFault('file_unreadable', { file, cause })
    })
    if (keys.length !== 1 || !ids.includes(keys[0] ?? '')) throw new BundleFault('not_for_this_key', { file })
  }
  return listing
}

/** Of a message of many MiB no copy is made. */
async function keysIn(bytes: Uint8Array): Promise<string[]> {
  const message = await readEncrypted(beginningOf(bytes))
  return message.getEncryptionKeyIDs().map(id => id.toHex())
}
