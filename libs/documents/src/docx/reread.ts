import { DocumentRefused } from '../refusal.ts'
import type { Reread } from '../verify.ts'
import { openArchive } from './archive.ts'
import { BODY_PART, FIXED_PARTS, NUMBERING_PART, numberingPart } from './markup.ts'
import { childOf, childrenOf, type Element, parseXml } from './xml.ts'

/** Every element that a rebuilt document may have, with the values that its attributes may have. */
const ALLOWED: Readonly<Record<string, RegExp>> = {
  'w:document': /^xmlns:w=http:\/\/schemas\.openxmlformats\.org\/wordprocessingml\/2006\/main$/,
  'w:body': /^$/,
  'w:p': /^$/,
  'w:pPr': /^$/,
  'w:pStyle': /^val=Heading[1-9]$/,
  'w:numPr': /^$/,
  'w:ilvl': /^val=[0-8]$/,
  'w:numId': /^val=\d{1,5}$/,
  'w:r': /^$/,
  'w:t': /^xml:space=preserve$/,
  'w:tab': /^$/,
  'w:br': /^$/,
  'w:tbl': /^$/,
  'w:tblPr': /^$/,
  'w:tblStyle': /^val=TableGrid$/,
  'w:tblW': /^w=0,type=auto$/,
  'w:tblGrid': /^$/,
  'w:gridCol': /^$/,
  'w:tr': /^$/,
  'w:tc': /^$/,
}

/**
 * What stands in a rebuilt document, by a reader that shares nothing with the writer but the parts that are always the same: every
 * part, element and attribute has to be one of those named here. Throws DocumentRefused for anything more.
 */
export async function rereadDocx(bytes: Uint8Array): Promise<Reread> {
  const parts = await openArchive(bytes, () => true)
  const raw = [bytes, ...parts.values()].map(part => Buffer.from(part).toString('latin1'))
  const body = parts.get(BODY_PART)
  const numbering = parts.get(NUMBERING_PART)?.toString('utf8') ?? ''
  const lists = [...numbering.matchAll(/<w:abstractNumId w:val="([01])"/g)].map(([, kind]) => ({
    ordered: kind === '1',
  }))
  const fixed = Object.entries({ ...FIXED_PARTS, [NUMBERING_PART]: numberingPart(lists) })
  const same = fixed.every(([name, xml]) => parts.get(name)?.toString('utf8') === xml)
  if (!same || parts.size !== fixed.length + 1 || body === undefined) throw unprovable()
  const shown: string[] = []
  const document = parseXml(body)
  collect(document, shown)
  return { shown, placed: columnsIn(document), raw }
}

/** Each column of each table, from above: what is written row by row stands one below the other all the same. */
function columnsIn(document: Element): string[] {
  const tables = childrenOf(childOf(document, 'w:body')).filter(({ name }) => name === 'w:tbl')
  return tables.flatMap(table => {
    const rows = named(table, 'w:tr').map(row => named(row, 'w:tc').map(wordsOf))
    return (rows[0] ?? []).map((_, column) => rows.map(row => row[column] ?? '').join('\n'))
  })
}

const named = (element: Element, wanted: string): Element[] => childrenOf(element).filter(({ name }) => name === wanted)

function wordsOf(cell: Element): string {
  const shown: string[] = []
  collect(cell, shown)
  return shown.join('\n')
}

function collect({ name, attributes, children }: Element, shown: string[]): void {
  const given = Object.entries(attributes).map(([attribute, value]) => `${attribute}=${value}`)
  if (!ALLOWED[name]?.test(given.join(','))) throw unprovable()
  if (name === 'w:p') shown.push('')
  if (name === 'w:tab') append(shown, '\t')
  if (name === 'w:br') append(shown, '\n')
  for (const child of children)
    if (typeof child !== 'string') collect(child, shown)
    else if (name === 'w:t') append(shown, child)
    else throw unprovable()
}

const append = (shown: string[], text: string): void => {
  shown[shown.length - 1] = (shown.at(-1) ?? '') + text
}

const unprovable = (): DocumentRefused => new DocumentRefused('document_unprovable')
