import type { PDFDocumentProxy, PDFPageProxy } from 'unpdf/pdfjs'
import type { Page, ReadDocument } from '../content.ts'
import { LIMITS } from '../limits.ts'
import { DocumentRefused } from '../refusal.ts'
import { fieldsOf } from './fields.ts'
import { imagesOf } from './images.ts'
import { checkLettersKnown } from './letters-known.ts'
import { linesOf, type Run, type Sheet } from './lines.ts'
import { openPdf, orDamaged } from './open.ts'
import { asSeen } from './overprint.ts'
import { runOf } from './placed.ts'

/**
 * The words on the pages of a PDF as it stands now, what is filled into its forms, and where pictures are. Hidden words are words;
 * what lies beside the page is not taken. Metadata, notes, attachments, scripts, earlier revisions and drawings are never looked at.
 */
export async function readPdf(bytes: Uint8Array): Promise<ReadDocument> {
  const document = await openPdf(bytes)
  return orDamaged(async () => {
    const removed = { attachments: await attachmentsOf(document), images: 0, annotations: 0 }
    const pages: Page[] = []
    let characters = 0
    for (let i = 1; i <= document.numPages; i++) {
      const { page, annotations } = await readPage(await document.getPage(i))
      characters += page.lines.reduce((sum, { text }) => sum + text.length + 1, 0)
      if (characters > LIMITS.characters) throw new DocumentRefused('document_too_large')
      removed.images += page.images.length
      removed.annotations += annotations
      pages.push(page)
    }
    return { content: { kind: 'pdf', pages }, removed }
  })
}

const attachmentsOf = async (document: PDFDocumentProxy): Promise<number> => {
  const attachments = await document.getAttachments()
  return attachments instanceof Map ? attachments.size : Object.keys(attachments ?? {}).length
}

async function readPage(page: PDFPageProxy): Promise<{ page: Page; annotations: number }> {
  // Turned upright, cut to what is shown of it.
  const viewport = page.getViewport({ scale: 1 })
  const sheet = { width: viewport.width, height: viewport.height }
  const { items } = await page.getTextContent({ includeMarkedContent: false, disableNormalization: true })
  const runs = items.flatMap(item => ('str' in item ? [runOf(item, viewport.transform, sheet)] : []))
  const fields = await fieldsOf(page, viewport)
  // Annotations are left out, and so is what they look like.
  const drawn = await page.getOperatorList({ annotationMode: 0 })
  checkLettersKnown(page, drawn)
  const images = imagesOf(drawn, viewport)
  const inside = [...runs, ...fields.runs].filter(run => isOn(sheet, run))
  return { page: { ...sheet, lines: linesOf(asSeen(inside), sheet), images }, annotations: fields.others }
}

const isOn = ({ width, height }: Sheet, { x, y }: Run): boolean => x >= -1 && y >= -1 && x <= width && y <= height
