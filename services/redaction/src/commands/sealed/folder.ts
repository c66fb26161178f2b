import { createHash } from 'node:crypto'
import { asOwnerMade, fingerprintOf } from '@amparo/crypto'
import { LISTING, LISTING_SIGNATURE, MAX_CHUNK_BYTES } from '@amparo/crypto/bundle'
import { makeZip, predictLength } from 'client-zip'
import type { ParcelSource } from '../files/parcel.ts'

interface Contents {
  readonly source: ParcelSource
  /** Certificates of the hub that sent it. */
  readonly signers: readonly string[]
}

export interface Folder {
  /** Of the ZIP, in bytes. */
  readonly size: number
  /** Two of the same tag are the same bytes. */
  readonly tag: string
  /** From that byte on. What is before it is read and not given: a ZIP ends with the checksums of all that is in it. */
  from(at: number): AsyncIterable<Uint8Array>
}

/** No file of a bundle is larger. */
const MAX_BYTES = MAX_CHUNK_BYTES + 64 * 1024
/** The earliest that a ZIP can say, in whatever zone: when something was made stands in the manifest. */
const ANY_DAY = new Date(1980, 0, 1)

/**
 * A folder as whoever opens it offline needs it, as a ZIP of any size, one file of it in memory at a time: the bundle as it came, and beside it
 * the certificates of those who may have signed, as their owners made them. Whose fingerprints these are, the directory says and not this
 * folder. The same contents give the same bytes, so that a download goes on where it stopped.
 */
export async function folderOf(name: string, { source, signers }: Contents): Promise<Folder> {
  const certificates = await Promise.all(signers.map(certificateFile))
  certificates.sort((one, other) => (one.path < other.path ? -1 : 1))
  const files = [
    ...(await source.names()).map(file => ({
      ...{ path: `bundle/${file}`, size: source.sizeOf(file) },
      read: () => source.read(file, MAX_BYTES),
    })),
    ...certificates.map(({ path, bytes }) => ({ path, size: bytes.byteLength, read: async () => bytes })),
  ].map(file => ({ ...file, name: `${name}/${file.path}` }))

  async function* members() {
    for (const { name, size, read } of files) {
      const input = await read()
      if (input?.byteLength !== size) throw new TypeError('a part of a folder is not there')
      // What is encrypted cannot be compressed.
      yield { name, input, lastModified: ANY_DAY }
    }
  }
  async function* from(at: number): AsyncGenerator<Uint8Array> {
    let before = at
    for await (const bytes of makeZip(members())) {
      if (before < bytes.byteLength) yield bytes.subarray(before)
      before = Math.max(0, before - bytes.byteLength)
    }
  }
  return { size: Number(predictLength(files)), tag: await tagOf(source, certificates), from }
}

interface CertificateFile {
  readonly path: string
  readonly bytes: Uint8Array
}

const certificateFile = async (armored: string): Promise<CertificateFile> => ({
  path: `signers/${await fingerprintOf(armored)}.asc`,
  bytes: Buffer.from(await asOwnerMade(armored)),
})

/** The list of a bundle names all that is in it by hash. */
async function tagOf(source: ParcelSource, certificates: readonly CertificateFile[]): Promise<string> {
  const hash = createHash('sha256')
  for (const name of [LISTING, LISTING_SIGNATURE]) hash.update((await source.read(name, MAX_BYTES)) ?? '')
  for (const { bytes } of certificates) hash.update(bytes)
  return hash.digest('hex')
}
