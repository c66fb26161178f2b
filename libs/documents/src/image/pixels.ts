import type { ImageKind } from '../kind.ts'
import { LIMITS } from '../limits.ts'
import { DocumentRefused } from '../refusal.ts'
import { decodeJpeg, encodeJpeg } from './jpeg.ts'
import { decodePng, encodePng } from './png.ts'

export interface Pixels {
  readonly width: number
  readonly height: number
  /** Red, green, blue, opacity: a byte each, row by row from above. */
  readonly data: Uint8Array
}

/** Upright, as a person sees it. Throws DocumentRefused. */
export function decode(kind: ImageKind, bytes: Uint8Array): Pixels {
  return orDamaged(() => (kind === 'jpeg' ? decodeJpeg(bytes) : decodePng(bytes)))
}

/** Pixels and what a decoder needs to read them: no other segment or chunk. */
export const encode = (kind: ImageKind, pixels: Pixels): Uint8Array =>
  kind === 'jpeg' ? encodeJpeg(pixels) : encodePng(pixels)

export function checkSize(width: number, height: number): void {
  if (!(width > 0 && height > 0)) throw new DocumentRefused('document_damaged')
  if (width * height > LIMITS.pixels) throw new DocumentRefused('document_too_large')
}

function orDamaged<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof DocumentRefused ? error : new DocumentRefused('document_damaged')
  }
}
