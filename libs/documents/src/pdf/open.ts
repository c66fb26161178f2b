import { getDocument, type PDFDocumentProxy } from 'unpdf/pdfjs'
import { LIMITS } from '../limits.ts'
import { DocumentRefused } from '../refusal.ts'

/** As strict as it can be: no script, no font or map from elsewhere, no form of forms, and no going on after what is broken. */
const SETTINGS = {
  isEvalSupported: false,
  stopAtErrors: true,
  disableFontFace: true,
  useSystemFonts: false,
  useWorkerFetch: false,
  useWasm: false,
  isOffscreenCanvasSupported: false,
  isImageDecoderSupported: false,
  enableXfa: false,
  // By which it is seen whether a font says which letters it draws.
  fontExtraProperties: true,
  // A limit would leave out the picture and all that is drawn after it. None is needed: the sandbox has one.
  maxImageSize: -1,
  verbosity: 0,
} as const

/** Throws DocumentRefused. */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const document = await orDamaged(() => getDocument({ ...SETTINGS, data: Uint8Array.from(bytes) }).promise)
  if (document.numPages > LIMITS.pages) throw new DocumentRefused('document_too_large')
  return document
}

export async function orDamaged<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DocumentRefused) throw error
    const encrypted = error instanceof Error && error.name === 'PasswordException'
    throw new DocumentRefused(encrypted ? 'document_encrypted' : 'document_damaged')
  }
}
