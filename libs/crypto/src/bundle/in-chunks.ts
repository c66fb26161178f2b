/** The same bytes, in pieces of exactly this many, the last one of what is left. One is in memory at a time. */
export async function* inChunks(
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  chunkBytes: number,
): AsyncGenerator<Uint8Array> {
  let chunk = new Uint8Array(chunkBytes)
  let filled = 0
  for await (const part of content) {
    for (let at = 0; at < part.byteLength; ) {
      const taken = part.subarray(at, at + chunkBytes - filled)
      chunk.set(taken, filled)
      filled += taken.byteLength
      at += taken.byteLength
      if (filled < chunkBytes) continue
      yield chunk
      chunk = new Uint8Array(chunkBytes)
      filled = 0
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled)
}
