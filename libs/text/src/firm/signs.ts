import type { Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { signOf } from '../words/signs.ts'
import { birthWords } from './births.ts'
import { bynameWords } from './bynames.ts'
import { tradeWords } from './houses.ts'
import { introducingWords } from './introducers.ts'
import { greetingWords, isGreeting } from './letters.ts'
import { isRegister, registerWords } from './registers.ts'
import { askingWords, questionWords, wayWords } from './way-words.ts'

/** The tokens at which rules begin: each word of a text says by itself which of them it opens. */
interface Signs {
  readonly ways: readonly Token[]
  readonly introducers: readonly Token[]
  readonly bynames: readonly Token[]
  readonly asking: readonly Token[]
  readonly questions: readonly Token[]
  readonly trades: readonly Token[]
  readonly registers: readonly Token[]
  readonly births: readonly Token[]
  readonly greetings: readonly Token[]
}

const WAY = signOf(wayWords())
const INTRODUCER = signOf(introducingWords())
const BYNAME = signOf(bynameWords)
const ASKING = signOf(askingWords)
const QUESTION = signOf(questionWords)
/** Four lists share a bit: its words are looked up. */
const SHARED = signOf([...tradeWords, ...registerWords, ...birthWords, ...greetingWords])
const ANY = WAY | INTRODUCER | BYNAME | ASKING | QUESTION | SHARED

export function signsIn({ tokens }: Scene): Signs {
  const ways: Token[] = []
  const introducers: Token[] = []
  const bynames: Token[] = []
  const asking: Token[] = []
  const questions: Token[] = []
  const trades: Token[] = []
  const registers: Token[] = []
  const births: Token[] = []
  const greetings: Token[] = []
  const sharing = (word: string): Token[] =>
    birthWords.has(word) ? births : isRegister(word) ? registers : isGreeting(word) ? greetings : trades
  for (const t of tokens) {
    const { signs } = t
    if ((signs & ANY) === 0) continue
    if ((signs & WAY) !== 0) ways.push(t)
    if ((signs & INTRODUCER) !== 0) introducers.push(t)
    if ((signs & BYNAME) !== 0) bynames.push(t)
    if ((signs & ASKING) !== 0) asking.push(t)
    if ((signs & QUESTION) !== 0) questions.push(t)
    if ((signs & SHARED) !== 0) sharing(t.text).push(t)
  }
  return { ways, introducers, bynames, asking, questions, trades, registers, births, greetings }
}
