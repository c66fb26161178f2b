/**
 * `npm run train:names -- --corpora DIR [--epochs N] [--stories N]`: teaches the name tagger from the training halves of public
 * corpora and from stories made here, and writes libs/text/src/model/names.bin. The same input gives the same file.
 */
import { writeFileSync } from 'node:fs'
import { LANGUAGES, writeWeights } from '@amparo/text/node'
import { givenPath } from './lib/given-path.ts'
import { augmented } from './lib/names/augment.ts'
import { corporaIn } from './lib/names/corpora.ts'
import { Crf } from './lib/names/crf.ts'
import { exampleOf } from './lib/names/examples.ts'
import { pick, randomFrom, shuffle } from './lib/names/random.ts'
import { story } from './lib/names/stories.ts'
import { misunderstood, numberOf, optionsOf } from './lib/options.ts'
import { UsageError } from './lib/usage-error.ts'

const SEED = 20260304
const WEIGHTS = new URL('../libs/text/src/model/names.bin', import.meta.url)

const usage = `Usage: npm run train:names -- --corpora DIR [options]

  --corpora DIR   the training halves of the public corpora
  --epochs N      how often all is gone through (default 6)
  --stories N     how many stories are made for each (default 12000)
  --out FILE      the weights (default libs/text/src/model/names.bin)
  --help          this text`

const values = optionsOf(
  {
    corpora: { type: 'string' },
    epochs: { type: 'string', default: '6' },
    stories: { type: 'string', default: '12000' },
    out: { type: 'string' },
  },
  usage,
)
const { folder, epochs, storyCount } = understood()

function understood() {
  try {
    if (values.corpora === undefined) throw new UsageError('Say where the corpora are: --corpora DIR.')
    return {
      folder: givenPath(values.corpora),
      epochs: numberOf('epochs', values.epochs, 1),
      storyCount: numberOf('stories', values.stories, 0),
    }
  } catch (error) {
    return misunderstood(error, usage)
  }
}

const random = randomFrom(SEED)
const corpora = corporaIn(folder)
const crf = new Crf()
for (let epoch = 1; epoch <= epochs; epoch++) {
  const began = Date.now()
  // New stories each time; the corpora stay the same but for how they are written.
  const stories = Array.from({ length: storyCount }, () => story(random, pick(random, LANGUAGES)))
  const pieces = [...corpora, ...stories]
  shuffle(random, pieces)
  let tokens = 0
  for (const piece of pieces) {
    const example = exampleOf(augmented(piece, random), random)
    tokens += example.tokens.count
    crf.learn(example)
  }
  console.log(`Round ${epoch}: ${pieces.length} pieces, ${tokens} words, ${Math.round((Date.now() - began) / 1000)} s`)
}
writeFileSync(values.out === undefined ? WEIGHTS : givenPath(values.out), writeWeights(crf.rows, crf.transitions))
