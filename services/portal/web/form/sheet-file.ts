import type { SheetFile } from '@amparo/client'
import { base64Of } from '../case/files.ts'
import { beginsAs } from './begins-as.ts'

/** As redaction takes it. */
const MAX_BYTES = 700_000
/** Of a photo that is made smaller: a page stays readable. */
const LONGEST_SIDE = 2_000
const QUALITIES = [0.8, 0.6, 0.4]
const KINDS = ['image/jpeg', 'image/png', 'application/pdf']

export const SHEET_KINDS = KINDS.join(',')

/** A photo larger than is kept is made smaller here; undefined: it is no sheet, or cannot be made small enough. */
export async function sheetOf(file: File): Promise<SheetFile | undefined> {
  const mediaType = file.type.split(';')[0] ?? ''
  const fits = file.size <= MAX_BYTES && KINDS.includes(mediaType)
  if (fits) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    if (beginsAs(mediaType, bytes)) return { mediaType, base64: base64Of(bytes) }
  }
  return mediaType.startsWith('image/') ? smaller(file) : undefined
}

async function smaller(file: File): Promise<SheetFile | undefined> {
  const picture = await createImageBitmap(file).catch(() => undefined)
  if (picture === undefined) return undefined
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', quality))
    if (blob !== null && blob.size <= MAX_BYTES)
      return { mediaType: 'image/jpeg', base64: base64Of(new Uint8Array(await blob.arrayBuffer())) }
  }
  return undefined
}
