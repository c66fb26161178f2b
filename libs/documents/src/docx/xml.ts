import { SaxesParser } from 'saxes'
import { LIMITS } from '../limits.ts'
import { DocumentRefused } from '../refusal.ts'
import { decoded } from '../text.ts'

export interface Element {
  /** Without prefix. Of WordprocessingML `w:p`, whatever its prefix in the file. */
  readonly name: string
  /** Of WordprocessingML by their bare name, all others as they are written. */
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (Element | string)[]
}

const PREFIXES: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w:',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w:',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc:',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm:',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm:',
}
const MAX_ELEMENTS = 400_000

interface Open extends Element {
  readonly children: (Element | string)[]
}

/**
 * The tree of a part. Throws DocumentRefused for what is not well-formed, and for a document type: no part of Office has one,
 * and it is where entities grow.
 */
export function parseXml(bytes: Uint8Array): Element {
  const parser = new SaxesParser({ xmlns: true })
  const root: Open = { name: '', attributes: {}, children: [] }
  const open: Open[] = [root]
  let elements = 0
  const damaged = (): never => {
    throw new DocumentRefused('document_damaged')
  }
  parser.on('error', damaged)
  parser.on('doctype', damaged)
  parser.on('opentag', ({ uri, local, attributes }) => {
    if (++elements > MAX_ELEMENTS || open.length > LIMITS.xmlDepth) throw new DocumentRefused('document_too_large')
    const named = Object.values(attributes).map(({ value, ...attribute }) => [attributeName(attribute), value] as const)
    const element = { name: (PREFIXES[uri] ?? '?:') + local, attributes: Object.fromEntries(named), children: [] }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  parser.on('text', text => void open.at(-1)?.children.push(text))
  parser.on('cdata', text => void open.at(-1)?.children.push(text))
  parser.write(decoded(bytes)).close()
  const top = root.children.find(child => typeof child !== 'string')
  return top ?? damaged()
}

function attributeName({ name, uri, local }: { name: string; uri: string; local: string }): string {
  return uri === '' || PREFIXES[uri] === 'w:' ? local : name
}

export const childrenOf = (element: Element | undefined): Element[] =>
  (element?.children ?? []).filter(child => typeof child !== 'string')
export const childOf = (element: Element | undefined, name: string): Element | undefined =>
  childrenOf(element).find(child => child.name === name)
export const textIn = ({ children }: Element): string => children.filter(child => typeof child === 'string').join('')
/** What an on-off property says: it is there, and does not say no. */
export const isOn = (element: Element | undefined): boolean =>
  element !== undefined && !['0', 'false', 'off', 'none'].includes(element.attributes['val'] ?? 'true')
