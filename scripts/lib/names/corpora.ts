import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Language, lists, type NameType } from '@amparo/text/node'
import type { Document, Range } from '../eval/document.ts'
import { readTagged, type Tagged } from '../eval/formats/conll.ts'
import { readMeddocan } from '../eval/formats/meddocan.ts'
import { readTab } from '../eval/formats/tab.ts'
import { foldedText } from '../eval/words.ts'
import type { Piece } from './piece.ts'

const TYPE: readonly (readonly [type: NameType, tags: RegExp])[] = [
  ['PERSON', /^(PERSON|PER|PESSOA|NOMBRE_)/],
  ['PLACE', /^(LOC|LOCAL|PLACE|TERRITORIO|CALLE)$/],
  ['ORG', /^(ORG|ORGANIZACAO|HOSPITAL|INSTITUCION|CENTRO_SALUD)$/],
]
/** Agencies and courts are no names here: they stay. */
const OF_STATE =
  /minist|tribun|polic|court|cour\b|cort|justic|turma|secretari|procurad|promotor|defensor|fiscal|camara|senad|congre|parl|govern|gobier|gouv|comis|commis|council|consel|conseil|republic|estado|state|vara|juzg|juiz|union|uniao|prefeit|federal|national|nacional|house of|instituto|conse[jl]|assembl|embass|embaix|police|chamber|high court|office|authority|department|ministry|stf|stj|tst|inss|pgr|mpf|mpt/
const TITLE = /^(?:(?:sr|sra|srta|d|dr|dra|m|mme|mm|mlle|mr|mrs|ms|me)\b[\s.]*)+/i
const SENTENCES_A_PIECE = 400

/** The training halves of the public corpora. */
export function corporaIn(folder: string): Piece[] {
  const file = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8')
  return [
    ...readMeddocan(file('meddocan', 'es.train.jsonl')).flatMap(marked),
    ...readTab(file('tab', 'en.train.jsonl')).flatMap(marked),
    ...readTagged(file('lener-br', 'pt.train.conll'), 5).flatMap(tagged('pt')),
    ...readTagged(file('echr', 'es.train.tsv'), 5).flatMap(tagged('es')),
    ...readTagged(file('echr', 'fr.train.tsv'), 5).flatMap(tagged('fr')),
    ...readTagged(file('wikigold', 'en.conll'), 5).flatMap(tagged('en')),
  ]
}

const tagged = (lang: Language) => (read: Tagged) => [pieceOf(lang, read.text, read.ranges)]

function marked(document: Document): Piece[] {
  const either = document.neutral.flatMap(range => ('type' in range ? [{ ...range, tag: String(range.type) }] : []))
  const ranges = [...document.spans.map(span => ({ ...span, tag: span.type })), ...either]
  return slices(document.lang, document.text, ranges)
}

/** Long texts in pieces that end at a line. */
function slices(lang: Language, text: string, ranges: readonly (Range & { tag: string })[]): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  while (from < text.length) {
    const line = text.indexOf('\n', from + SENTENCES_A_PIECE)
    const to = line < 0 ? text.length : line + 1
    const within = ranges.filter(r => r.start >= from && r.end <= to)
    pieces.push(
      pieceOf(
        lang,
        text.slice(from, to),
        within.map(r => ({ ...r, start: r.start - from, end: r.end - from })),
      ),
    )
    from = to
  }
  return pieces
}

function pieceOf(lang: Language, text: string, ranges: readonly (Range & { tag: string })[]): Piece {
  const names = ranges.flatMap(({ start, end, tag }) => {
    const type = TYPE.find(([, tags]) => tags.test(tag))?.[0]
    if (type === undefined) return []
    const from = type === 'PERSON' ? start + (TITLE.exec(text.slice(start, end))?.[0].length ?? 0) : start
    const folded = foldedText(text.slice(from, end))
    const stays =
      (type === 'PLACE' && lists.isBigPlace(folded)) ||
      (type === 'ORG' && (OF_STATE.test(folded) || lists.isInstitution(folded)))
    return stays || from >= end ? [] : [{ start: from, end, type }]
  })
  return { lang, text, names: names.sort((a, b) => a.start - b.start) }
}
