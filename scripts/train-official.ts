/**
 * `npm run train:official -- --corpora DIR [--rounds N --runs N --spare N --out FILE]`: teaches the reader of judgments and reports of hospitals from the
 * training halves of public corpora and libs/text/training/official/train.jsonl, and which words tell such a text from the narratives beside it. Writes
 * official.bin and words.txt in libs/text/src/official. The same input gives the same files.
 */
import { writeFileSync } from 'node:fs'
import { judging, lists, loadNameTagger, writeWords } from '@amparo/text/node'
import { givenPath } from './lib/given-path.ts'
import { Crf } from './lib/judge/crf.ts'
import { ownJudgments, ownNarratives } from './lib/judge/narratives.ts'
import { taught } from './lib/judge/taught.ts'
import { namesIn, renamed } from './lib/judge/vary.ts'
import { randomFrom, shuffle } from './lib/names/random.ts'
import { officialTextsIn } from './lib/official/corpora.ts'
import { toldBy } from './lib/official/telling-words.ts'
import { otherwiseWritten } from './lib/official/vary.ts'
import { misunderstood, numberOf, optionsOf } from './lib/options.ts'
import { UsageError } from './lib/usage-error.ts'

const SEED = 20260304
const SHIPPED = new URL('../libs/text/src/official/', import.meta.url)
const RATE = 0.1
/** In the second half of the rounds, weights are kept behind so many texts: the shipped ones are their mean. */
const EACH = 20
/** So often the name tagger is not heard: it has learnt from the same texts, and is surer of them than of any other. */
const DEAF = 0.5

const usage = `Usage: npm run train:official -- --corpora DIR [options]

  --corpora DIR   the training halves of the public corpora
  --rounds N      how often all is gone through (default 6)
  --runs N        how often that is begun anew, by other chances: the weights are the mean (default 3)
  --spare N       leaves the last N of the English judgments out, to measure on (default 0)
  --out FILE      the weights of the reader; the words are left then (default official.bin in libs/text/src/official)
  --help          this text`

const values = optionsOf(
  {
    corpora: { type: 'string' },
    rounds: { type: 'string', default: '6' },
    runs: { type: 'string', default: '3' },
    spare: { type: 'string', default: '0' },
    out: { type: 'string' },
  },
  usage,
)
const { folder, rounds, runs, spared } = understood()

function understood() {
  try {
    if (values.corpora === undefined) throw new UsageError('Say where the corpora are: --corpora DIR.')
    return {
      folder: givenPath(values.corpora),
      rounds: numberOf('rounds', values.rounds, 1),
      runs: numberOf('runs', values.runs, 1),
      spared: numberOf('spare', values.spare, 0),
    }
  } catch (error) {
    return misunderstood(error, usage)
  }
}

const own = ownJudgments()
const published = officialTextsIn(folder, spared)
if (values.out === undefined)
  writeFileSync(new URL('words.txt', SHIPPED), writeWords(toldBy([own, ...published], ownNarratives())))

const random = randomFrom(SEED)
const lessonOf = judging.lessonsWith(loadNameTagger(), lists)
const crf = new Crf({ leastSources: 3, hideName: 0.2, hideWord: 0.1 })
const others = namesIn(own)
const ofField = new Set(own)
const lessons = [own, ...published].flat().map((text, at) => {
  const lesson = lessonOf(text)
  crf.meet(lesson, at + 1)
  return { lesson, text }
})
const features = crf.begin()
console.log(`${lessons.length} texts, ${features.length} features`)
const file = values.out === undefined ? new URL('official.bin', SHIPPED) : givenPath(values.out)
writeFileSync(file, taught(crf, features, { runs, rounds, go }))

/** Goes through all once, as they are and written otherwise; those of the field about other people, too. Answers how long it took. */
function go(round: number): string {
  const began = Date.now()
  const turns = lessons.flatMap(({ lesson, text }) => [
    () => lesson,
    () => otherwise(text),
    ...(ofField.has(text) ? [() => otherwise(renamed(text, others, random))] : []),
  ])
  shuffle(random, turns)
  for (const [step, turn] of turns.entries()) {
    crf.learn(turn(), RATE * (1 - (0.8 * round) / rounds), random)
    if (round > rounds / 2 && step % EACH === 0) crf.remember()
  }
  return `${turns.length} texts, ${Math.round((Date.now() - began) / 1000)} s`
}

function otherwise(text: judging.Marked): judging.Lesson {
  const lesson = lessonOf(otherwiseWritten(text, random))
  if (random() < DEAF) lesson.evidence.lean.fill(0)
  return lesson
}
