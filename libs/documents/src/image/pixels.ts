import type { ImageKind } from '../kind.ts'
import { DocumentRefused, isTooMuch } from '../refusal.ts'
import { decodeJpeg, encodeJpeg } from './jpeg.ts'
import type { Pixels } from './picture.ts'
import { decodePng, encodePng } from './png.ts'

/** Upright, as a person sees it. Throws DocumentRefused. */
export function decode(kind: ImageKind, bytes: Uint8Array): Pixels {
  return orDamaged(() => (kind === 'jpeg' ? decodeJpeg(bytes) : decodePng(bytes)))
}

/** Pixels and what a decoder needs to read them: no other segment or chunk. */
export const encode = (kind: ImageKind, pixels: Pixels): Uint8Array =>
  kind === 'jpeg' ? encodeJpeg(pixels) : encodePng(pixels)

function orDamaged<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof DocumentRefused) throw error
    throw new DocumentRefused(isTooMuch(error) ? 'document_too_large' : 'document_damaged')
  }
}
