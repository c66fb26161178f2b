import { childOf, childrenOf, type Element } from './xml.ts'

/** Whether a list counts its items, by its number in the file and the level. */
export type ListKinds = (list: string, level: number) => boolean

export function listKinds(numbering: Element | undefined): ListKinds {
  const abstract = new Map<string, Element>()
  const used = new Map<string, string>()
  for (const element of childrenOf(numbering)) {
    if (element.name === 'w:abstractNum') abstract.set(element.attributes['abstractNumId'] ?? '', element)
    if (element.name === 'w:num')
      used.set(element.attributes['numId'] ?? '', childOf(element, 'w:abstractNumId')?.attributes['val'] ?? '')
  }
  return (list, level) => {
    const levels = childrenOf(abstract.get(used.get(list) ?? ''))
    const found = levels.find(({ name, attributes }) => name === 'w:lvl' && attributes['ilvl'] === `${level}`)
    const format = childOf(found, 'w:numFmt')?.attributes['val'] ?? 'bullet'
    return format !== 'bullet' && format !== 'none'
  }
}
