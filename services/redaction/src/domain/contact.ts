import { type Identity, isOfPerson, RedactionFailed, type Span, type SpanType, wordsIn } from '@amparo/text'
import type { Texts } from './redactor.ts'

/** Lines of a rule of contact that people type; of another hub's, whatever stands there. */
interface Lines {
  readonly value: unknown
  readonly when: unknown
  /** As the reader is told it: who calls may have to say it. */
  readonly codeWord: unknown
}

type Reading = Pick<Texts, 'engine' | 'policy'>

/**
 * How somebody is reached, for who may not know the name: a line of when that names anybody, or says where they are, is left out, and of a value that
 * names anybody its number or e-mail alone is left. What the engine cannot judge is left out too.
 */
export const withoutNamesIn = (
  { value, when, codeWord }: Lines,
  known: Identity,
  reading: Reading,
): { value: string | null; when: string | null } => ({
  value: typeof value === 'string' ? reachedBy(value, withoutLine(known, value), reading) : null,
  when: typeof when === 'string' && tellsTimeAlone(withoutWord(when, codeWord), known, reading) ? when : null,
})

/** A value is in the record as what it is: it is no find by itself, what is in it may be. */
const withoutLine = (known: Identity, line: string): Identity => {
  const others = (list: readonly string[] = []): string[] => list.filter(one => one !== line)
  const { phones, emails, addresses } = known
  return { ...known, phones: others(phones), emails: others(emails), addresses: others(addresses) }
}

function reachedBy(value: string, known: Identity, reading: Reading): string | null {
  const found = foundIn(value, known, reading)
  if (found?.some(({ type }) => isOfPerson(type)) === false) return value
  const reached = found?.find(({ type }) => REACHES.has(type))
  return reached ? value.slice(reached.start, reached.end) : null
}
const REACHES: ReadonlySet<SpanType> = new Set<SpanType>(['PHONE', 'EMAIL'])

/** Undefined: also masked it would not be safe, or nobody can tell. */
function foundIn(line: string, identity: Identity, { engine, policy }: Reading): readonly Span[] | undefined {
  try {
    return engine.redact(line, { identity, policy }).spans
  } catch (error) {
    if (error instanceof RedactionFailed) return undefined
    throw error
  }
}

const tellsTimeAlone = (line: string, known: Identity, reading: Reading): boolean =>
  foundIn(line, known, reading)?.every(span => isOfTime(span, line)) ?? false

const withoutWord = (line: string, word: unknown): string =>
  typeof word === 'string' && word !== ''
    ? line.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}(?![\\p{L}\\p{N}])`, 'gu'), '…')
    : line

const escaped = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** Days and hours look like names, ages and numbers to who looks for those: when somebody may be called is what the line is for. */
function isOfTime({ type, own, start, end }: Span, line: string): boolean {
  if (own === true) return false
  const piece = line.slice(start, end)
  return type === 'DATE' || type === 'AGE' || HOURS.test(piece) || wordsIn(piece).every(word => DAYS.has(word))
}
const HOURS = /^\d{1,2}(?:[.:h]\d\d)? ?[-–] ?\d{1,2}(?:[.:h]\d\d)?$/
const DAYS: ReadonlySet<string> = new Set(
  [
    'lunes martes miercoles jueves viernes sabado sabados domingo domingos',
    'segunda segundas terca tercas quarta quartas quinta quintas sexta sextas feira feiras',
    'lundi lundis mardi mardis mercredi mercredis jeudi jeudis vendredi vendredis samedi samedis dimanche dimanches',
    'monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday saturdays sunday sundays',
  ].flatMap(days => days.split(' ')),
)
