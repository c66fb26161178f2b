import { type FileHandle, open } from 'node:fs/promises'
import { type ItemHashes, itemHasher } from '@amparo/crypto/bundle'

export type ChunkHashes = ItemHashes & { readonly chunks: readonly string[] }

/** Reads a file once, a chunk in memory at a time. */
export async function hashesOf(path: string, chunkBytes: number): Promise<ChunkHashes> {
  const hasher = itemHasher()
  const file = await open(path)
  try {
    const { size } = await file.stat()
    for (let number = 0; number * chunkBytes < size; number++) hasher.add(await readChunk(file, number, chunkBytes))
  } finally {
    await file.close()
  }
  return hasher.finish()
}

/** Whole, or to the end of the file. */
export async function readChunk(file: FileHandle, number: number, chunkBytes: number): Promise<Uint8Array> {
  const chunk = new Uint8Array(chunkBytes)
  let filled = 0
  for (;;) {
    const { bytesRead } = await file.read(chunk, filled, chunkBytes - filled, number * chunkBytes + filled)
    filled += bytesRead
    if (bytesRead === 0 || filled === chunkBytes) return chunk.subarray(0, filled)
  }
}

export const isSameItem = (one: ItemHashes, other: ItemHashes): boolean =>
  (['size', 'root', 'sha256', 'sha512_256'] as const).every(field => one[field] === other[field])
