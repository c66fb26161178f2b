import { hash } from 'node:crypto'
import { fromUtf8 } from '../bytes.ts'
import { type Certificate, fingerprintOf, type PrivateKeyInput, readPrivateKey } from '../openpgp/keys.ts'
import { unseal } from '../openpgp/seal.ts'
import { ROOM_FOR_HEADERS, unsealInto } from '../openpgp/seal-slices.ts'
import { headOf, type SignedEntry, type VerifiedEntry, verifiedCustody } from './custody.ts'
import { BundleFault, type BundleFaultCode } from './faults.ts'
import { itemHasher } from './item-hashes.ts'
import {
  chunkFile,
  custodyFile,
  LISTING,
  LISTING_SIGNATURE,
  type ListedFile,
  type Listing,
  MANIFEST,
  readListing,
  signatureFile,
  timestampFile,
} from './listing.ts'
import { MAX_CHUNK_BYTES, type Manifest, readManifest } from './papers.ts'
import { type Believe, signersOf } from './signers.ts'
import { readAuthorities } from './timestamp.ts'

/** A delivered bundle, wherever it lies. */
export interface BundleSource {
  /** Of all files there, with folders: `chunks/000000.gpg`. */
  names(): Promise<readonly string[]>
  /** Undefined if it is not there. Throws a RangeError if it is larger. With `room` it may lie there. */
  read(name: string, maxBytes: number, room?: Uint8Array): Promise<Uint8Array | undefined>
}

export interface OpenOptions {
  readonly privateKeys: readonly PrivateKeyInput[]
  /** Certificates from the directory, whose fingerprints were compared: nobody else is believed. */
  readonly signers: readonly Certificate[]
  /** Certificates of authorities of timestamps, PEM; likewise. */
  readonly authorities?: readonly string[]
  /** The moment at which the bundle must not have expired and keys must be valid, but where an authority states when it was signed. */
  readonly at: Date
  /** Gets the chunks as they are opened, each of which lies where the one before lay. What it got counts for nothing before the call has answered. */
  readonly content?: (chunk: Uint8Array, manifest: Manifest) => Promise<void>
}

export interface OpenedBundle {
  readonly manifest: Manifest
  readonly custody: readonly VerifiedEntry[]
  /** The same as it came, to be gone on with. */
  readonly chain: readonly SignedEntry[]
}

const MAX_LISTING = 16 * 1024 ** 2
/** A manifest of the most chunks is 5 MB; an OpenPGP message adds little to what it holds. */
export const MAX_FILE = MAX_CHUNK_BYTES + 64 * 1024

/** Verifies all of it: what is listed, the manifest, the chain of custody, each chunk and the whole. Throws a BundleFault. */
export async function openBundle(source: BundleSource, options: OpenOptions): Promise<OpenedBundle> {
  const believe = await signersOf(options.signers, options.at)
  const listing = await verifiedListing(source, believe)
  const open = opener(source, listing, options.privateKeys)
  const manifest = await verifiedManifest(open, listing, believe)
  const fingerprints = await Promise.all(
    options.privateKeys.map(async key => fingerprintOf((await readPrivateKey(key)).toPublic())),
  )
  if (!fingerprints.includes(manifest.recipientKey)) throw new BundleFault('not_for_this_key')
  if (manifest.expiresAt !== undefined && options.at >= new Date(manifest.expiresAt))
    throw new BundleFault('bundle_expired', { file: MANIFEST })
  const { custody, chain } = await openedCustody(open, listing, manifest, {
    believe,
    authorities: readAuthorities(options.authorities ?? []),
  })
  await openChunks(open, listing, manifest, options.content)
  return { manifest, custody, chain }
}

export async function verifiedListing(source: BundleSource, believe: Believe): Promise<Listing> {
  const [bytes, signature] = await Promise.all([
    source.read(LISTING, MAX_LISTING),
    source.read(LISTING_SIGNATURE, MAX_LISTING),
  ])
  if (bytes === undefined) throw new BundleFault('not_a_bundle')
  if (signature === undefined) throw new BundleFault('file_missing', { file: LISTING_SIGNATURE })
  const listing = readOr('listing_changed', LISTING, () => readListing(bytes))
  await believe({
    ...{ bytes, signer: listing.signer, by: undefined, file: LISTING, otherwise: 'listing_changed' },
    signature: readOr('listing_changed', LISTING_SIGNATURE, () => fromUtf8(signature)),
  })
  const names = await source.names()
  const missing = [...listing.files.keys()].find(name => !names.includes(name))
  if (missing !== undefined) throw new BundleFault('file_missing', { file: missing })
  const known = new Set([...listing.files.keys(), LISTING, LISTING_SIGNATURE])
  if (names.some(name => !known.has(name))) throw new BundleFault('file_unexpected')
  return listing
}

/** With `room` it is read there, and opened where it lies. */
type Open = (name: string, room?: Buffer) => Promise<Uint8Array>

