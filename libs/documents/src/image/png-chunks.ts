import { DocumentRefused } from '../refusal.ts'

export interface Chunk {
  readonly name: string
  /** With length, name and checksum. */
  readonly whole: Buffer
}

export const SIGNATURE_BYTES = 8

/** The chunks of a PNG (ISO/IEC 15948, 5.3), and how many bytes stand behind the last. Throws DocumentRefused for what is broken. */
export function chunksOf(bytes: Uint8Array): { chunks: Chunk[]; behind: number } {
  const file = Buffer.from(bytes)
  const chunks: Chunk[] = []
  let at = SIGNATURE_BYTES
  while (at + 12 <= file.length) {
    const end = at + 12 + file.readUInt32BE(at)
    if (end > file.length) break
    const name = file.toString('latin1', at + 4, at + 8)
    chunks.push({ name, whole: file.subarray(at, end) })
    at = end
    if (name === 'IEND') return { chunks, behind: file.length - at }
  }
  throw new DocumentRefused('document_damaged')
}
