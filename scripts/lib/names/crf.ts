import { FEATURES, featuresOf, isPlain, LABELS, mayFollow, PAD, ROWS } from '@amparo/text/node'
import type { Example } from './examples.ts'

const RATE = 0.05
const IMPOSSIBLE = -1e4

/** A linear-chain conditional random field over hashed features, taught by gradient steps of their own size for each weight (AdaGrad). */
export class Crf {
  readonly rows = new Float32Array(ROWS * 8)
  readonly transitions = new Float32Array(LABELS * LABELS)
  readonly #rowSquares = new Float32Array(ROWS * 8).fill(1)
  readonly #transitionSquares = new Float32Array(LABELS * LABELS).fill(1)
  #capacity = 0
  #features = new Int32Array(0)
  #scores = new Float64Array(0)
  #forward = new Float64Array(0)
  #backward = new Float64Array(0)

  /** Each run of tokens between plain ones is a sequence of its own. */
  learn({ tokens, language, labels }: Example): void {
    const end = tokens.count + PAD
    for (let i = PAD; i < end; i++) {
      if (isPlain(tokens, i, language)) continue
      const from = i
      while (i < end && !isPlain(tokens, i, language)) i++
      this.#reserve(i - from)
      for (let k = from; k < i; k++)
        featuresOf(tokens, k, language, this.#features.subarray((k - from) * FEATURES, (k - from + 1) * FEATURES))
      this.#step(i - from, labels.subarray(from - PAD, i - PAD))
    }
  }

  #reserve(length: number): void {
    if (length <= this.#capacity) return
    this.#capacity = length * 2
    this.#features = new Int32Array(this.#capacity * FEATURES)
    this.#scores = new Float64Array(this.#capacity * LABELS)
    this.#forward = new Float64Array(this.#capacity * LABELS)
    this.#backward = new Float64Array(this.#capacity * LABELS)
  }

  #step(length: number, gold: Uint8Array): void {
    const scores = this.#scores
    for (let i = 0; i < length; i++) {
      for (let label = 0; label < LABELS; label++) {
        let sum = 0
        for (let k = i * FEATURES; k < (i + 1) * FEATURES; k++) sum += this.rows[(this.#features[k] ?? 0) + label] ?? 0
        scores[i * LABELS + label] = sum
      }
    }
    const total = this.#sums(length)
    for (let i = 0; i < length; i++) this.#stepToken(i, gold[i] ?? 0, total)
    this.#stepTransitions(length, gold, total)
  }

  #between(before: number, label: number): number {
    return mayFollow(before, label) ? (this.transitions[before * LABELS + label] ?? 0) : IMPOSSIBLE
  }

  /** Forward and backward sums in logarithms; answers that of all ways. A run begins and ends outside of names. */
  #sums(length: number): number {
    const f = this.#forward
    const b = this.#backward
    const s = this.#scores
    const terms = new Float64Array(LABELS)
    for (let label = 0; label < LABELS; label++) f[label] = this.#between(0, label) + (s[label] ?? 0)
    for (let i = 1; i < length; i++) {
      for (let label = 0; label < LABELS; label++) {
        for (let before = 0; before < LABELS; before++)
          terms[before] = (f[(i - 1) * LABELS + before] ?? 0) + this.#between(before, label)
        f[i * LABELS + label] = logSum(terms) + (s[i * LABELS + label] ?? 0)
      }
    }
    const last = (length - 1) * LABELS
    for (let label = 0; label < LABELS; label++) b[last + label] = this.#between(label, 0)
    for (let i = length - 2; i >= 0; i--) {
      for (let label = 0; label < LABELS; label++) {
        for (let next = 0; next < LABELS; next++) {
          const at = (i + 1) * LABELS + next
          terms[next] = this.#between(label, next) + (s[at] ?? 0) + (b[at] ?? 0)
        }
        b[i * LABELS + label] = logSum(terms)
      }
    }
    for (let label = 0; label < LABELS; label++) terms[label] = (f[last + label] ?? 0) + (b[last + label] ?? 0)
    return logSum(terms)
  }

  #stepToken(i: number, gold: number, total: number): void {
    for (let label = 0; label < LABELS; label++) {
      const at = i * LABELS + label
      const likely = Math.exp((this.#forward[at] ?? 0) + (this.#backward[at] ?? 0) - total)
      const gradient = (label === gold ? 1 : 0) - likely
      if (Math.abs(gradient) < 1e-4) continue
      for (let k = i * FEATURES; k < (i + 1) * FEATURES; k++) {
        move(this.rows, this.#rowSquares, (this.#features[k] ?? 0) + label, gradient)
      }
    }
  }

  #stepTransitions(length: number, gold: Uint8Array, total: number): void {
    for (let i = 1; i < length; i++) {
      for (let before = 0; before < LABELS; before++) {
        for (let label = 0; label < LABELS; label++) {
          if (!mayFollow(before, label)) continue
          const at = i * LABELS + label
          const way =
            (this.#forward[at - label - LABELS + before] ?? 0) + this.#between(before, label) + (this.#scores[at] ?? 0)
          const likely = Math.exp(way + (this.#backward[at] ?? 0) - total)
          const gradient = (gold[i - 1] === before && gold[i] === label ? 1 : 0) - likely
          if (Math.abs(gradient) > 1e-4)
            move(this.transitions, this.#transitionSquares, before * LABELS + label, gradient)
        }
      }
    }
  }
}

function move(weights: Float32Array, squares: Float32Array, at: number, gradient: number): void {
  const square = (squares[at] ?? 1) + gradient * gradient
  squares[at] = square
  weights[at] = (weights[at] ?? 0) + (RATE * gradient) / Math.sqrt(square)
}

function logSum(terms: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY
  for (const term of terms) if (term > most) most = term
  let sum = 0
  for (const term of terms) sum += Math.exp(term - most)
  return most + Math.log(sum)
}
