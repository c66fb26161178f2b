import { before, type Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { IS } from '../words/flags.ts'
import { numberOf } from '../words/number-words.ts'

/** What stands behind a number that counts nothing. */
export const ALONE_AFTER = /^(?:[,;)]|\.(?!\d)| ?(?:y|and|e|et|now)\b| \((?:b\.|born|nac|nasc|nee?\b))/

/** An amount, a share or an ordinal, or what follows a sign within a longer number. */
export function isPartOfNumber(text: string, { start, end }: Token): boolean {
  const before = text.charAt(start - 1)
  if ('$€£+/#'.includes(before) && before !== '') return true
  if ('.,/:-'.includes(before) && isFigure(text.charCodeAt(start - 2))) return true
  const sign = text.charAt(text.charAt(end) === '.' ? end + 1 : end)
  return sign === 'o' || sign === '°'
}

const isFigure = (unit: number): boolean => unit >= 48 && unit <= 57

/** Whatever else tells an age ends in a word or a sign; figures beside figures tell none. */
export function isTold(left: string): boolean {
  const said = left.trimEnd()
  const unit = said.charCodeAt(said.length - 1)
  return said !== '' && !isFigure(unit)
}

/** "tem dezesseis", "a los veinte", "he is sixteen": a word that counts nothing else stands behind. */
const TOLD =
  /\b(?:tiene|tengo|tenia|tendra|tem|tenho|tinha|cumplio|cumple|cumpli|fiz|fez|hago|is|was|am|she's|he's|turned|(?:a|hasta|desde) los|aos) $/
const COUNTS = new Set('de do da of d y e et and a to por per en em in mil'.split(' '))

function isDone({ tokens, text }: Scene, last: number): boolean {
  const here = tokens[last]
  const next = tokens[last + 1]
  if (here === undefined || next === undefined || ALONE_AFTER.test(text.slice(here.end, here.end + 5))) return true
  return (next.flags & IS.function) !== 0 && !COUNTS.has(next.text) && text.slice(here.end, next.start) === ' '
}

const ASKED = /\b(?:edad|idade|age|how old|quel age|cuantos anos|quantos anos)\b[^?\n]{0,30}\?\s?\n?[^\n:]{0,20}:?\s?$/
export function isAsked(scene: Scene, t: Token): boolean {
  const left = before(scene, t.start, 80)
  return left.includes('?') && ASKED.test(left)
}

const GOING_ON =
  /^ (?:going on|goin on|para|pa|pra|indo (?:para|pra)|yendo para|va para|rumbo a) (?:los |os )?(\d{1,2}|[a-z]+)\b/
const SOON =
  /^ (?:next (?:week|month|year)|tomorrow|in (?:a week|a month|\w+ days)|(?:la semana|el mes|el ano) (?:que viene|entrante|proxim[oa])|(?:semana|mes|ano) que vem|(?:la semaine|le mois|l'annee) prochaine?)\b/

/** Where an age ends that somebody will soon outgrow, or soon reaches: "54 going on 55", "Fifteen next week"; undefined for any other number. */
export function soonOlder({ text }: Scene, t: Token, end: number, age: number): number | undefined {
  if (age < 5 || age > 99) return undefined
  const right = text.slice(end, end + 32)
  const found = GOING_ON.exec(right)
  const then = found?.[1]
  if (found !== null && then !== undefined && (numberOf(then) ?? Number(then)) === age + 1) return end + found[0].length
  return t.first && SOON.test(right) ? end : undefined
}

/** Whether a number in words is told as an age though no years are: `last` is its last token, `left` what stands before it. */
export const isToldInWords = (scene: Scene, left: string, last: number): boolean =>
  TOLD.test(left) && isDone(scene, last)
