import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SpanType } from '@amparo/text'
import type { judging } from '@amparo/text/node'
import type { Document } from '../eval/document.ts'
import { readConll } from '../eval/formats/conll.ts'
import { readMeddocan } from '../eval/formats/meddocan.ts'
import { readTab } from '../eval/formats/tab.ts'

/** What a type of one of the corpora is to the engine. */
const TYPES: readonly (readonly [tags: RegExp, type: SpanType])[] = [
  [/^(PERSON|NOMBRE_)/, 'PERSON'],
  [/^(DATE|FECHAS)/, 'DATE'],
  [/^EDAD/, 'AGE'],
  [/^QUANTITY/, 'AMOUNT'],
  [/^CALLE/, 'ADDRESS'],
  [/^(ORG|HOSPITAL|CENTRO_SALUD|INSTITUCION)/, 'ORG_SMALL'],
  [/^(PLACE|LOC|TERRITORIO|PAIS)/, 'PLACE_SMALL'],
  [/^(DEM|SEXO|FAMILIARES|PROFESION|OTROS|MISC)/, 'TRAIT'],
  [/^(CODE|ID_|NUMERO|CORREO|URL|DIREC|IDENTIF)/, 'DOC_ID'],
]

/**
 * Judgments and reports of hospitals: the training halves of the public corpora, with all that their annotators masked.
 *
 * @param spared so many of the English judgments, the last ones, are left out: of these no other half is at hand to measure on
 */
export function officialTextsIn(folder: string, spared: number): judging.Marked[] {
  const file = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8')
  return [
    ...readMeddocan(file('meddocan', 'es.train.jsonl')),
    ...butLast(spared, readTab(file('tab', 'en.train.jsonl'))),
    ...readConll(file('lener-br', 'pt.train.conll'), 'pt'),
    ...readConll(file('echr', 'es.train.tsv'), 'es'),
    ...readConll(file('echr', 'fr.train.tsv'), 'fr'),
  ].map(markedOf)
}

const butLast = <T>(count: number, of: readonly T[]): readonly T[] => of.slice(0, of.length - count)

/** Of two pieces that overlap the first. */
export function markedOf({ lang, text, spans }: Document): judging.Marked {
  const inOrder = spans.toSorted((a, b) => a.start - b.start || b.end - a.end)
  let end = 0
  const kept = inOrder.flatMap(span => {
    const type = TYPES.find(([tags]) => tags.test(span.type))?.[1]
    if (type === undefined || span.start < end || span.end <= span.start) return []
    end = span.end
    return [{ start: span.start, end, type }]
  })
  return { lang, text, spans: kept, identity: undefined }
}
