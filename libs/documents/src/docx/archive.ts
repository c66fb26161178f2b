import { fromBufferPromise } from 'yauzl'
import { LIMITS } from '../limits.ts'
import { DocumentRefused } from '../refusal.ts'

/** The named parts of an archive, unpacked. Everything is counted while it unpacks: what an archive says of itself is not believed. */
export async function openArchive(bytes: Uint8Array, wanted: (name: string) => boolean): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true })
  if (zip.entryCount > LIMITS.archiveEntries) throw new DocumentRefused('document_too_large')
  const parts = new Map<string, Buffer>()
  let left: number = LIMITS.unpackedBytes
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw new DocumentRefused('document_encrypted')
    if (!wanted(entry.fileName)) continue
    // Which of the two would be read is up to the program.
    if (parts.has(entry.fileName)) throw new DocumentRefused('document_damaged')
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      const piece = Buffer.from(chunk)
      left -= piece.byteLength
      if (left < 0) throw new DocumentRefused('document_too_large')
      chunks.push(piece)
    }
    parts.set(entry.fileName, Buffer.concat(chunks))
  }
  return parts
}
