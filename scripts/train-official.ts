/**
 * `npm run train:official -- --corpora DIR [--rounds N --runs N --spare N --out FILE]`: teaches the reader of judgments and reports of hospitals from the
 * training halves of public corpora, and writes libs/text/src/official/official.bin. The same input gives the same file.
 */
import { writeFileSync } from 'node:fs'
import { judging, lists, loadNameTagger } from '@amparo/text/node'
import { givenPath } from './lib/given-path.ts'
import { Crf } from './lib/judge/crf.ts'
import { taught } from './lib/judge/taught.ts'
import { randomFrom, shuffle } from './lib/names/random.ts'
import { officialTextsIn } from './lib/official/corpora.ts'
import { otherwiseWritten } from './lib/official/vary.ts'
import { misunderstood, numberOf, optionsOf } from './lib/options.ts'
import { UsageError } from './lib/usage-error.ts'

const SEED = 20260304
const WEIGHTS = new URL('../libs/text/src/official/official.bin', import.meta.url)
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
  --out FILE      the weights (default libs/text/src/official/official.bin)
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

const random = randomFrom(SEED)
const lessonOf = judging.lessonsWith(loadNameTagger(), lists)
const crf = new Crf({ leastSources: 3, hideName: 0.2, hideWord: 0.1 })
const texts = officialTextsIn(folder, spared)
const lessons = texts.map((marked, at) => {
  const lesson = lessonOf(marked)
  crf.meet(lesson, at + 1)
  return { lesson, marked }
})
const features = crf.begin()
console.log(`${texts.length} texts, ${features.length} features`)
writeFileSync(values.out === undefined ? WEIGHTS : givenPath(values.out), taught(crf, features, { runs, rounds, go }))

/** Goes through all once, as they are and written otherwise. Answers how long it took. */
function go(round: number): string {
  const began = Date.now()
  const turns = lessons.flatMap(({ lesson, marked }) => [() => lesson, () => otherwise(marked)])
  shuffle(random, turns)
  for (const [step, turn] of turns.entries()) {
    crf.learn(turn(), RATE * (1 - (0.8 * round) / rounds), random)
    if (round > rounds / 2 && step % EACH === 0) crf.remember()
  }
  return `${turns.length} texts, ${Math.round((Date.now() - began) / 1000)} s`
}

function otherwise(marked: judging.Marked): judging.Lesson {
  const lesson = lessonOf(otherwiseWritten(marked, random))
  if (random() < DEAF) lesson.evidence.lean.fill(0)
  return lesson
}
