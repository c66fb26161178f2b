import { LANGUAGES, type Language, type Protocol } from '@amparo/protocols'
import { instance } from '@viz-js/viz'
import { dotOf } from './dot.ts'
import { escaped } from './dot-text.ts'

export const isLanguage = (code: string): code is Language => LANGUAGES.some(language => language === code)

/** The protocol drawn, as SVG. The same protocol gives the same bytes. */
export async function diagramOf(protocol: Protocol, language: Language): Promise<string> {
  const viz = await instance()
  const svg = viz.renderString(dotOf(protocol, language), { format: 'svg', engine: 'dot' })
  // Which Graphviz drew it is not worth a change of every picture.
  return `${svg
    .replace(/<!--[\s\S]*?-->\n?/g, '')
    .replace(/^[\s\S]*?(?=<svg)/, '')
    .replace(/<svg([^>]*)>/, `<svg role="img"$1>\n<title>${escaped(protocol.name[language])}</title>`)
    .trim()}\n`
}
