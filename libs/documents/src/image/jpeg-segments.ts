import { DocumentRefused } from '../refusal.ts'

export interface Segment {
  readonly marker: number
  readonly data: Buffer
}

export const SCAN = 0xda
const END = 0xd9

/**
 * The segments of a JPEG (ITU-T T.81, B.1), the last being the end of the image. Throws DocumentRefused for what is broken. What
 * stands behind the end is given as a segment with the marker 0: no decoder sees it.
 */
export function segmentsOf(bytes: Uint8Array): Segment[] {
  const file = Buffer.from(bytes)
  const segments: Segment[] = []
  let at = 2
  while (at + 4 <= file.length || file[at + 1] === END) {
    if (file[at] !== 0xff) break
    const marker = file[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === END) {
      segments.push({ marker, data: Buffer.alloc(0) })
      if (at + 2 < file.length) segments.push({ marker: 0, data: file.subarray(at + 2) })
      return segments
    }
    const length = file.readUInt16BE(at + 2)
    if (length < 2 || at + 2 + length > file.length) break
    segments.push({ marker, data: file.subarray(at + 4, at + 2 + length) })
    at += 2 + length
    if (marker === SCAN) at = endOfScan(file, at)
  }
  throw new DocumentRefused('document_damaged')
}

/** Inside a scan a marker is no marker when a zero or a restart number follows. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1] ?? 0
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at
  }
  return file.length
}
