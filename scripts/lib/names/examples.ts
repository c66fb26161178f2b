import {
  beginOf,
  classify,
  insideOf,
  LANGUAGES,
  makeTokens,
  mix,
  PAD,
  type Tokens,
  tokenise,
  UNLISTED,
} from '@amparo/text/node'
import type { Piece } from './piece.ts'
import type { Random } from './random.ts'

export interface Example {
  readonly tokens: Tokens
  readonly language: number
  /** A label for each token; the first is token PAD. */
  readonly labels: Uint8Array
}

const UNKNOWN_NAME = 0.25
const UNLISTED_NAME = 0.2
const UNKNOWN_WORD = 0.06

/** A piece as the tagger sees it. Some words are made unknown, so that the model learns to go by what stands around them. */
export function exampleOf(piece: Piece, random: Random): Example {
  const tokens = makeTokens((piece.text.length >> 1) + 3 * PAD)
  tokenise(piece.text, tokens)
  const labels = labelsOf(piece, tokens)
  let known = true
  let listed = true
  for (let i = 0; i < tokens.count; i++) {
    const at = i + PAD
    if (labels[i] === 0) {
      if (random() < UNKNOWN_WORD) forget(tokens, at, random, true)
      continue
    }
    // A name is unknown as a whole.
    if ((labels[i] ?? 0) % 2 === 1) {
      known = random() >= UNKNOWN_NAME
      listed = random() >= UNLISTED_NAME
    }
    if (!known || !listed) forget(tokens, at, random, !known)
  }
  const language = LANGUAGES.indexOf(piece.lang)
  classify(tokens, language)
  return { tokens, language, labels }
}

function forget(tokens: Tokens, at: number, random: Random, wholly: boolean): void {
  tokens.bits[at] = (tokens.bits[at] ?? 0) & UNLISTED
  if (wholly) tokens.hash[at] = mix(Math.floor(random() * 2 ** 31))
}

function labelsOf(piece: Piece, tokens: Tokens): Uint8Array {
  const labels = new Uint8Array(tokens.count)
  let at = 0
  for (const name of piece.names) {
    let first = true
    while (at < tokens.count && (tokens.end[at + PAD] ?? 0) <= name.start) at++
    for (let i = at; i < tokens.count && (tokens.start[i + PAD] ?? 0) < name.end; i++) {
      labels[i] = first ? beginOf(name.type) : insideOf(name.type)
      first = false
    }
  }
  return labels
}
