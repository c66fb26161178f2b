import { createHash } from 'node:crypto'
import type { PublicKey } from 'openpgp'
import { utf8 } from '../bytes.ts'
import { signDetached } from '../openpgp/detached.ts'
import {
  type Certificate,
  fingerprintOf,
  type PrivateKeyInput,
  readCertificate,
  readPrivateKey,
} from '../openpgp/keys.ts'
import { sealSlicesTo } from '../openpgp/seal-slices.ts'
import { headOf, type SignedEntry } from './custody.ts'
import { inChunks } from './in-chunks.ts'
import { itemHasher } from './item-hashes.ts'
import {
  chunkFile,
  custodyFile,
  encodeListing,
  LISTING,
  LISTING_SIGNATURE,
  type ListedFile,
  MANIFEST,
  signatureFile,
  timestampFile,
} from './listing.ts'
import { CHUNK_BYTES, encodePaper, type Manifest, readManifest } from './papers.ts'

/** Where the files of a bundle go. Each is written once, its parts one after the other, each of which is made when it is asked for. */
export interface BundleSink {
  write(name: string, parts: Iterable<Uint8Array>): Promise<void>
}

export interface BundleTerms
  extends Pick<
    Manifest,
    'bundle' | 'item' | 'mediaType' | 'from' | 'to' | 'referral' | 'purpose' | 'basis' | 'handling' | 'evaluation'
  > {
  readonly madeAt: Date
  readonly expiresAt: Date
  /** From intake to the handing over to `to`. */
  readonly custody: readonly SignedEntry[]
}

export interface SealBundle {
  readonly content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  readonly terms: BundleTerms
  /** The caller has verified it. */
  readonly recipient: Certificate
  readonly signingKey: PrivateKeyInput
  readonly chunkBytes?: number
}

/**
 * Encrypts a file chunk by chunk, one in memory at a time and in clear only, with its manifest and its chain of custody, and signs the manifest and the list
 * of what was written.
 */
export async function sealBundle(bundle: SealBundle, sink: BundleSink): Promise<Manifest> {
  const recipient = await readCertificate(bundle.recipient)
  const signingKey = await readPrivateKey(bundle.signingKey)
  const signer = await fingerprintOf(signingKey.toPublic())
  const chunkBytes = bundle.chunkBytes ?? CHUNK_BYTES
  const { madeAt, expiresAt, custody, ...terms } = bundle.terms
  const { files, put, putSigned } = sealing(recipient, sink)

  const hasher = itemHasher()
  let number = 0
  for await (const chunk of inChunks(bundle.content, chunkBytes, new Uint8Array(chunkBytes))) {
    hasher.add(chunk)
    await put(chunkFile(number++), chunk)
  }
  for (const [index, entry] of custody.entries()) await putSigned(custodyFile(index), entry)
  const manifest: Manifest = {
    ...{ v: 1, kind: 'amparo-file', ...terms, ...hasher.finish(), chunkBytes },
    custodyEntries: custody.length,
    custodyHead: headOf(custody) ?? '',
    recipientKey: recipient.getFingerprint(),
    madeAt: madeAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    signer,
  }
  const bytes = encodePaper(manifest)
  readManifest(bytes)
  await putSigned(MANIFEST, { bytes, signature: await signDetached(bytes, signingKey) })

  const listing = encodeListing({ bundle: manifest.bundle, signer, files })
  await sink.write(LISTING, [listing])
  await sink.write(LISTING_SIGNATURE, [utf8(await signDetached(listing, signingKey))])
  return manifest
}

function sealing(recipient: PublicKey, sink: BundleSink) {
  const files = new Map<string, ListedFile>()
  async function put(name: string, plain: Uint8Array<ArrayBufferLike>): Promise<void> {
    const sealed = await sealSlicesTo(recipient, plain)
    const sha256 = createHash('sha256')
    let size = 0
    function* counted(): Generator<Uint8Array> {
      for (const part of sealed) {
        sha256.update(part)
        size += part.byteLength
        yield part
      }
    }
    await sink.write(name, counted())
    files.set(name, { size, sha256: sha256.digest('hex') })
  }
  async function putSigned(name: string, { bytes, signature, timestamp }: SignedEntry): Promise<void> {
    await put(name, bytes)
    await put(signatureFile(name), utf8(signature))
    if (timestamp) await put(timestampFile(name), timestamp)
  }
  return { files, put, putSigned }
}
