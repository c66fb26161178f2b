import { parseCheckpoint, parseNote, TILE_WIDTH, type TileName, tileNames, tilePath } from '@amparo/crypto/tlog'
import type { Reader, Store } from '@amparo/store'
import type { TreeHead } from '../domain/checkpoint.ts'
import type { TilesFolder } from '../ports/tiles-folder.ts'
import { hashesOf } from '../queries/tree.ts'
import { sizeOf } from '../store/leaves.ts'
import { minimumOf } from '../store/minimum.ts'

export interface LayDeps {
  readonly store: Pick<Store, 'read'>
  readonly folder: TilesFolder
  readonly tile: (name: TileName) => Promise<Uint8Array>
  readonly checkpoint: () => Promise<string>
  readonly keys: () => Promise<string>
  /** The log is not the one whose beginning stands in the folder. Told once. */
  readonly differs: (from: { readonly size: number }) => void
}

/**
 * Writes what the log has grown by into a folder (C2SP tlog-tiles): whole tiles for good, those at the right edge as they are under the
 * head, then the head. So what is under the folder's head is always all there, and a run that was broken off is taken up again. A log that
 * does not go on from that head is written no further: folder and database then prove against each other.
 */
export const layTiles = (deps: LayDeps) => {
  const { store, folder, tile, checkpoint, keys } = deps
  let told = false
  const differs = (size: number): void => {
    if (!told) deps.differs({ size })
    told = true
  }
  return async (): Promise<void> => {
    const note = await checkpoint()
    const { size } = parseCheckpoint(parseNote(note).text)
    const before = await headIn(folder)
    if (before !== undefined && !(await store.read(reader => beginsWith(reader, before)))) return differs(before.size)
    const files = { keys: Buffer.from(await keys()), checkpoint: Buffer.from(note) }
    if (await standsIn(folder, files)) return
    const minimum = await store.read(minimumOf)
    for (const name of tileNames(size, Math.max(before?.size ?? 0, minimum)))
      if (name.width === TILE_WIDTH && !(await folder.add(tilePath(name), await tile(name)))) return differs(size)
    const edge = edgeTiles(size)
    for (const name of edge) await folder.replace(tilePath(name), await tile(name))
    await folder.replace('keys', files.keys)
    await folder.replace('checkpoint', files.checkpoint)
    const stays = new Set(edge.map(tilePath))
    for (const path of edgeTiles(before?.size ?? 0).map(tilePath)) if (!stays.has(path)) await folder.remove(path)
  }
}

async function headIn(folder: TilesFolder): Promise<TreeHead | undefined> {
  const note = await folder.read('checkpoint')
  return note && parseCheckpoint(parseNote(note.toString('utf8')).text)
}

async function beginsWith(reader: Reader, { size, root }: TreeHead): Promise<boolean> {
  if (size === 0) return true
  if (size > (await sizeOf(reader))) return false
  const [now] = await hashesOf(reader, [{ begin: 0, end: size }])
  return now !== undefined && Buffer.compare(now, root) === 0
}

/** Nothing of the log has grown, and nobody has signed it anew. */
async function standsIn(folder: TilesFolder, files: Readonly<Record<string, Buffer>>): Promise<boolean> {
  for (const [path, bytes] of Object.entries(files))
    if (!((await folder.read(path))?.equals(bytes) ?? false)) return false
  return true
}

/** At the right edge, not whole yet. */
const edgeTiles = (size: number): TileName[] => [...tileNames(size, size)]
