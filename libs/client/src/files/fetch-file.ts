import { inChunks } from '@amparo/crypto/web'
import type { OpenedFile } from '../api/types.ts'
import type { Files } from '../files.ts'
import { own } from '../own-refusals.ts'
import { fromBase64 } from '../sha256.ts'
import { afterBreaks } from './going-on.ts'
import { importFileSecret, webCipher } from './web-cipher.ts'
import { type WebHashes, webHasher } from './web-hashes.ts'

interface Fetching {
  /** With bytes of the encrypted file. */
  readonly onProgress: (done: number, size: number) => void
  readonly signal: AbortSignal
}

/**
 * A file in clear, as a browser keeps it. Whenever the line breaks it goes on with the chunk that is missing. Throws a ProblemError: that
 * of the hub, hub_unreachable when nothing comes any more, or file_came_damaged.
 */
export async function fetchFile(
  client: Pick<Files, 'fileContent'>,
  known: OpenedFile,
  { onProgress, signal }: Fetching,
): Promise<Blob> {
  const cipher = await webCipher(await importFileSecret(fromBase64(known.secret)), known)
  const hasher = webHasher()
  const parts: Blob[] = []

  async function take(): Promise<void> {
    const content = await client.fileContent(known.fileId, parts.length * cipher.sealedChunkBytes, signal)
    for await (const sealed of inChunks(content, cipher.sealedChunkBytes)) {
      const isLast = parts.length === cipher.chunks - 1
      const whole = isLast ? cipher.sealedSize - parts.length * cipher.sealedChunkBytes : cipher.sealedChunkBytes
      // What a line that broke has left of a chunk comes again.
      if (sealed.byteLength < whole) return
      const chunk = await cipher.open(parts.length, new Uint8Array(sealed)).catch(damaged)
      await hasher.add(chunk)
      parts.push(new Blob([chunk]))
      onProgress(Math.min(parts.length * cipher.sealedChunkBytes, cipher.sealedSize), cipher.sealedSize)
    }
  }

  for (const nextTry = afterBreaks(signal); parts.length < cipher.chunks; ) {
    const before = parts.length
    const failed = await take().then(
      () => undefined,
      (error: unknown) => error,
    )
    signal.throwIfAborted()
    if (parts.length === cipher.chunks) break
    await nextTry({ failed, more: parts.length > before, begun: parts.length > 0 })
  }
  if (!isSame(await hasher.finish(), known)) throw damaged()
  return new Blob(parts)
}

const isSame = (one: WebHashes, other: OpenedFile): boolean =>
  (['size', 'root', 'sha256', 'sha512_256'] as const).every(field => one[field] === other[field])

const damaged = (cause?: unknown): never => {
  throw own('file_came_damaged', { cause })
}
