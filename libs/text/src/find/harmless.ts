import { before, gapAfter, isMasked, matchAt, type Scene, spare } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'

/** Laws, amounts of money and times of day: their numbers and capitals tell nothing of a person. */
export function findHarmless(scene: Scene): void {
  const { tokens } = scene
  for (let i = 0; i < tokens.length; i++) {
    const t = tokens[i]
    if (t === undefined) break
    if (t.flags & IS.lawHead) {
      const end = lawFrom(scene, i)
      if (end > i) {
        spare(scene, t.start, tokens[end]?.end ?? t.end)
        i = end
        continue
      }
    }
    if (t.end - t.start === 1 && t.letterCase === 'capital') sparedTurn(scene, t)
    if (t.digits > 0 && !isMasked(scene, t)) sparedNumber(scene, t)
  }
}

const LONGEST_LAW = 22
const INSIDE = IS.lawHead | IS.lawWord | IS.function | IS.particle

/** Index of the last token of the reference to a law that begins at `from`; `from` itself if there is none. */
function lawFrom(scene: Scene, from: number): number {
  const { tokens } = scene
  const head = tokens[from]
  if (head === undefined) return from
  if (head.text.length <= 2 && !(tokens[from + 1]?.digits || tokens[from + 1]?.text === 'i')) return from
  let last = from
  let telling = false
  for (let i = from + 1; i < tokens.length && i - from < LONGEST_LAW; i++) {
    const t = tokens[i]
    const gap = gapAfter(scene, i - 1)
    if (t === undefined || gap.length > 4 || gap.includes('\n')) break
    if (/[.!?] /.test(gap) && t.letterCase === 'capital' && (tokens[i - 1]?.text.length ?? 9) > 4) break
    if (t.digits > 0 ? t.digits > 7 || (t.digits > 4 && !/^[\d.]*$/.test(t.text)) : !isInLaw(t)) break
    if (t.digits > 0 || ((t.flags & (IS.lawWord | IS.lawHead)) !== 0 && t.letterCase !== 'lower')) telling = true
    if ((t.flags & (IS.function | IS.particle)) === 0 || t.digits > 0) last = i
    if (t.digits === 4 && (tokens[i + 1]?.flags ?? 0) !== 0 && /[.;]/.test(gapAfter(scene, i))) break
  }
  return telling ? last : from
}

const isInLaw = (t: Token): boolean =>
  t.text.length === 1 ||
  (t.flags & (INSIDE | IS.month)) !== 0 ||
  /^(?:i|ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii|xv|xx)$/.test(t.text)

/** "P. ¿De dónde viene? R. De la costa.": the letters of question and answer. */
function sparedTurn(scene: Scene, t: Token): void {
  const left = before(scene, t.start, 3)
  const right = scene.text.slice(t.end, t.end + 4)
  if ((/\? {0,2}$/.test(left) && /^[.:] /.test(right)) || (/(?:^|[.!?\n] ?)$/.test(left) && /^[.:] ?¿/.test(right)))
    spare(scene, t.start, t.end)
}

const CURRENCY_BEFORE = /(?:[$€£¥]|(?<![a-z])(?:r\$|s\/\.?|bs\.?|us\$?)) ?$/
const CURRENCY_AFTER = /^ ?[$€£%‰]/
const GROUP = /^[. ,'](?=\d)/
const CLOCK = /\d{1,2} ?(?::|h|h:) ?\d{2}(?: ?(?:h|hs|hrs?|am|pm)\b)?/y

function sparedNumber(scene: Scene, t: Token): void {
  const { text, tokens } = scene
  const clock = t.end - t.start <= 5 ? matchAt(CLOCK, scene, t.start)?.[0] : undefined
  const next = text[t.start + (clock?.length ?? 0)] ?? ' '
  if (clock !== undefined && !/[\d:/.-]/.test(next) && !/[\d/.:-]/.test(before(scene, t.start, 1))) {
    spare(scene, t.start, t.start + clock.length)
    return
  }
  let last = t.index
  while (
    GROUP.test(gapAfter(scene, last) + (text[tokens[last + 1]?.start ?? text.length] ?? '')) &&
    (tokens[last + 1]?.digits ?? 0) > 0 &&
    gapAfter(scene, last).length === 1 &&
    last - t.index < 5
  )
    last++
  const end = tokens[last]?.end ?? t.end
  const prior = tokens[t.index - 1]
  const after = tokens[last + 1]
  const left = before(scene, t.start, 4)
  const right = text.slice(end, end + 3)
  const close = (gap: string): boolean => gap.length <= 2 && /^[ .$]*$/.test(gap)
  const money =
    CURRENCY_BEFORE.test(left) ||
    CURRENCY_AFTER.test(right) ||
    (prior !== undefined &&
      (prior.flags & IS.currency) !== 0 &&
      close(text.slice(prior.end, t.start)) &&
      (prior.text.length > 2 || prior.letterCase !== 'lower')) ||
    (after !== undefined && (after.flags & IS.currency) !== 0 && close(gapAfter(scene, last))) ||
    /\d(?:usd|eur|bs|mil)$/.test(text.slice(t.start, end))
  if (money) {
    spare(scene, t.start, end)
    return
  }
  const digits = text.slice(t.start, end).replace(/\D/g, '').length
  if (after !== undefined && (after.flags & IS.unit) !== 0 && gapAfter(scene, last) === ' ' && digits <= 5)
    spare(scene, t.start, end)
}
