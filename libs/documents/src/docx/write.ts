import { strToU8, zipSync } from 'fflate'
import { type Block, IMAGE_LABEL } from '../content.ts'
import { BODY_PART, FIXED_PARTS, NUMBERING_PART, numberingPart, wordPart } from './markup.ts'

/** The same content makes the same bytes. */
const STORED_AT = new Date(1980, 0, 1)

/** A Word document with these words and nothing else: no properties, no author, no revision, no picture. */
export function writeDocx(blocks: readonly Block[]): Uint8Array {
  const files = Object.entries(partsOf(blocks)).map(([name, xml]) => [name, strToU8(xml)] as const)
  return zipSync(Object.fromEntries(files), { mtime: STORED_AT, level: 9 })
}

/** All parts of the document, as text. */
export function partsOf(blocks: readonly Block[]): Readonly<Record<string, string>> {
  const lists = listsOf(blocks)
  const body = wordPart('document', `<w:body>${blocks.map(block => markup(block, lists)).join('')}</w:body>`)
  return { ...FIXED_PARTS, [BODY_PART]: body, [NUMBERING_PART]: numberingPart(lists) }
}

interface List {
  readonly list: number
  readonly ordered: boolean
}

const sameList = (one: List) => (other: List) => one.list === other.list && one.ordered === other.ordered

function listsOf(blocks: readonly Block[]): List[] {
  const lists: List[] = []
  for (const block of blocks)
    if (block.kind === 'item' && !lists.some(sameList(block))) lists.push({ list: block.list, ordered: block.ordered })
  return lists
}

function markup(block: Block, lists: readonly List[]): string {
  switch (block.kind) {
    case 'paragraph':
      return paragraph(block.text)
    case 'heading':
      return paragraph(block.text, `<w:pStyle w:val="Heading${block.level + 1}"/>`)
    case 'item': {
      const number = lists.findIndex(sameList(block)) + 1
      const position = `<w:ilvl w:val="${block.level}"/><w:numId w:val="${number}"/>`
      return paragraph(block.text, `<w:numPr>${position}</w:numPr>`)
    }
    case 'table':
      return table(block.rows)
    case 'image':
      return paragraph(IMAGE_LABEL)
  }
}

const paragraph = (text: string, style = ''): string =>
  `<w:p>${style && `<w:pPr>${style}</w:pPr>`}<w:r>${runs(text)}</w:r></w:p>`

const runs = (text: string): string =>
  text
    .split(/([\t\n])/)
    .map(piece => {
      if (piece === '\t') return '<w:tab/>'
      return piece === '\n' ? '<w:br/>' : piece && `<w:t xml:space="preserve">${escaped(piece)}</w:t>`
    })
    .join('')

const escaped = (text: string): string => text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)

/** A paragraph behind it: Word joins two tables that touch. */
function table(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(1, ...rows.map(row => row.length))
  const grid = '<w:gridCol/>'.repeat(columns)
  const cell = (text: string): string => `<w:tc>${paragraph(text)}</w:tc>`
  // Rows of a table have the same cells.
  const all = rows.map(row => `<w:tr>${Array.from({ length: columns }, (_, i) => cell(row[i] ?? '')).join('')}</w:tr>`)
  const style = '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
  return `<w:tbl>${style}<w:tblGrid>${grid}</w:tblGrid>${all.join('')}</w:tbl><w:p/>`
}
