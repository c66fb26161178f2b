import { mark, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { tokenAt } from './near.ts'

const TRADING =
  /(?<!\p{L})(?:t\/a|d\/b\/a|dba|trading as|doing business as|nome fantasia|nombre comercial|nom commercial|a l'enseigne|de razon social|razon social|sob o nome(?: de)?|bajo el nombre(?: de)?) (?:de )?["«“”]?/gu
const SAINT =
  /(?<![\p{L}])(?:por|em|en|de|d'|from|in|at|a|para|hacia|vers|near|na|no|police at) ((?:san|santa|santo|sao|saint|sainte|st\.?|ste\.?) [a-z]{3,})(?! [A-Z])/gu
const MOST_WORDS = 6

/** The name under which somebody trades, and places called after a saint where case says nothing. */
export function findTrades(scene: Scene): void {
  const { text, lists } = scene
  for (const found of text.matchAll(TRADING)) {
    const first = tokenAt(scene, found.index + found[0].length)
    const last = first === undefined ? undefined : lastCapital(scene, first)
    if (first !== undefined && last !== undefined) mark(scene, first.start, last.end, 'ORG_SMALL')
  }
  for (const found of text.matchAll(SAINT)) {
    const place = found[1] ?? ''
    const first = tokenAt(scene, found.index + found[0].length - place.length)
    if (first?.quiet !== true || lists.isBigPlace(place.replace('.', ''))) continue
    mark(scene, first.start, first.start + place.length, 'PLACE_SMALL')
  }
}

function lastCapital({ text, tokens }: Scene, first: Token): Token | undefined {
  let last: Token | undefined
  for (let i = first.index; i - first.index < MOST_WORDS; i++) {
    const t = tokens[i]
    if (t === undefined || (i > first.index && !/^[ '&-]{1,3}$/.test(text.slice(tokens[i - 1]?.end, t.start)))) break
    if (t.letterCase === 'lower' && t.end - t.start > 3) break
    last = t.letterCase === 'lower' && t.text !== 's' ? last : t
  }
  return last
}
