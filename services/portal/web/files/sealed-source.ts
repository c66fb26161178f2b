import { own, sha256Hex, type WebCipher } from '@amparo/client'
import type { FileSource } from 'tus-js-client'

interface Sealing {
  readonly cipher: WebCipher
  readonly chunkBytes: number
  /** SHA-256 of each, hex. */
  readonly chunks: readonly string[]
}

/** The encrypted file, made as it is sent: one chunk of it is in memory at a time. */
export function sealedSource(file: Blob, { cipher, chunkBytes, chunks }: Sealing): FileSource {
  let last: { readonly number: number; readonly sealed: Promise<Uint8Array<ArrayBuffer>> } | undefined

  async function seal(number: number): Promise<Uint8Array<ArrayBuffer>> {
    const part = file.slice(number * chunkBytes, (number + 1) * chunkBytes)
    const bytes = await part.arrayBuffer().catch((cause: unknown) => {
      throw own('file_not_the_same', { cause })
    })
    const chunk = new Uint8Array(bytes)
    // Written to in between: one key and nonce must not serve for two contents.
    if ((await sha256Hex(chunk)) !== chunks[number]) throw own('file_not_the_same')
    return cipher.seal(number, chunk)
  }
  function sealed(number: number): Promise<Uint8Array<ArrayBuffer>> {
    if (last?.number !== number) last = { number, sealed: seal(number) }
    return last.sealed
  }

  return {
    size: cipher.sealedSize,
    async slice(start, to) {
      const end = Math.min(to, cipher.sealedSize)
      const parts: Uint8Array<ArrayBuffer>[] = []
      for (let at = start; at < end; ) {
        const number = Math.floor(at / cipher.sealedChunkBytes)
        const begins = number * cipher.sealedChunkBytes
        const part = (await sealed(number)).subarray(at - begins, end - begins)
        parts.push(part)
        at += part.byteLength
      }
      return { value: new Blob(parts), done: end >= cipher.sealedSize }
    },
    close: () => {},
  }
}

/** A file in clear, a chunk at a time. */
export async function* chunksOf(
  file: Blob,
  chunkBytes: number,
  { onRead, signal }: { readonly onRead: (bytes: number) => void; readonly signal: AbortSignal },
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < file.size; at += chunkBytes) {
    signal.throwIfAborted()
    const chunk = new Uint8Array(await file.slice(at, at + chunkBytes).arrayBuffer())
    yield chunk
    onRead(at + chunk.byteLength)
  }
}
