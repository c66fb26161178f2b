import { matchesIn } from '../find/matches.ts'
import { type Mark, markOf } from '../marks.ts'
import { gapAfter, isSpared, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { setOf } from '../words/set-of.ts'
import { isTopic } from '../words/topics.ts'
import { isRelation, opensClause } from './way-words.ts'

/** Houses of trade and schools that have a name of their own, folded. */
const HEADS = setOf(`
bar billar gallera maquila mina campamento lavanderia peluqueria cantina picanteria hotel hostal posada restaurante comedor tienda taller finca hacienda whiskeria discoteca cevicheria cafeteria pizzeria fonda escuela colegio
fazenda boate pousada lanchonete padaria oficina posto churrascaria pastelaria salao loja escola creche mercadinho
restaurant resto boutique atelier pension auberge ecole college garage snack hotel boite
shop spa lounge nightclub school academy motel inn`)
const ARTICLES = setOf('el la los las o a os as le les l the')
const IS_CALLED = /^ (?:se llama|se chama|chama-se|s'appelle|llamad[oa]|chamad[oa]|appelee?|called|named|es|e|est|is) $/
const MOST_WORDS = 4
const QUOTED = /\((?:«|"|“) ?(\p{L}[^«»"“”()\n]{3,40}?) ?(?:»|"|”)\)/gu

/** Small firms and schools by names that letters do not show: "picanteria el manaba,", "O BAR É CANTINHO DA GAÚCHA;", («Le Bon Port»). */
export const tradeWords: Iterable<string> = HEADS

export function housesOfTrade(scene: Scene, heads: readonly Token[]): Mark[] {
  const { tokens } = scene
  const found: Mark[] = []
  for (const t of heads) {
    if (!t.quiet) continue
    const last = named(scene, t)
    if (last !== undefined) found.push(markOf(t.start, (tokens[last] as Token).end, 'ORG_SMALL'))
  }
  if (/\((?:«|"|“)/.test(scene.text)) found.push(...quoted(scene))
  return found
}

function named(scene: Scene, head: Token): number | undefined {
  const { tokens, text } = scene
  const next = tokens[head.index + 1]
  if (next === undefined || next.line !== head.line) return undefined
  if (ARTICLES.has(next.text) && gapAfter(scene, head.index) === ' ') return closing(scene, next.index + 1, 1)
  for (let i = head.index + 1; i <= head.index + 2 && i + 1 < tokens.length; i++) {
    const name = tokens[i + 1] as Token
    if (!IS_CALLED.test(text.slice(head.end, Math.min(name.start, head.end + 14)))) continue
    return closing(scene, ARTICLES.has(name.text) ? i + 2 : i + 1, ARTICLES.has(name.text) ? 1 : 2)
  }
  return gapAfter(scene, head.index) === ' ' ? closing(scene, head.index + 1, 2) : undefined
}

/** The last word of a name that begins at a token and ends its clause. */
function closing(scene: Scene, from: number, least: number): number | undefined {
  const { tokens } = scene
  let words = 0
  for (let i = from; i < tokens.length && i - from < MOST_WORDS; i++) {
    const t = tokens[i] as Token
    const isLink = words > 0 && /^(?:d[aeo]s?|del|du|d|y|e|of|and|&)$/.test(t.text)
    if (!isLink && !isNameWord(scene, t)) return undefined
    if (!isLink) words++
    const gap = gapAfter(scene, i)
    if (i + 1 >= tokens.length || /^[,.;:)»"\n]/.test(gap)) return !isLink && words >= least ? i : undefined
    if (!/^[ '-]$/.test(gap)) return undefined
  }
  return undefined
}

const isNameWord = (scene: Scene, t: Token): boolean =>
  (t.flags & (IS.function | IS.month)) === 0 &&
  !isSpared(scene, t) &&
  !isRelation(t) &&
  !opensClause(t) &&
  t.digits < 2 &&
  !isTopic(t.topic, 'weekday', 'time', 'say', 'travel', 'money', 'is', 'law', 'institution', 'work', 'dwell', 'who')

function quoted(scene: Scene): Mark[] {
  return matchesIn(scene.text, QUOTED).flatMap(match => {
    const name = match[1] as string
    const start = match.index + match[0].indexOf(name)
    const isWritten = /^\p{Lu}/u.test(scene.folded.source.slice(scene.folded.from(start)))
    return isWritten && name.includes(' ') && !/[.!?,]/.test(name)
      ? [markOf(start, start + name.length, 'ORG_SMALL')]
      : []
  })
}
