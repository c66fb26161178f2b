import { foldText, inEachLanguage } from '@amparo/text'
import { type judging, LANGUAGES, type OfficialWords, type TellingWords, wordsToldBy } from '@amparo/text/node'
import { type Random, randomFrom, shuffle } from '../names/random.ts'

const SEED = 20260304
/** A source counts as so many texts, but none of its texts for more than so many narratives. */
const SOURCE_COUNTS = 120
const TEXT_COUNTS = 3

/** Which words tell judgments and reports of hospitals, one list a source, from narratives. */
export function toldBy(
  sources: readonly (readonly judging.Marked[])[],
  narratives: readonly judging.Marked[],
): OfficialWords {
  return inEachLanguage(lang => {
    const inLanguage = (texts: readonly judging.Marked[]) => texts.filter(text => text.lang === lang)
    const official = sources.map(inLanguage).flatMap(texts => {
      const counts = Math.min(TEXT_COUNTS, SOURCE_COUNTS / texts.length)
      return texts.map(text => ({ words: wordsOf(text), official: true, counts }))
    })
    const others = inLanguage(narratives).map(text => ({ words: wordsOf(text), official: false, counts: 1 }))
    return tellingWords([...official, ...others], randomFrom(SEED + LANGUAGES.indexOf(lang)))
  })
}

/** Nothing of what is marked: names tell nothing of a text. */
function wordsOf({ text, spans }: judging.Marked): Set<string> {
  let rest = ''
  let at = 0
  for (const { start, end } of spans) {
    rest += `${text.slice(at, start)} `
    at = end
  }
  return wordsToldBy(foldText(rest + text.slice(at)))
}

/** The words of a text, each once, and how much it counts. */
interface Example {
  readonly words: ReadonlySet<string>
  readonly official: boolean
  readonly counts: number
}

/** Of each language so many words are kept, those that tell most. */
const KEPT = 800
/** What fewer texts hold is not learnt. */
const LEAST_TEXTS = 4
const ROUNDS = 12
/** Steps go down from round to round by the first, to the second. */
const RATE = 2
const LEAST_RATE = 0.05
const BIAS_RATE = 0.1
const DECAY = 2e-6

/** Learns what words tell by logistic regression: once by all, then by those alone that told most. */
function tellingWords(examples: readonly Example[], random: Random): TellingWords {
  const texts = new Map<string, number>()
  for (const { words } of examples) for (const word of words) texts.set(word, (texts.get(word) ?? 0) + 1)
  const known = [...texts].filter(([, count]) => count >= LEAST_TEXTS).map(([word]) => word)
  const first = learnt(examples, known, random)
  const telling = (word: string, at: number): number =>
    Math.abs(first.weights[at] as number) * Math.sqrt(texts.get(word) as number)
  const kept = known
    .map((word, at) => ({ word, tells: telling(word, at) }))
    .sort((a, b) => b.tells - a.tells || (a.word < b.word ? -1 : 1))
    .slice(0, KEPT)
    .map(({ word }) => word)
  const { weights, bias } = learnt(examples, kept, random)
  const hundredths = (logits: number): number => Math.round(100 * logits)
  return {
    weights: new Map(kept.map((word, at) => [word, hundredths(weights[at] as number)])),
    bias: hundredths(bias),
  }
}

/** The mean of the weights behind each round of the second half. */
function learnt(examples: readonly Example[], words: readonly string[], random: Random) {
  const places = new Map(words.map((word, at) => [word, at]))
  const seen = examples.map(({ words: held, official, counts }) => ({
    places: Int32Array.from([...held].flatMap(word => places.get(word) ?? [])),
    right: official ? 1 : 0,
    counts,
  }))
  const weights = new Float64Array(words.length)
  const mean = new Float64Array(words.length)
  let bias = 0
  let meanBias = 0
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(random, seen)
    const rate = RATE * (1 - round / ROUNDS) + LEAST_RATE
    for (const { places: held, right, counts } of seen) {
      const share = 1 / Math.sqrt(Math.max(1, held.length))
      const sum = bias + share * held.reduce((all, at) => all + (weights[at] as number), 0)
      const step = (right - 1 / (1 + Math.exp(-sum))) * counts * rate
      for (const at of held) weights[at] = (weights[at] as number) + step * share
      bias += step * BIAS_RATE
    }
    const stays = 1 - DECAY * seen.length
    for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] as number) * stays
    if (round < ROUNDS / 2) continue
    for (const [at, weight] of weights.entries()) mean[at] = (mean[at] as number) + weight / (ROUNDS / 2)
    meanBias += bias / (ROUNDS / 2)
  }
  return { weights: mean, bias: meanBias }
}
