import { PNG } from 'pngjs'
import { DocumentRefused } from '../refusal.ts'
import { checkSize, type Pixels } from './picture.ts'
import { chunksOf, SIGNATURE_BYTES } from './png-chunks.ts'

/** All that pixels are made of. */
const NEEDED: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'])

export function decodePng(bytes: Uint8Array): Pixels {
  const needed = chunksOf(bytes).chunks.filter(({ name }) => NEEDED.has(name))
  const [header] = needed
  // Of two a reader believes the second.
  const isOne = needed.filter(({ name }) => name === 'IHDR').length === 1
  if (header?.name !== 'IHDR' || header.whole.length !== 25 || !isOne) throw new DocumentRefused('document_damaged')
  // Before anything is unpacked.
  checkSize(header.whole.readUInt32BE(8), header.whole.readUInt32BE(12))
  const signature = Buffer.from(bytes.subarray(0, SIGNATURE_BYTES))
  const { width, height, data } = PNG.sync.read(Buffer.concat([signature, ...needed.map(({ whole }) => whole)]))
  return { width, height, data }
}

export function encodePng({ width, height, data }: Pixels): Uint8Array {
  // The same memory: a large picture has no room for another copy of its pixels.
  const pixels = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  const png = Object.assign(new PNG(), { width, height, data: pixels })
  return PNG.sync.write(png, { colorType: 6 })
}
