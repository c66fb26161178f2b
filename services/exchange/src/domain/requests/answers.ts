import { type FieldError, isDay } from '@amparo/kernel'
import type { Coded } from '@amparo/protocols'
import { isSha256 } from '../codes.ts'
import { faultOfAnnexes } from './annexes.ts'
import type { AskedField } from './form.ts'
import type { FieldKind, RequestForm } from './terms.ts'

/** What a request says, by field: codes, dates, numbers, yes, and the hashes of what redaction holds. Never a text. */
export type Answers = Readonly<Record<string, Coded>>

type Form = readonly AskedField[]

/** Fields that are not asked, and answers that are not of the field's kind: pointers and codes, never a value. */
export function faultsOf(asked: Form, { instead }: Pick<RequestForm, 'instead'>, answers: Answers): FieldError[] {
  const byName = new Map(asked.map(field => [field.field, field]))
  const sources = instead.map(({ source }) => source)
  const faults = Object.entries(answers).flatMap(([name, answer]): FieldError[] => {
    const def = byName.get(name)
    // A name that is on no form may be anything: it is not said again.
    if (def === undefined) return [{ pointer: '/answers', code: 'unknown_field' }]
    const code = CHECKS[def.kind](answer, def.codes, sources)
    return code === undefined ? [] : [{ pointer: `/answers/${name}`, code }]
  })
  return [...faults, ...(isInOrder(answers) ? [] : [{ pointer: '/answers/period-to', code: 'not_in_order' }])]
}

/** What the treaty, the assistance or a rule asks for and the request does not say. It is not sent like that. */
export const missingEssentials = (asked: Form, answers: Answers): AskedField[] =>
  asked.filter(({ essential, field }) => essential && answers[field] === undefined)

type Check = (answer: Coded, codes: readonly string[], sources: readonly string[]) => string | undefined

/** A hundred years: longer is for life. */
const MOST_MONTHS = 1_200
const MOST_TRIED = 30

const CHECKS: Readonly<Record<FieldKind, Check>> = {
  sealed: answer => (typeof answer === 'string' && isSha256(answer) ? undefined : 'not_a_hash'),
  code: (answer, codes) => onList(answer, codes),
  codes: (answer, codes) => {
    if (!isList(answer)) return 'wrong_type'
    if (answer.length === 0) return 'too_few'
    if (new Set(answer).size < answer.length) return 'repeated'
    return answer.map(one => onList(one, codes)).find(code => code !== undefined)
  },
  date: answer => (typeof answer === 'string' && isDay(answer) ? undefined : 'wrong_format'),
  months: answer =>
    typeof answer === 'number' && Number.isInteger(answer) && answer >= 1 && answer <= MOST_MONTHS
      ? undefined
      : 'not_allowed',
  yes: answer => (answer === true ? undefined : 'not_allowed'),
  tried: (answer, outcomes, sources) => {
    if (!isList(answer)) return 'wrong_type'
    if (answer.length === 0) return 'too_few'
    if (answer.length > MOST_TRIED) return 'too_many'
    return answer.map(one => tried(one, outcomes, sources)).find(code => code !== undefined)
  },
  files: faultOfAnnexes,
}

const onList = (answer: Coded, codes: readonly string[]): string | undefined =>
  typeof answer === 'string' && codes.includes(answer) ? undefined : 'not_on_the_list'

function tried(answer: Coded, outcomes: readonly string[], sources: readonly string[]): string | undefined {
  if (typeof answer !== 'object' || isList(answer)) return 'wrong_type'
  const { source, outcome, ...more } = answer
  if (source === undefined || outcome === undefined) return 'required'
  if (Object.keys(more).length > 0) return 'unknown_field'
  return onList(source, sources) ?? onList(outcome, outcomes)
}

const isList = (answer: Coded): answer is readonly Coded[] => Array.isArray(answer)

function isInOrder(answers: Answers): boolean {
  const { 'period-from': from, 'period-to': to } = answers
  return typeof from !== 'string' || typeof to !== 'string' || from <= to
}
