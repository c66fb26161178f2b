import { LIMITS } from '../limits.ts'
import { DocumentRefused } from '../refusal.ts'

export interface Pixels {
  readonly width: number
  readonly height: number
  /** Red, green, blue, opacity: a byte each, row by row from above. */
  readonly data: Uint8Array
}

/** Before anything is unpacked: a few bytes can say that they are a wall. Throws DocumentRefused. */
export function checkSize(width: number, height: number): void {
  if (!(width > 0 && height > 0)) throw new DocumentRefused('document_damaged')
  if (width * height > LIMITS.pixels) throw new DocumentRefused('document_too_large')
}