/** A file that is as listed, encrypted as it is. With `room` it may lie there. */
export async function readListed(
  source: BundleSource,
  listing: Listing,
  name: string,
  room?: Uint8Array,
): Promise<Uint8Array> {
  const listed = listing.files.get(name)
  if (listed === undefined) throw new BundleFault('manifest_differs', { file: name })
  const bytes = await source.read(name, room?.byteLength ?? MAX_FILE, room).catch((cause: unknown) => {
    throw cause instanceof RangeError ? new BundleFault('file_altered', { file: name, cause }) : cause
  })
  if (bytes === undefined) throw new BundleFault('file_missing', { file: name })
  const fault = faultOf(bytes, listed, listing)
  if (fault) throw new BundleFault(fault, { file: name })
  return bytes
}

/** Reads a file that is as listed, and decrypts it. */
function opener(source: BundleSource, listing: Listing, privateKeys: readonly PrivateKeyInput[]): Open {
  return async (name, room) => {
    const bytes = await readListed(source, listing, name, room)
    const opened = room
      ? unsealInto(privateKeys, bytes, room)
      : unseal(privateKeys, bytes, { maxBytes: MAX_CHUNK_BYTES })
    return opened.catch((cause: unknown) => {
      throw new BundleFault(name === MANIFEST ? 'not_for_this_key' : 'file_unreadable', { file: name, cause })
    })
  }
}

function faultOf(bytes: Uint8Array, listed: ListedFile, { files }: Listing): BundleFaultCode | undefined {
  const sha256 = hash('sha256', bytes)
  if (sha256 === listed.sha256) return undefined
  if ([...files.values()].some(other => other.sha256 === sha256)) return 'file_swapped'
  return bytes.byteLength < listed.size ? 'file_truncated' : 'file_altered'
}

async function verifiedManifest(open: Open, listing: Listing, believe: Believe): Promise<Manifest> {
  const signed = await openSigned(open, MANIFEST, 'manifest_changed')
  const manifest = readOr('manifest_changed', MANIFEST, () => readManifest(signed.bytes))
  const { signer, from } = manifest
  await believe({ ...signed, signer, by: from, file: MANIFEST, otherwise: 'manifest_changed' })
  if (manifest.bundle !== listing.bundle || signer !== listing.signer) throw new BundleFault('manifest_differs')
  return manifest
}

async function openSigned(open: Open, file: string, otherwise: BundleFaultCode): Promise<SignedEntry> {
  const bytes = await open(file)
  const signature = await open(signatureFile(file))
  return { bytes, signature: readOr(otherwise, file, () => fromUtf8(signature)) }
}

async function openedCustody(
  open: Open,
  { files }: Listing,
  manifest: Manifest,
  trust: Parameters<typeof verifiedCustody>[2],
): Promise<Pick<OpenedBundle, 'custody' | 'chain'>> {
  const named = Array.from({ length: manifest.custodyEntries }, (_, number) => custodyFile(number))
  const known = new Set(named.flatMap(file => [file, signatureFile(file), timestampFile(file)]))
  const isWhole =
    named.every(file => files.has(file) && files.has(signatureFile(file))) &&
    [...files.keys()].every(name => !name.startsWith('custody/') || known.has(name))
  if (!isWhole) throw new BundleFault('custody_incomplete')
  const chain: SignedEntry[] = []
  for (const file of named) {
    const signed = await openSigned(open, file, 'custody_changed')
    const timestamp = files.has(timestampFile(file)) && (await open(timestampFile(file)))
    chain.push({ ...signed, ...(timestamp && { timestamp }) })
  }
  const custody = await verifiedCustody(chain, manifest, trust)
  const last = custody.at(-1)
  // It ends with this very delivery, or whoever sent it is none of the chain.
  const isThisDelivery =
    last?.act === 'handed_over' && isSameParty(last.by, manifest.from) && isSameParty(last.to, manifest.to)
  if (headOf(chain) !== manifest.custodyHead || !isThisDelivery) throw new BundleFault('custody_incomplete')
  return { custody, chain }
}

const isSameParty = (one: Manifest['to'] | null, other: Manifest['to']): boolean =>
  one?.hub === other.hub && one.agency === other.agency

async function openChunks(
  open: Open,
  { files }: Listing,
  manifest: Manifest,
  content: OpenOptions['content'],
): Promise<void> {
  const listed = [...files.keys()].filter(name => name.startsWith('chunks/')).length
  if (listed !== manifest.chunks.length) throw new BundleFault('manifest_differs')
  const hasher = itemHasher()
  const room = Buffer.alloc(manifest.chunkBytes + ROOM_FOR_HEADERS)
  for (const [number, wanted] of manifest.chunks.entries()) {
    const chunk = await open(chunkFile(number), room)
    if (hasher.add(chunk) !== wanted) throw new BundleFault('chunk_differs', { file: chunkFile(number) })
    await content?.(chunk, manifest)
  }
  const found = hasher.finish()
  const isTheFile = (['size', 'root', 'sha256', 'sha512_256'] as const).every(field => found[field] === manifest[field])
  if (!isTheFile) throw new BundleFault('content_differs')
}

function readOr<T>(otherwise: BundleFaultCode, file: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw new BundleFault(otherwise, { file, cause })
  }
}
