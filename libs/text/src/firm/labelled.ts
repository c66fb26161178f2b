import type { Mark } from '../marks.ts'
import { gapAfter, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { type Ground, OTHER } from './ground.ts'

/** "LOGEMENT.....:", "Onde dorme hoje:", "Dirección anterior:" */
const COLON = /^ ?\.*: {0,12}$/
const MOST_ASKED = 2
const MOST_WORDS = 24
/** What is no answer: "none", "no sabe". */
const NONE: ReadonlySet<string> = new Set(
  'no none sin sem sans desconocido desconocida desconocido ninguno ninguna nenhum unknown nao n neant aucun aucune reservado reservada confidencial idem same'.split(
    ' ',
  ),
)

/** What a form's line answers that asks for an address. */
export function answersWhere(scene: Scene, asking: readonly Token[], { of }: Ground): Mark[] {
  const { tokens } = scene
  const found: Mark[] = []
  for (const t of asking) {
    const first = answerBehind(scene, t)
    if (first === undefined || NONE.has(first.text) || of[first.index] === OTHER) continue
    let last = first.index
    while (last + 1 < tokens.length && last - first.index < MOST_WORDS && goesOn(scene, last, of)) last++
    if (last > first.index) found.push({ start: first.start, end: (tokens[last] as Token).end, type: 'ADDRESS' })
  }
  return found
}

function answerBehind(scene: Scene, asking: Token): Token | undefined {
  for (let i = asking.index; i <= asking.index + MOST_ASKED; i++) {
    const next = scene.tokens[i + 1]
    if (next === undefined || next.line !== asking.line) return undefined
    const gap = gapAfter(scene, i)
    if (COLON.test(gap)) return next
    if (gap !== ' ') return undefined
  }
  return undefined
}

/** Whether the answer goes on behind a token: not over a line, a wide gap, a sentence or what is something else. */
function goesOn(scene: Scene, index: number, of: Uint8Array): boolean {
  const gap = gapAfter(scene, index)
  const here = scene.tokens[index] as Token
  const next = scene.tokens[index + 1] as Token
  if (next.line !== here.line || of[index + 1] === OTHER || / {3}|[;|()[\]?!«»"]/.test(gap)) return false
  if (/^\.+ /.test(gap) && (here.end - here.start > 4 || (next.first && here.digits > 0))) return false
  return !(gapAfter(scene, index + 1).includes(':') && (next.flags & ~IS.listed) !== 0)
}
