import type { Scene } from '../scene.ts'
import type { Token } from '../tokens.ts'
import { bynameWords } from './bynames.ts'
import { tradeWords } from './houses.ts'
import { introducingWords } from './introducers.ts'
import { askingWords, questionWords, wayWords } from './way-words.ts'

/** The tokens at which rules begin: each word of a text is looked up once for all of them. */
interface Signs {
  readonly ways: readonly Token[]
  readonly introducers: readonly Token[]
  readonly bynames: readonly Token[]
  readonly asking: readonly Token[]
  readonly questions: readonly Token[]
  readonly trades: readonly Token[]
}

const KINDS = [
  'ways',
  'introducers',
  'bynames',
  'asking',
  'questions',
  'trades',
] as const satisfies readonly (keyof Signs)[]
const kindsOf = new Map<string, (keyof Signs)[]>()
for (const [words, kind] of [
  [wayWords(), 'ways'],
  [introducingWords(), 'introducers'],
  [bynameWords, 'bynames'],
  [askingWords, 'asking'],
  [questionWords, 'questions'],
  [tradeWords, 'trades'],
] as const)
  for (const word of new Set(words)) kindsOf.set(word, [...(kindsOf.get(word) ?? []), kind])

export function signsIn({ tokens }: Scene): Signs {
  const signs = Object.fromEntries(KINDS.map(kind => [kind, [] as Token[]])) as Record<keyof Signs, Token[]>
  for (const t of tokens) for (const kind of kindsOf.get(t.text) ?? []) signs[kind].push(t)
  return signs
}
