import type { z } from 'zod'
import type { contentSchema } from './content-schema.ts'

/** What a picture leaves behind. Of Word's, the same for drawings, charts and embedded objects. */
export const IMAGE_LABEL = '[IMAGE]'

/** All that is taken over from a document: its words and where they stand. Nothing else of it exists for what is made of it. */
export type Content = z.infer<typeof contentSchema>
type Of<K extends Content['kind']> = Extract<Content, { kind: K }>
export type Block = Of<'docx'>['blocks'][number]
export type Page = Of<'pdf'>['pages'][number]
export type Line = Page['lines'][number]
export type Box = Page['images'][number]

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
