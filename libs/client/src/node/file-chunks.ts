import { type FileHandle, open } from 'node:fs/promises'
import { type ItemHashes, itemHasher } from '@amparo/crypto/bundle'

export type ChunkHashes = ItemHashes & { readonly chunks: readonly string[] }

/** Reads a file once, a chunk in memory at a time. */
export async function hashesOf(path: string, chunkBytes: number): Promise<ChunkHashes> {
  const hasher = itemHasher()
  const room = new Uint8Array(chunkBytes)
  const file = await open(path)
  try {
    const { size } = await file.stat()
    for (let number = 0; number * chunkBytes < size; number++) hasher.add(await readChunk(file, number, room))
  } finally {
    await file.close()
  }
  return hasher.finish()
}

/** Whole, or to the end of the file. It lies in `room`, which is as large as a chunk, until the next is read there. */
export async function readChunk(file: FileHandle, number: number, room: Uint8Array): Promise<Uint8Array> {
  const chunkBytes = room.byteLength
  let filled = 0
  for (;;) {
    const { bytesRead } = await file.read(room, filled, chunkBytes - filled, number * chunkBytes + filled)
    filled += bytesRead
    if (bytesRead === 0 || filled === chunkBytes) return room.subarray(0, filled)
  }
}

export const isSameItem = (one: ItemHashes, other: ItemHashes): boolean =>
  (['size', 'root', 'sha256', 'sha512_256'] as const).every(field => one[field] === other[field])
