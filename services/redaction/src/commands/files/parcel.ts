import { createHash } from 'node:crypto'
import { type BundleSink, type BundleSource, LISTING, LISTING_SIGNATURE, readListing } from '@amparo/crypto/bundle'

/** What goes through exchange at once. On its way it is copied from message to message, and many are under way. */
export const PART_BYTES = 512 * 1024
/** Two lengths, each a 32-bit number, at the very end. */
const TRAILER_BYTES = 8

/**
 * A bundle as one run of bytes, cut into parts of the same size: its files in the order in which its list names them, the list, the list's
 * signature, and how long these two are. `put` gets each part once, in order; it lies there until `put` has ended.
 */
export function parcelSink(put: (number: number, part: Uint8Array) => Promise<void>) {
  const part = Buffer.alloc(PART_BYTES)
  let filled = 0
  let size = 0
  const lengths = { [LISTING]: 0, [LISTING_SIGNATURE]: 0 }
  const list = createHash('sha256')

  async function flush(): Promise<void> {
    await put(Math.floor((size - 1) / PART_BYTES), part.subarray(0, filled))
    filled = 0
  }
  async function append(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.byteLength; ) {
      const taken = bytes.subarray(at, at + PART_BYTES - filled)
      part.set(taken, filled)
      filled += taken.byteLength
      size += taken.byteLength
      at += taken.byteLength
      if (filled === PART_BYTES) await flush()
    }
  }
  const sink: BundleSink = {
    async write(name, parts) {
      const before = size
      for (const bytes of parts) {
        if (name === LISTING) list.update(bytes)
        await append(bytes)
      }
      if (name === LISTING || name === LISTING_SIGNATURE) lengths[name] = size - before
    },
  }
  return {
    ...sink,
    /** After the whole bundle: how long the parcel is, in bytes, and SHA-256 of its list, hex, which names each of its files by hash. */
    async finish(): Promise<{ readonly size: number; readonly sha256: string }> {
      const trailer = Buffer.alloc(TRAILER_BYTES)
      trailer.writeUInt32BE(lengths[LISTING], 0)
      trailer.writeUInt32BE(lengths[LISTING_SIGNATURE], 4)
      await append(trailer)
      if (filled > 0) await flush()
      return { size, sha256: list.digest('hex') }
    },
  }
}

/** Fills `room` with the bytes from one on, and answers how many that were: fewer at the end. */
type ReadBytes = (at: number, room: Uint8Array) => Promise<number>

interface Place {
  readonly at: number
  readonly length: number
}

/** It knows how long each of its files is before it is read. */
export interface ParcelSource extends BundleSource {
  /** In bytes; 0: there is no such file. */
  sizeOf(name: string): number
}

/** The same bundle again, out of a parcel of anybody's: nothing in it is believed until the bundle is opened. */
export async function parcelSource(size: number, fill: ReadBytes, maxListing = 16 * 1024 ** 2): Promise<ParcelSource> {
  const read = async (at: number, length: number, room: Uint8Array = Buffer.alloc(length)) =>
    room.subarray(0, await fill(at, room.subarray(0, length)))
  const places = await placesIn(size, read, maxListing)
  return {
    names: async () => [...places.keys()],
    sizeOf: name => places.get(name)?.length ?? 0,
    async read(name, maxBytes, room) {
      const place = places.get(name)
      if (place === undefined) return undefined
      if (place.length > maxBytes) throw new RangeError('too large')
      return read(place.at, place.length, room)
    },
  }
}

/** SHA-256 of a bundle's list, hex, as `parcelSink` answers it. Verified is the list where the bundle is. */
export const hashOfList = async (source: ParcelSource): Promise<string> =>
  createHash('sha256')
    .update((await source.read(LISTING, source.sizeOf(LISTING))) ?? '')
    .digest('hex')

type Read = (at: number, length: number) => Promise<Uint8Array>

async function placesIn(size: number, read: Read, maxListing: number): Promise<Map<string, Place>> {
  const places = new Map<string, Place>()
  const trailer = Buffer.from(await read(size - TRAILER_BYTES, TRAILER_BYTES))
  if (size < TRAILER_BYTES || trailer.byteLength < TRAILER_BYTES) return places
  const [listing, signature] = [trailer.readUInt32BE(0), trailer.readUInt32BE(4)]
  const end = size - TRAILER_BYTES - listing - signature
  if (end < 0 || listing > maxListing) return places
  places.set(LISTING, { at: end, length: listing })
  places.set(LISTING_SIGNATURE, { at: end + listing, length: signature })
  let at = 0
  for (const [name, file] of listed(await read(end, listing))) {
    // One that would reach into the list is shorter than listed.
    places.set(name, { at, length: Math.max(0, Math.min(file.size, end - at)) })
    at += file.size
  }
  if (at < end) places.set('', { at, length: end - at })
  return places
}

function listed(bytes: Uint8Array): ReturnType<typeof readListing>['files'] {
  try {
    return readListing(bytes).files
  } catch {
    // Whoever opens the bundle says so.
    return new Map()
  }
}
