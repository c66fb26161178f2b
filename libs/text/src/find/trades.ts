import { before, mark, matchAt, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { enlist } from '../words/flags.ts'
import { tokenAt } from './near.ts'

const HEAD = enlist('t d dba trading doing nome nombre nom enseigne razon bajo sob'.split(' '))
const TRADING =
  /(?:t\/a|d\/b\/a|dba|trading as|doing business as|nome fantasia|nombre comercial|nom commercial|enseigne|razon social|sob o nome|bajo el nombre)(?: de)? ["«“”]?/y
const SAINT = enlist('san santa santo sao saint sainte st ste'.split(' '))
const AT = /(?:^|[^a-z])(?:por|em|en|de|d'|from|in|at|a|para|hacia|vers|near|na|no) $/
const MOST_WORDS = 6

/** The name under which somebody trades, and places called after a saint where case says nothing. */
export function findTrades(scene: Scene): void {
  if ((scene.signs & (HEAD | SAINT)) === 0) return
  for (const t of scene.listed) {
    if ((t.signs & HEAD) !== 0) trade(scene, t)
    else if (t.quiet && (t.signs & SAINT) !== 0) saint(scene, t)
  }
}

function trade(scene: Scene, t: Token): void {
  const found = matchAt(TRADING, scene, t.start)?.[0]
  const first = found === undefined ? undefined : tokenAt(scene, t.start + found.length)
  const last = first === undefined ? undefined : lastCapital(scene, first)
  if (first !== undefined && last !== undefined) mark(scene, first.start, last.end, 'ORG_SMALL')
}

function saint(scene: Scene, t: Token): void {
  const name = scene.tokens[t.index + 1]
  if (name === undefined || name.end - name.start < 3 || name.start - t.end > 2 || name.line !== t.line) return
  if (!AT.test(before(scene, t.start, 6)) || scene.lists.isBigPlace(`${t.text} ${name.text}`)) return
  mark(scene, t.start, name.end, 'PLACE_SMALL')
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
