/**
 * The same bytes, in pieces of exactly this many, the last one of what is left. One is in memory at a time. With `room`, which is as large,
 * each lies there until the next is asked for: large buffers that live for moments stay long with a process otherwise. What comes in pieces of
 * just this size is then handed on where it is.
 */
export async function* inChunks(
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  chunkBytes: number,
  room?: Uint8Array,
): AsyncGenerator<Uint8Array> {
  let chunk = room ?? new Uint8Array(chunkBytes)
  let filled = 0
  for await (const part of content) {
    for (let at = 0; at < part.byteLength; ) {
      const taken = part.subarray(at, at + chunkBytes - filled)
      if (room && taken.byteLength === chunkBytes) {
        yield taken
        at += chunkBytes
        continue
      }
      chunk.set(taken, filled)
      filled += taken.byteLength
      at += taken.byteLength
      if (filled < chunkBytes) continue
      yield chunk
      chunk = room ?? new Uint8Array(chunkBytes)
      filled = 0
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled)
}
