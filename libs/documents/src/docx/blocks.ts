import type { Block } from '../content.ts'
import { clean, UNKNOWN } from '../text.ts'
import type { ListKinds } from './lists.ts'
import { childOf, childrenOf, type Element, isOn, textIn } from './xml.ts'

interface Reading {
  readonly kinds: ListKinds
  readonly removed: Record<string, number>
  /** What stands inside a paragraph and is none of its words: text boxes and pictures come after it. */
  readonly after: Block[]
}

/** Never looked into: what was deleted or moved away, how it was, what a field computes, and the second version of a drawing. */
const GONE: Readonly<Record<string, string>> = {
  'w:del': 'deletions',
  'w:moveFrom': 'deletions',
  'w:delText': 'deletions',
  'w:instrText': 'fields',
  'w:delInstrText': 'fields',
  'w:annotationRef': 'comments',
  'w:commentReference': 'comments',
  'mc:Fallback': 'fallbacks',
  'w:rPr': '',
  'w:pPr': '',
  'w:sdtPr': '',
  'w:tblPr': '',
  'w:trPr': '',
  'w:tcPr': '',
  'w:sectPr': '',
}
const PICTURES = new Set(['w:drawing', 'w:pict', 'w:object', 'w:altChunk'])
const LITERAL: Readonly<Record<string, string>> = {
  'w:tab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '-',
  'w:ptab': '\t',
  // A letter of a symbol font stands for nothing without it.
  'w:sym': UNKNOWN,
}

export function readBlocks(root: Element, kinds: ListKinds, removed: Record<string, number>): Block[] {
  const reading = { kinds, removed, after: [] }
  return childrenOf(root).flatMap(child => blocksIn(child, reading))
}

function blocksIn(element: Element, reading: Reading): Block[] {
  if (isGone(element, reading)) return []
  if (element.name === 'w:p') return paragraph(element, reading)
  if (element.name === 'w:tbl') return table(element, reading)
  if (PICTURES.has(element.name)) return picture(element, reading)
  return childrenOf(element).flatMap(child => blocksIn(child, reading))
}

function paragraph(element: Element, reading: Reading): Block[] {
  const inside: Reading = { ...reading, after: [] }
  const text = clean(wordsIn(element, inside)).trim()
  return [...(text === '' ? [] : [styled(text, childOf(element, 'w:pPr'), reading)]), ...inside.after]
}

function styled(text: string, properties: Element | undefined, { kinds }: Reading): Block {
  const style = childOf(properties, 'w:pStyle')?.attributes['val'] ?? ''
  const heading = /^(?:heading|titre|t[ií]tulo|ttulo) ?([1-9])$/i.exec(style)?.[1]
  if (heading !== undefined) return { kind: 'heading', level: Number(heading) - 1, text }
  if (/^(?:title|titre|t[ií]tulo|ttulo)$/i.test(style)) return { kind: 'heading', level: 0, text }
  const numbering = childOf(properties, 'w:numPr')
  const list = childOf(numbering, 'w:numId')?.attributes['val'] ?? '0'
  if (!/^[1-9]\d{0,3}$/.test(list)) return { kind: 'paragraph', text }
  const level = Math.min(8, Number(/^\d$/.exec(childOf(numbering, 'w:ilvl')?.attributes['val'] ?? '')?.[0] ?? 0))
  return { kind: 'item', list: Number(list), ordered: kinds(list, level), level, text }
}

/** Tables inside a cell become lines of it. */
function table(element: Element, reading: Reading): Block[] {
  const rows = descend(element, 'w:tr', reading).map(row =>
    descend(row, 'w:tc', reading).map(cell => readBlocks(cell, reading.kinds, reading.removed).map(flat).join('\n')),
  )
  const filled = rows.filter(row => row.length > 0)
  return filled.length === 0 ? [] : [{ kind: 'table', rows: filled }]
}

const flat = (block: Block): string => {
  if (block.kind === 'table') return block.rows.map(row => row.join('\t')).join('\n')
  return block.kind === 'image' ? '' : block.text
}

/** The nearest ones of that name: rows and cells may stand in content controls. */
function descend(element: Element, name: string, reading: Reading): Element[] {
  return childrenOf(element).flatMap(child => {
    if (isGone(child, reading)) return []
    return child.name === name ? [child] : descend(child, name, reading)
  })
}

function wordsIn(element: Element, reading: Reading): string {
  return childrenOf(element)
    .map(child => {
      if (isGone(child, reading)) return ''
      const literal = LITERAL[child.name]
      if (literal !== undefined) return literal
      if (child.name === 'w:t' || child.name === 'm:t') return textIn(child)
      if (child.name === 'w:r' && isHidden(child)) return count(reading, 'hidden')
      if (child.name === 'w:footnoteReference' || child.name === 'w:endnoteReference') return '*'
      if (PICTURES.has(child.name)) reading.after.push(...picture(child, reading))
      return PICTURES.has(child.name) ? '' : wordsIn(child, reading)
    })
    .join('')
}

/** A text box is text; of what else is drawn or embedded only that it was there is told. */
function picture(element: Element, reading: Reading): Block[] {
  const boxes = descend(element, 'w:txbxContent', reading)
  if (boxes.length > 0) return boxes.flatMap(box => readBlocks(box, reading.kinds, reading.removed))
  count(reading, 'images')
  return [{ kind: 'image' }]
}

const isHidden = (run: Element): boolean => {
  const properties = childOf(run, 'w:rPr')
  return isOn(childOf(properties, 'w:vanish')) || isOn(childOf(properties, 'w:webHidden'))
}

function isGone({ name }: Element, reading: Reading): boolean {
  const what = GONE[name]
  if (what) count(reading, what)
  return what !== undefined
}

function count({ removed }: Reading, what: string): '' {
  removed[what] = (removed[what] ?? 0) + 1
  return ''
}
