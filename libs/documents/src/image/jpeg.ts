import jpeg from 'jpeg-js'
import { LIMITS } from '../limits.ts'
import { SCAN, type Segment, segmentsOf } from './jpeg-segments.ts'
import { orientationOf, upright } from './orientation.ts'
import { checkSize, type Pixels } from './picture.ts'

const QUALITY = 85

export function decodeJpeg(bytes: Uint8Array): Pixels {
  const segments = segmentsOf(bytes)
  const frames = segments.filter(
    ({ marker }) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker),
  )
  for (const { data } of frames) checkSize(data.readUInt16BE(3), data.readUInt16BE(1))
  const settings = { useTArray: true, maxResolutionInMP: LIMITS.pixels / 1e6, maxMemoryUsageInMB: 600 } as const
  const { width, height, data } = jpeg.decode(bytes, { ...settings, formatAsRGBA: true, tolerantDecoding: false })
  return upright({ width, height, data }, orientationOf(exifIn(segments)))
}

/** Where viewers look for it: behind the first scan it is nothing. */
function exifIn(segments: readonly Segment[]): Buffer | undefined {
  const head = segments.slice(
    0,
    segments.findIndex(({ marker }) => marker === SCAN),
  )
  const exif = head.find(({ marker, data }) => marker === 0xe1 && data.toString('latin1', 0, 6) === 'Exif\0\0')
  return exif?.data.subarray(6)
}

export const encodeJpeg = (pixels: Pixels): Uint8Array => jpeg.encode(pixels, QUALITY).data
