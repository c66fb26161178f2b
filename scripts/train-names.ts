/**
 * `npm run train:names -- --corpora DIR [--epochs N] [--stories N]`: teaches the name tagger from the training halves of public
 * corpora and from stories made here, and writes libs/text/src/model/names.bin. The same input gives the same file.
 */
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { LANGUAGES, writeWeights } from '@amparo/text/node'
import { givenPath } from './lib/given-path.ts'
import { augmented } from './lib/names/augment.ts'
import { corporaIn } from './lib/names/corpora.ts'
import { Crf } from './lib/names/crf.ts'
import { exampleOf } from './lib/names/examples.ts'
import { pick, randomFrom, shuffle } from './lib/names/random.ts'
import { story } from './lib/names/stories.ts'

const SEED = 20260304
const WEIGHTS = new URL('../libs/text/src/model/names.bin', import.meta.url)

// npm goes to the project's folder and leaves word of where it was called.
const { values } = parseArgs({
  options: {
    corpora: { type: 'string' },
    epochs: { type: 'string', default: '6' },
    stories: { type: 'string', default: '12000' },
    out: { type: 'string' },
  },
})

if (values.corpora === undefined) {
  console.error('Say where the corpora are: --corpora DIR.')
  process.exit(2)
}
const random = randomFrom(SEED)
const corpora = corporaIn(givenPath(values.corpora))
const crf = new Crf()
for (let epoch = 1; epoch <= Number(values.epochs); epoch++) {
  const began = Date.now()
  // New stories each time; the corpora stay the same but for how they are written.
  const stories = Array.from({ length: Number(values.stories) }, () => story(random, pick(random, LANGUAGES)))
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
