import type { ImageKind } from '../kind.ts'
import { DocumentRefused } from '../refusal.ts'
import { segmentsOf } from './jpeg-segments.ts'
import type { Pixels } from './picture.ts'
import { decode, encode } from './pixels.ts'
import { chunksOf } from './png-chunks.ts'

/** Pixels of the upright picture, from its upper left corner. */
export interface PixelBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Repainted extends Pick<Pixels, 'width' | 'height'> {
  readonly bytes: Uint8Array
}

const BLACK = [0, 0, 0, 255]

/**
 * Decoded, blackened, encoded anew: what lay under a box, and everything that is no pixel, is not in the new file. Throws DocumentRefused,
 * also for a box that does not lie in the picture: it was drawn on another one.
 */
export function repaint(kind: ImageKind, bytes: Uint8Array, boxes: readonly PixelBox[]): Repainted {
  const pixels = decode(kind, bytes)
  const { width, height, data } = pixels
  checkInside(pixels, boxes)
  // Letters can hide in pixels that are not opaque.
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) flatten(data, i)
  for (const box of boxes) eachPixel(pixels, box, at => data.set(BLACK, at))
  return { width, height, bytes: encode(kind, pixels) }
}

function flatten(data: Uint8Array, alpha: number): void {
  const opacity = (data[alpha] ?? 255) / 255
  for (let i = alpha - 3; i < alpha; i++) data[i] = Math.round((data[i] ?? 0) * opacity + 255 * (1 - opacity))
  data[alpha] = 255
}

function checkInside({ width, height }: Pixels, boxes: readonly PixelBox[]): void {
  const isInside = ({ x, y, ...box }: PixelBox) =>
    [x, y, box.width, box.height].every(n => Number.isInteger(n) && n >= 0) &&
    x + box.width <= width &&
    y + box.height <= height
  if (!boxes.every(isInside)) throw new DocumentRefused('document_unprovable')
}

function eachPixel({ width }: Pick<Pixels, 'width'>, box: PixelBox, visit: (at: number) => void): void {
  for (let y = box.y; y < box.y + box.height; y++)
    for (let x = box.x; x < box.x + box.width; x++) visit((y * width + x) * 4)
}

/** What JPEG's rounding makes of black. */
const NEARLY_BLACK = 40
const JPEG_PARTS: ReadonlySet<number> = new Set([0xe0, 0xdb, 0xc0, 0xc4, 0xda, 0xd9])
const PNG_PARTS: ReadonlySet<string> = new Set(['IHDR', 'IDAT', 'IEND'])

/** Looks at a new picture once more: its size, its boxes, and that it has no part but pixels. Throws DocumentRefused. */
export function checkRepainted(kind: ImageKind, { bytes, ...size }: Repainted, boxes: readonly PixelBox[]): void {
  const pixels = decode(kind, bytes)
  checkInside(pixels, boxes)
  const clean = kind === 'jpeg' ? isBareJpeg(bytes) : isBarePng(bytes)
  let black = true
  for (const box of boxes)
    eachPixel(pixels, box, at => {
      for (let i = at; i < at + 3; i++) black &&= (pixels.data[i] ?? 255) <= (kind === 'jpeg' ? NEARLY_BLACK : 0)
    })
  const same = pixels.width === size.width && pixels.height === size.height
  if (!clean || !black || !same) throw new DocumentRefused('document_unprovable')
}

const isBareJpeg = (bytes: Uint8Array): boolean =>
  segmentsOf(bytes).every(({ marker, data }) => JPEG_PARTS.has(marker) && (marker !== 0xe0 || data.length === 14))

function isBarePng(bytes: Uint8Array): boolean {
  const { chunks, behind } = chunksOf(bytes)
  return behind === 0 && chunks.every(({ name }) => PNG_PARTS.has(name))
}
