import { type Engine, type Identity, type Piece, RedactionFailed, type SpanType } from '@amparo/text'
import { everSaidOf, type Held, type OneRecord } from '../held.ts'
import { knownOfRecord, unitedOf } from '../known-identity.ts'
import { redactorFor, textsBy } from '../redactor.ts'
import type { ViewPolicy } from '../view-policy.ts'

/** Of these not even the kind of what may be told is told: the band of an age, the month of a date. */
const QUASI: ReadonlySet<SpanType> = new Set<SpanType>([
  ...(['AGE', 'DATE', 'DATE_BIRTH', 'NATIONALITY', 'GEO', 'PLACE_SMALL', 'PLACE', 'ORG_SMALL'] as const),
  ...(['OCCUPATION_RARE', 'KINSHIP_RARE', 'TRAIT', 'AMOUNT'] as const),
])
const GONE = '[…]'

/**
 * A text for everybody to read: nobody is named, suspects as little as victims, and what together could find somebody is gone too.
 * Undefined when it cannot be made safe.
 *
 * @param people whom the text is about, as far as the vault has them: they are hunted in it
 * @param by.masks what the custodian masks besides; nothing is lifted for everybody to read
 */
export function publicText(
  { lang, text }: { readonly lang: string; readonly text: string },
  people: readonly Held[],
  by: { readonly engine: Engine; readonly views: ViewPolicy; readonly masks?: readonly Piece[] },
): string | undefined {
  const { engine, views, masks = [] } = by
  const { texts, modes } = views
  const known = unitedOf(people.map(held => everybodyIn(held, engine)))
  try {
    const redactor = redactorFor(textsBy(engine, texts.profiles[modes.media_safe.texts]), known, lang)
    const { spans } = redactor.mask(text, { kept: masks, lifted: [] })
    const pieces = spans.map(({ start, type, placeholder }, n) => {
      const before = text.slice(spans[n - 1]?.end ?? 0, start)
      return before + (QUASI.has(type) ? GONE : placeholder)
    })
    return pieces.join('') + text.slice(spans.at(-1)?.end ?? 0)
  } catch (error) {
    if (error instanceof RedactionFailed) return undefined
    throw error
  }
}

/** The person and whoever else their records name, suspects among them. */
const everybodyIn = (held: Held, engine: Engine): Identity =>
  unitedOf(everSaidOf(held).map(record => everybodyOf(record, engine)))

function everybodyOf(record: OneRecord, engine: Engine): Identity {
  const known = knownOfRecord(record, engine)
  if (record.kind !== 'form') return known
  const { persons = [], accounts = [], vehicles = [] } = record.form.suspects ?? {}
  return {
    ...known,
    names: [...known.names, ...persons.flatMap(({ names }) => names)],
    aliases: [
      ...(known.aliases ?? []),
      ...persons.flatMap(({ aliases }) => aliases),
      ...accounts.map(({ handle }) => handle),
    ],
    phones: [...(known.phones ?? []), ...persons.flatMap(({ phones }) => phones)],
    documents: [...(known.documents ?? []), ...vehicles.map(({ plate }) => plate)],
  }
}
