import type { Block, ReadDocument } from '../content.ts'
import { LIMITS } from '../limits.ts'
import { DocumentRefused } from '../refusal.ts'
import { openArchive } from './archive.ts'
import { readBlocks } from './blocks.ts'
import { listKinds } from './lists.ts'
import { childrenOf, type Element, parseXml } from './xml.ts'

const BODY = 'word/document.xml'
const PARTS = /^word\/(?:document|numbering|footnotes|endnotes|header\d*|footer\d*)\.xml$/
/** Of the parts that are left out, those that can tell of somebody. */
const TELLING = /^(?:docProps|customXml)\/|^word\/(?:comments|people|media|embeddings|charts|diagrams|glossary|vba)/

/**
 * The words of a Word document: headers, body, notes, footers, with insertions taken and deletions gone. Only what stands in a
 * text element is taken up, so properties, comments, field codes, alternative texts, custom XML and embedded files are not there.
 */
export async function readDocx(bytes: Uint8Array): Promise<ReadDocument> {
  const names: string[] = []
  const parts = await openArchive(bytes, name => {
    names.push(name)
    return PARTS.test(name)
  })
  const body = parts.get(BODY)
  if (body === undefined) throw new DocumentRefused('document_damaged')
  const numbering = parts.get('word/numbering.xml')
  const kinds = listKinds(numbering && parseXml(numbering))
  const removed: Record<string, number> = { parts: names.filter(name => TELLING.test(name)).length }
  const read = (root: Element): Block[] => readBlocks(root, kinds, removed)
  const all = (pattern: RegExp): Block[] =>
    distinct([...parts].filter(([name]) => pattern.test(name)).map(([, part]) => read(parseXml(part)))).flat()
  const notes = (name: string): Block[] => {
    const part = parts.get(`word/${name}.xml`)
    return part === undefined ? [] : childrenOf(parseXml(part)).filter(isNote).flatMap(read)
  }
  const headers = all(/header/)
  const text = read(parseXml(body))
  const blocks = [...headers, ...text, ...notes('footnotes'), ...notes('endnotes'), ...all(/footer/)]
  if (blocks.length > LIMITS.pieces) throw new DocumentRefused('document_too_large')
  return { content: { kind: 'docx', blocks }, removed }
}

/** The lines that separate notes from the text are notes as well. */
const isNote = ({ attributes }: Element): boolean => attributes['type'] === undefined

/** First page, odd and even pages often have the same header. */
const distinct = (groups: readonly Block[][]): Block[][] => [
  ...new Map(groups.map(group => [JSON.stringify(group), group])).values(),
]
