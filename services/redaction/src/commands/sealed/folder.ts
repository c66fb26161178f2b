import { asOwnerMade, fingerprintOf } from '@amparo/crypto'
import { type BundleSource, MAX_CHUNK_BYTES } from '@amparo/crypto/bundle'
import { Zip, ZipPassThrough } from 'fflate'

interface Contents {
  readonly source: BundleSource
  /** Certificates of the hub that sent it. */
  readonly signers: readonly string[]
}

/** No file of a bundle is larger. */
const MAX_BYTES = MAX_CHUNK_BYTES + 64 * 1024

/**
 * A folder as whoever opens it offline needs it, as a ZIP, one file of it in memory at a time: the bundle as it came, and beside it the
 * certificates of those who may have signed, as their owners made them. Whose fingerprints these are, the directory says and not this folder.
 */
export async function* folderOf(name: string, { source, signers }: Contents): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    made.push(bytes)
  })
  for await (const [file, bytes] of filesOf({ source, signers })) {
    // What is encrypted cannot be compressed.
    const entry = new ZipPassThrough(`${name}/${file}`)
    zip.add(entry)
    entry.push(bytes, true)
    yield* made.splice(0)
  }
  zip.end()
  yield* made.splice(0)
}

async function* filesOf({ source, signers }: Contents): AsyncGenerator<readonly [string, Uint8Array]> {
  for (const file of await source.names()) {
    const bytes = await source.read(file, MAX_BYTES)
    if (bytes !== undefined) yield [`bundle/${file}`, bytes]
  }
  for (const signer of signers)
    yield [`signers/${await fingerprintOf(signer)}.asc`, Buffer.from(await asOwnerMade(signer))]
}
