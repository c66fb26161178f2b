import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language, SpanType } from '@amparo/text'
import type { judging } from '@amparo/text/node'
import type { Range } from '../eval/document.ts'
import { readTagged } from '../eval/formats/conll.ts'
import { readMeddocan } from '../eval/formats/meddocan.ts'
import { readTab } from '../eval/formats/tab.ts'

/** What a type of one of the corpora is to the engine; of what is unsure, for its annotators marked it for another end, nothing is learnt. */
const TYPES: readonly (readonly [tags: RegExp, type: SpanType | 'UNSURE'])[] = [
  [/^(PER|PESSOA|NOMBRE_)/, 'PERSON'],
  [/^(DATE|TEMPO|FECHAS)/, 'DATE'],
  [/^EDAD/, 'AGE'],
  [/^QUANTITY/, 'AMOUNT'],
  [/^CALLE/, 'ADDRESS'],
  [/^ORGANIZACAO/, 'UNSURE'],
  [/^(ORG|HOSPITAL|CENTRO_SALUD|INSTITUCION)/, 'ORG_SMALL'],
  [/^(LOC|TERRITORIO|PAIS)/, 'PLACE_SMALL'],
  [/^(DEM|SEXO|FAMILIARES|PROFESION|OTROS|MISC)/, 'TRAIT'],
  [/^JURISPRUDENCIA/, 'UNSURE'],
  [/^(CODE|ID_|NUMERO|CORREO|URL|DIREC|IDENTIF)/, 'DOC_ID'],
]
const SENTENCES_A_TEXT = 40

/**
 * Judgments and reports of hospitals: the training halves of the public corpora, with what their annotators marked. Of Brazilian courts and cases,
 * which LeNER-Br marks for another end than to mask them, nothing is learnt.
 *
 * One list a source.
 *
 * @param spared so many of the English judgments, the last ones, are left out: of these no other half is at hand to measure on
 */
export function officialTextsIn(folder: string, spared: number): judging.Marked[][] {
  const file = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8')
  const tagged = (lang: Language, ...path: string[]) =>
    readTagged(file(...path), SENTENCES_A_TEXT).map(({ text, ranges }) =>
      markedOf({ lang, text, spans: ranges.map(range => ({ ...range, type: range.tag })) }),
    )
  return [
    readMeddocan(file('meddocan', 'es.train.jsonl')).map(markedOf),
    butLast(spared, readTab(file('tab', 'en.train.jsonl'))).map(markedOf),
    tagged('pt', 'lener-br', 'pt.train.conll'),
    tagged('es', 'echr', 'es.train.tsv'),
    tagged('fr', 'echr', 'fr.train.tsv'),
  ]
}

const butLast = <T>(count: number, of: readonly T[]): readonly T[] => of.slice(0, of.length - count)

/** Of two pieces that overlap the first. */
export function markedOf({
  lang,
  text,
  spans,
}: {
  readonly lang: Language
  readonly text: string
  readonly spans: readonly (Range & { readonly type: string })[]
}): judging.Marked {
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
