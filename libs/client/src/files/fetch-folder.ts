import { inChunks } from '@amparo/crypto/web'
import { afterBreaks } from './going-on.ts'

/** A download that stopped. */
export interface GoOn {
  /** So many bytes came. */
  readonly from: number
  /** Of what they came. */
  readonly tag: string
}

/** What is sealed to the agency itself, as a ZIP, from a byte on. */
export interface FolderBytes {
  /** Of all of it, in bytes. */
  readonly size: number
  readonly tag: string
  readonly content: AsyncIterable<Uint8Array>
}

interface Fetching {
  readonly onProgress?: (done: number, size: number) => void
  readonly signal?: AbortSignal
}

/**
 * All of a folder, whatever breaks on the way: each try goes on with the byte that is missing, is decided anew, and is an entry in the log.
 * Nothing of it is held here. Throws a ProblemError: the hub's refusal, `contents_differ` among them where it has to begin anew, or
 * `hub_unreachable` when nothing comes any more.
 */
export async function* fetchFolder(
  ask: (goOn?: GoOn) => Promise<FolderBytes>,
  { onProgress, signal }: Fetching = {},
): AsyncGenerator<Uint8Array> {
  const nextTry = afterBreaks(signal)
  let known: FolderBytes | undefined
  for (let here = 0; known === undefined || here < known.size; ) {
    const before = here
    let failed: unknown
    try {
      const { size, tag, content } = await ask(known && { from: here, tag: known.tag })
      known = { size, tag, content }
      for await (const bytes of content) {
        here += bytes.byteLength
        onProgress?.(here, size)
        yield bytes
      }
    } catch (error) {
      failed = error
    }
    if (known !== undefined && here === known.size) return
    await nextTry({ failed, more: here > before, begun: here > 0 })
  }
}

/** As a browser keeps what is large: not in the memory of the page. */
export async function inBlob(pieces: AsyncIterable<Uint8Array>): Promise<Blob> {
  const parts: Blob[] = []
  for await (const part of inChunks(pieces, BLOB_BYTES)) parts.push(new Blob([new Uint8Array(part)]))
  return new Blob(parts, { type: 'application/zip' })
}
const BLOB_BYTES = 4 * 1024 ** 2
