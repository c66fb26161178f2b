import { type Mark, markOf } from '../marks.ts'
import type { Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS, LABEL } from '../words/flags.ts'
import { FREQUENT } from '../words/known.ts'
import { isPeople } from '../words/topics.ts'

/** So many lines somebody writes before a word at their beginning is a name. */
const LEAST_LINES = 2
const SHORTEST = 3
/** Letters by which a name may be longer than what it is shortened to: "thay", "thaynara". */
const MOST_LONGER = 8
const COLON = 58
const SPACE = 32

/** By what names the writers of a thread go: "tish: where u at", wherever it stands, and what it is short for. */
export function threadNames(scene: Scene): Mark[] {
  const lines = new Map<string, number>(turnsIn(scene))
  let line = -1
  for (const t of scene.tokens) {
    if (t.line === line) continue
    // Behind the time that a telephone puts there.
    if (t.digits > 0) continue
    line = t.line
    if (isSender(scene, t)) lines.set(t.text, (lines.get(t.text) ?? 0) + 1)
  }
  const names = [...lines].filter(([, count]) => count >= LEAST_LINES).map(([name]) => name)
  if (names.length === 0) return []
  return scene.tokens
    .filter(t => names.some(name => isOf(name, t)))
    .map(({ start, end }) => markOf(start, end, 'PERSON'))
}

/** "AÏSSATOU : Jamais. PERGUNTA: Onde?": who speaks in a protocol, in capitals that no list explains. */
function turnsIn(scene: Scene): Map<string, number> {
  const turns = new Map<string, number>()
  for (const t of scene.tokens)
    if (t.first && t.letterCase === 'caps' && isTurn(scene, t)) turns.set(t.text, (turns.get(t.text) ?? 0) + 1)
  return turns
}

const isTurn = ({ text }: Scene, t: Token): boolean =>
  text.charCodeAt(text.charCodeAt(t.end) === SPACE ? t.end + 1 : t.end) === COLON &&
  t.end - t.start >= SHORTEST &&
  t.digits === 0 &&
  isUnlisted(t) &&
  (t.rank & FREQUENT) === 0 &&
  t.flags === 0

function isSender({ text }: Scene, t: Token): boolean {
  const at = text.charCodeAt(t.end) === SPACE ? t.end + 1 : t.end
  if (text.charCodeAt(at) !== COLON || t.end - t.start < SHORTEST || t.letterCase === 'caps') return false
  return (isUnlisted(t) || isPeople(t.topic)) && (t.flags & (LABEL | IS.official | IS.victim | IS.title)) === 0
}

const isUnlisted = (t: Token): boolean => !t.common && !t.anywhere

const isOf = (name: string, t: Token): boolean =>
  t.text === name ||
  (t.text.startsWith(name) && t.text.length <= name.length + MOST_LONGER && isUnlisted(t) && (t.rank & FREQUENT) === 0)
