/**
 * `npm run train:judge [-- --data FILE --rounds N --runs N --out FILE]`: teaches the judge of the text engine from the narratives and judgments in
 * libs/text/training, and writes libs/text/src/judge/judge.bin. The same input gives the same file.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { judging, LANGUAGES, lists, loadNameTagger } from '@amparo/text/node'
import { givenPath } from './lib/given-path.ts'
import { Crf } from './lib/judge/crf.ts'
import { namesAlone } from './lib/judge/names-alone.ts'
import { ownJudgments, ownNarratives, readMarked } from './lib/judge/narratives.ts'
import { exchanged, pieces as piecesOf, sentences } from './lib/judge/swap.ts'
import { taught } from './lib/judge/taught.ts'
import { toldToHelpers } from './lib/judge/told.ts'
import { namesIn, renamed, rewritten } from './lib/judge/vary.ts'
import { augmented } from './lib/names/augment.ts'
import { corporaIn } from './lib/names/corpora.ts'
import { pick, randomFrom, shuffle } from './lib/names/random.ts'
import { story } from './lib/names/stories.ts'
import { misunderstood, numberOf, optionsOf } from './lib/options.ts'

const SEED = 20260304
const WEIGHTS = new URL('../libs/text/src/judge/judge.bin', import.meta.url)
const VARIANTS = 6
const EXCHANGED_VARIANTS = 3
const SENTENCES = 500
const PIECES = 1500
const STORIES = 500
const RATE = 0.1
/** In the second half of the rounds, weights are kept behind so many texts: the shipped ones are their mean. */
const EACH = 100

const usage = `Usage: npm run train:judge -- [options]

  --corpora DIR   public corpora whose names are learnt from as well: the shipped weights are made with them
  --data FILE     narratives to learn from, as often as wanted (default train, further, field, notes, cases and
                  official/train of libs/text/training)
  --rounds N      how often all is gone through (default 3)
  --runs N        how often that is begun anew, by other chances: the weights are the mean (default 3)
  --out FILE      the weights (default libs/text/src/judge/judge.bin)
  --help          this text`

const values = optionsOf(
  {
    data: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '3' },
    runs: { type: 'string', default: '3' },
    corpora: { type: 'string' },
    out: { type: 'string' },
  },
  usage,
)
const rounds = timesOf('rounds', values.rounds)
const runs = timesOf('runs', values.runs)

function timesOf(option: string, given: string): number {
  try {
    return numberOf(option, given, 1)
  } catch (error) {
    return misunderstood(error, usage)
  }
}

const random = randomFrom(SEED)
const narratives = values.data?.flatMap(file => readMarked(readFileSync(givenPath(file), 'utf8'))) ?? [
  ...ownNarratives(),
  ...ownJudgments().map(toldToHelpers),
]
const others = namesIn(narratives)
const met = piecesOf(narratives)
const lessonOf = judging.lessonsWith(loadNameTagger(), lists)
const corpora = values.corpora === undefined ? [] : corporaIn(givenPath(values.corpora))
const crf = new Crf()
for (const [at, marked] of narratives.entries()) {
  crf.meet(lessonOf(marked), at + 1)
  crf.meet(lessonOf({ ...renamed(marked, others, random), identity: undefined }), at + 1)
  crf.meet(lessonOf(exchanged(marked, met, random)), at + 1)
}
for (let at = 0; at < SENTENCES; at++) crf.meet(lessonOf(sentences(random)), narratives.length + PIECES + at + 1)
for (let at = 0; corpora.length > 0 && at < PIECES; at++)
  crf.meet(lessonOf(namesAlone(augmented(pick(random, corpora), random))), narratives.length + at + 1)
const features = crf.begin()
console.log(`${features.length} features`)
writeFileSync(values.out === undefined ? WEIGHTS : givenPath(values.out), taught(crf, features, { runs, rounds, go }))

/** The first of a round's variants is the text itself, the last ones have other identifiers of all types in them. */
function varied(marked: judging.Marked, at: number): judging.Marked {
  if (at === 0) return marked
  const other = renamed(marked, others, random)
  return at < VARIANTS - EXCHANGED_VARIANTS ? other : exchanged(other, met, random)
}

/** Goes through all once, in variants of their own. Answers what it was. */
function go(round: number): string {
  const began = Date.now()
  const variants = narratives.flatMap(marked =>
    Array.from({ length: VARIANTS }, (_, at) => rewritten(varied(marked, at), random)),
  )
  variants.push(...Array.from({ length: SENTENCES }, () => rewritten(sentences(random), random)))
  const pieces = [
    ...Array.from({ length: corpora.length === 0 ? 0 : PIECES }, () => augmented(pick(random, corpora), random)),
    ...Array.from({ length: STORIES }, () => augmented(story(random, pick(random, LANGUAGES)), random)),
  ]
  variants.push(...pieces.map(namesAlone))
  shuffle(random, variants)
  let words = 0
  let steps = 0
  for (const marked of variants) {
    const lesson = lessonOf(random() < 0.5 ? { ...marked, identity: undefined } : marked)
    if (marked.namesAlone && random() < 0.5) lesson.evidence.lean.fill(0)
    words += lesson.evidence.count
    crf.learn(lesson, RATE * (1 - (0.8 * round) / rounds), random)
    if (round > rounds / 2 && ++steps % EACH === 0) crf.remember()
  }
  return `${variants.length} texts, ${words} words, ${Math.round((Date.now() - began) / 1000)} s`
}
