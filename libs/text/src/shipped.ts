import { createEngine, type Engine } from './engine.ts'
import { loadJudge } from './judge/judge.ts'
import { lists } from './lists/index.ts'
import { loadNameTagger } from './model/tagger.ts'
import { loadOfficialReader } from './official/reader.ts'

/** The engine with the word lists and weights that come with the product. Reads their files: once a process is enough. `clock` in milliseconds. */
export const loadEngine = (clock: () => number): Engine =>
  createEngine({ tagger: loadNameTagger(), judge: loadJudge(), official: loadOfficialReader(), lists, clock })
