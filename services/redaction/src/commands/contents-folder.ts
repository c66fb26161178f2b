import { asOwnerMade, fingerprintOf } from '@amparo/crypto'
import type { BundleSource } from '@amparo/crypto/bundle'
import { zipSync } from 'fflate'

interface Contents {
  readonly source: BundleSource
  /** Certificates of the hub that sent it. */
  readonly signers: readonly string[]
}

/** No file of a package is larger. */
const MAX_BYTES = 1024 * 1024

/**
 * A folder as whoever opens it offline needs it: the bundle as it came, and beside it the certificates of those who may have signed, as
 * their owners made them. Whose fingerprints these are, the directory says and not this folder.
 */
export async function contentsFolder(packageId: string, { source, signers }: Contents) {
  const name = `amparo-${packageId}`
  const files: Record<string, Uint8Array> = {}
  for (const file of await source.names()) {
    const bytes = await source.read(file, MAX_BYTES)
    if (bytes !== undefined) files[`${name}/bundle/${file}`] = bytes
  }
  for (const signer of signers) {
    const armored = await asOwnerMade(signer)
    files[`${name}/signers/${await fingerprintOf(signer)}.asc`] = Buffer.from(armored, 'utf8')
  }
  // What is encrypted cannot be compressed.
  return { name, zip: zipSync(files, { level: 0 }) }
}
