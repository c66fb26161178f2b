import { readFileSync } from 'node:fs'
import { inEachLanguage, LANGUAGES, type Language } from '../language.ts'
import type { Scene } from '../scene.ts'

/** What words tell of a text in which they stand: for a judgment or a report of a hospital, or against it. */
export interface TellingWords {
  /** In hundredths of a logit. */
  readonly weights: ReadonlyMap<string, number>
  readonly bias: number
}
export type OfficialWords = Readonly<Record<Language, TellingWords>>

/** Too few words tell nothing. */
const LEAST = 20
const BIAS = '.'

/** The words of a folded text, each once. */
export const wordsToldBy = (folded: string): Set<string> => new Set(folded.match(/[a-z]{3,}/g))

/** In doubt a text is read as both, and nothing that is found in it is lifted. */
export type Likeness = 'official' | 'doubtful' | 'other'

/** Sums, in hundredths of a logit, above which a text is in doubt, above which it is not any more, and under which a part of it is something else. */
const DOUBTFUL = -50
const SURE = 100
const OTHERWISE = -300
/** In letters; one begins at every half of one. In so long a part a judgment reads like one, and a note in one file with it does not. */
const PART = 1_200

/**
 * Whether a text is a judgment or a report of a hospital: by the sum of what its words tell, over the root of how many do. It is in doubt where a
 * part of it speaks against that.
 */
export function likenessOf({ text, language }: Pick<Scene, 'text' | 'language'>, told: OfficialWords): Likeness {
  const likely = likelihoodOf(text, told[language])
  if (likely === undefined || likely <= DOUBTFUL) return 'other'
  return likely > SURE && !hasOtherPart(text, told[language]) ? 'official' : 'doubtful'
}

function hasOtherPart(text: string, told: TellingWords): boolean {
  for (let at = 0; at + PART / 2 < text.length; at += PART / 2) {
    const likely = likelihoodOf(text.slice(at, at + PART), told)
    if (likely !== undefined && likely <= OTHERWISE) return true
  }
  return false
}

/** Undefined where too few words tell anything. */
function likelihoodOf(text: string, { weights, bias }: TellingWords): number | undefined {
  let sum = 0
  let count = 0
  for (const word of wordsToldBy(text)) {
    const weight = weights.get(word)
    if (weight === undefined) continue
    sum += weight
    count++
  }
  return count < LEAST ? undefined : bias + sum / Math.sqrt(count)
}

/** Lines of a language, a word and its weight; that of "." is the bias. */
export function readWords(from: URL = new URL('words.txt', import.meta.url)): OfficialWords {
  const lines = readFileSync(from, 'utf8').trimEnd().split('\n')
  const rows = lines.map(line => line.split(' ') as [language: string, word: string, weight: string])
  return inEachLanguage(language => {
    const weights = new Map(rows.filter(row => row[0] === language).map(([, word, weight]) => [word, Number(weight)]))
    const bias = weights.get(BIAS)
    if (bias === undefined || [...weights.values()].some(Number.isNaN))
      throw new Error(`words.txt does not tell what words of ${language} do`)
    weights.delete(BIAS)
    return { weights, bias }
  })
}

export const writeWords = (told: OfficialWords): string =>
  LANGUAGES.flatMap(language => {
    const { weights, bias } = told[language]
    const rows = [[BIAS, bias] as const, ...[...weights].sort(([a], [b]) => (a < b ? -1 : 1))]
    return rows.map(([word, weight]) => `${language} ${word} ${weight}\n`)
  }).join('')
