import type { Pixels } from './picture.ts'

const SHORT = 3

/** How a camera was held (Exif 2.32, tag 0x0112, one SHORT): 1 to 8, and 1 for everything that cannot be read. */
export function orientationOf(tiff: Buffer | undefined): number {
  if (tiff === undefined || tiff.length < 14) return 1
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const word = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const long = (at: number): number => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const start = long(4)
  if (start + 2 > tiff.length) return 1
  for (let i = 0; i < word(start); i++) {
    const entry = start + 2 + 12 * i
    if (entry + 12 > tiff.length) return 1
    if (word(entry) !== 0x0112) continue
    const value = word(entry + 8)
    return word(entry + 2) === SHORT && long(entry + 4) === 1 && value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

/** Turned as a person sees it: boxes are drawn on that, and the new file carries no tag that turns it. */
export function upright({ width, height, data }: Pixels, orientation: number): Pixels {
  if (orientation === 1) return { width, height, data }
  const turned = orientation >= 5
  const [w, h] = turned ? [height, width] : [width, height]
  const from = new Uint32Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength))
  const to = new Uint32Array(w * h)
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const [column, row] = source(orientation, x, y, w, h)
      to[y * w + x] = from[row * width + column] ?? 0
    }
  return { width: w, height: h, data: new Uint8Array(to.buffer) }
}

/** Where the pixel at x, y of the upright picture stands in the stored one. */
function source(orientation: number, x: number, y: number, w: number, h: number): [column: number, row: number] {
  switch (orientation) {
    case 2:
      return [w - 1 - x, y]
    case 3:
      return [w - 1 - x, h - 1 - y]
    case 4:
      return [x, h - 1 - y]
    case 5:
      return [y, x]
    case 6:
      return [y, w - 1 - x]
    case 7:
      return [h - 1 - y, w - 1 - x]
    default:
      return [h - 1 - y, x]
  }
}
