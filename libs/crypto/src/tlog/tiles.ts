/** C2SP tlog-tiles: so many hashes, or entries, stand in one resource. */
export const TILE_WIDTH = 256

export interface TileName {
  /** Of the tree, in steps of eight; `entries` are the leaves' own bytes. */
  readonly level: number | 'entries'
  readonly index: number
  /** 256, or fewer at the right edge of the tree. */
  readonly width: number
}

/** `tile/0/x001/x234/067.p/8` */
export function tilePath({ level, index, width }: TileName): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? []
  const last = groups.pop()
  const partial = width === TILE_WIDTH ? '' : `.p/${width}`
  return ['tile', level, ...groups.map(group => `x${group}`), `${last}${partial}`].join('/')
}

const PATH = /^tile\/(0|[1-9]\d?|entries)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/

/** Undefined for what names no tile, or not in the one way that there is. */
export function parseTilePath(path: string): TileName | undefined {
  const [, level, groups, partial] = PATH.exec(path) ?? []
  if (level === undefined || groups === undefined) return undefined
  const name: TileName = {
    level: level === 'entries' ? level : Number(level),
    index: Number(groups.replaceAll(/[x/]/g, '')),
    width: partial === undefined ? TILE_WIDTH : Number(partial),
  }
  return name.width <= TILE_WIDTH && Number.isSafeInteger(name.index) && tilePath(name) === path ? name : undefined
}

/** How many hashes a level has in a tree of so many leaves. */
export const tileHashes = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** level)

/** All that a tree of so many leaves has beyond what was whole under `from` of them, hashes first; those at the right edge as far as they go. */
export function* tileNames(size: number, from = 0): Generator<TileName> {
  for (let level = 0; tileHashes(level, size) > 0; level++)
    yield* namesOf(level, tileHashes(level, from), tileHashes(level, size))
  yield* namesOf('entries', from, size)
}

function* namesOf(level: TileName['level'], from: number, count: number): Generator<TileName> {
  for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < count; index++)
    yield { level, index, width: Math.min(TILE_WIDTH, count - index * TILE_WIDTH) }
}

const LENGTH_BYTES = 2

/** Entries, each after its length (big-endian uint16). */
export const formatBundle = (entries: readonly Uint8Array[]): Buffer =>
  Buffer.concat(
    entries.flatMap(entry => {
      const length = Buffer.alloc(LENGTH_BYTES)
      length.writeUInt16BE(entry.length)
      return [length, entry]
    }),
  )

/** Throws a TypeError unless the bytes are so many entries to the last byte. */
export function parseBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = []
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = 0
  while (at < all.length) {
    const length = at + LENGTH_BYTES <= all.length ? all.readUInt16BE(at) : all.length
    if (at + LENGTH_BYTES + length > all.length) throw new TypeError('entries are cut off')
    entries.push(all.subarray(at + LENGTH_BYTES, at + LENGTH_BYTES + length))
    at += LENGTH_BYTES + length
  }
  if (entries.length !== width) throw new TypeError(`${entries.length} entries, not ${width}`)
  return entries
}
