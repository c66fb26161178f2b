import { z } from 'zod'
import { LIMITS } from './limits.ts'

/** What a picture leaves behind. Of Word's, the same for drawings, charts and embedded objects. */
export const IMAGE_LABEL = '[IMAGE]'

const text = z.string().max(LIMITS.characters)
const level = z.int().min(0).max(8)

const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paragraph'), text }),
  z.strictObject({ kind: z.literal('heading'), level, text }),
  z.strictObject({ kind: z.literal('item'), list: z.int().min(0).max(10_000), ordered: z.boolean(), level, text }),
  z.strictObject({ kind: z.literal('table'), rows: z.array(z.array(text).max(100)).max(10_000) }),
  z.strictObject({ kind: z.literal('image') }),
])
export type Block = z.infer<typeof block>

/** Points, from the lower left corner of the upright page. */
const points = z.number().min(-20_000).max(20_000)
const line = z.strictObject({
  text,
  x: points,
  y: points,
  /** Height of the letters, and how far the text may reach. */
  size: z.number().positive().max(2_000),
  room: z.number().positive().max(40_000),
  /** Counter-clockwise, in radians. */
  angle: z.number().min(-7).max(7),
  /** It stands beside the piece before it, not below. */
  beside: z.boolean(),
})
export type Line = z.infer<typeof line>

/** Of a page. */
export const MAX_IMAGES = 1_000
const box = z.strictObject({ x: points, y: points, width: points, height: points })
export type Box = z.infer<typeof box>

const page = z.strictObject({
  width: z.number().positive().max(20_000),
  height: z.number().positive().max(20_000),
  lines: z.array(line).max(LIMITS.pieces),
  images: z.array(box).max(MAX_IMAGES),
})
export type Page = z.infer<typeof page>

/** All that is taken over from a document: its words and where they stand. Nothing else of it exists for what is made of it. */
export const contentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('docx'), blocks: z.array(block).max(LIMITS.pieces) }),
  z.strictObject({ kind: z.literal('pdf'), pages: z.array(page).min(1).max(LIMITS.pages) }),
])
export type Content = z.infer<typeof contentSchema>

/** How many of what was left out. */
export type Counts = Readonly<Record<string, number>>

export interface ReadDocument {
  readonly content: Content
  readonly removed: Counts
}

/** A run of text, and what stands between it and the one before. */
export interface Piece {
  readonly before: ' ' | '\n'
  readonly text: string
}

export function piecesOf(content: Content): Piece[] {
  if (content.kind === 'pdf')
    return content.pages.flatMap(({ lines }) =>
      lines.map(({ beside, text }) => ({ before: beside ? ' ' : '\n', text }) as const),
    )
  return content.blocks.flatMap(textsOf).map(text => ({ before: '\n', text }))
}

function textsOf(block: Block): string[] {
  if (block.kind === 'table') return block.rows.flat()
  return block.kind === 'image' ? [] : [block.text]
}

/** The same with other words: as many as it has pieces, in their order. */
export function withTexts(content: Content, texts: readonly string[]): Content {
  let at = 0
  const next = (): string => texts[at++] ?? ''
  if (content.kind === 'pdf') {
    const pages = content.pages.map(page => ({ ...page, lines: page.lines.map(line => ({ ...line, text: next() })) }))
    return { kind: 'pdf', pages }
  }
  const blocks = content.blocks.map((block): Block => {
    if (block.kind === 'image') return block
    if (block.kind === 'table') return { ...block, rows: block.rows.map(row => row.map(next)) }
    return { ...block, text: next() }
  })
  return { kind: 'docx', blocks }
}

/** What somebody who opens the file reads, in order: the words and the labels in the place of pictures. */
export function shownIn(content: Content): string[] {
  if (content.kind === 'pdf')
    return content.pages.flatMap(({ images, lines }) => [...images.map(() => IMAGE_LABEL), ...lines.map(l => l.text)])
  return content.blocks.flatMap(block => (block.kind === 'image' ? [IMAGE_LABEL] : textsOf(block)))
}
