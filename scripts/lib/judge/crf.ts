import { judging } from '@amparo/text/node'

const { FEATURES, featuresOf, plainOf, LABELS, mayFollow, OPEN, OUTSIDE, PAD, SPACE } = judging

const ALLOWED = Float64Array.from({ length: LABELS * LABELS }, (_, at) =>
  mayFollow(Math.floor(at / LABELS), at % LABELS) ? 1 : 0,
)
const LEAST = 1e-4
const ABSENT = -1
const DROP = 0.05
/**
 * In logits: by so much a wrong label has to be less likely than the right one, or it is learnt from as a mistake (softmax margin, Gimpel and
 * Smith 2010). A wrong kind harms less than what is leaked or lost.
 */
const MARGIN = 1
const MARGIN_OF_KIND = 0.5
/** Of a word's features the one that tells how it begins. The word itself is another, which only words of several texts have. */
const LEXICAL = 1

/** What keeps a model from learning its texts by heart. */
export interface Restraint {
  /** What fewer texts showed is not learnt. */
  readonly leastSources: number
  /** How often it is hidden how a name begins, and how any other word does. */
  readonly hideName: number
  readonly hideWord: number
}

/** A linear-chain conditional random field over hashed features, taught by gradient steps of their own size for each weight (AdaGrad). */
export class Crf {
  readonly #restraint: Restraint
  rows = new Float32Array(0)
  readonly transitions = new Float32Array(LABELS * LABELS)
  #rowSquares = new Float32Array(0)
  readonly #transitionSquares = new Float32Array(LABELS * LABELS).fill(1)
  readonly #ways = new Float64Array(LABELS * LABELS)
  #capacity = 0
  #features = new Int32Array(0)
  #chances = new Float64Array(0)
  #forward = new Float64Array(0)
  #backward = new Float64Array(0)
  #sums = new Float64Array(0)

  #sumOfRows = new Float64Array(0)
  readonly #sumOfTransitions = new Float64Array(LABELS * LABELS)
  #remembered = 0

  readonly #sources = new Uint8Array(SPACE)
  readonly #source = new Int32Array(SPACE)

  constructor(restraint: Restraint = { leastSources: 6, hideName: 0.5, hideWord: 0.2 }) {
    this.#restraint = restraint
  }

  /** Only what was met in several sources is learnt from: the rest would be learnt by heart. @param source a number of its own from 1, the same for all variants of a text */
  meet({ evidence }: judging.Lesson, source: number): void {
    const rows = new Int32Array(FEATURES)
    const plain = plainIn(evidence)
    for (let i = PAD; i < evidence.count + PAD; i++) {
      if (plain[i] === 1) continue
      featuresOf(evidence, i, rows)
      for (const at of rows) {
        if (this.#source[at] === source) continue
        this.#source[at] = source
        this.#sources[at] = Math.min(200, (this.#sources[at] ?? 0) + 1)
      }
    }
  }

  /** Each run of words between plain ones is a sequence of its own. @param rate how far one step goes */
  learn({ evidence, labels }: judging.Lesson, rate: number, random: () => number): void {
    const end = evidence.count + PAD
    const plain = plainIn(evidence)
    for (let i = PAD; i < end; i++) {
      if (labels[i] === OPEN || plain[i] === 1) continue
      const from = i
      while (i < end && labels[i] !== OPEN && plain[i] === 0) i++
      this.#reserve(i - from)
      for (let k = from; k < i; k++)
        featuresOf(evidence, k, this.#features.subarray((k - from) * FEATURES, (k - from + 1) * FEATURES))
      this.#drop(i - from, labels.subarray(from, i), random)
      this.#step(i - from, labels.subarray(from, i), rate)
    }
  }

  /** Ends the meeting; answers the features that are learnt, in the order of `rows`. Each run begins with `restart`. */
  begin(): number[] {
    const features: number[] = []
    for (let at = 0; at < SPACE; at++) {
      this.#source[at] = ABSENT
      if ((this.#sources[at] as number) >= this.#restraint.leastSources)
        this.#source[at] = (features.push(at) - 1) * LABELS
    }
    this.rows = new Float32Array(features.length * LABELS)
    this.#rowSquares = new Float32Array(features.length * LABELS)
    return features
  }

  /** Forgets the weights, but not what was kept of them: the mean of several runs leaves to chance less than one run does. */
  restart(): void {
    this.rows.fill(0)
    this.#rowSquares.fill(1)
    this.transitions.fill(0)
    this.#transitionSquares.fill(1)
  }

  /** Keeps the weights as they stand. */
  remember(): void {
    if (this.#sumOfRows.length === 0) this.#sumOfRows = new Float64Array(this.rows.length)
    addTo(this.#sumOfRows, this.rows)
    addTo(this.#sumOfTransitions, this.transitions)
    this.#remembered++
  }

  /** Puts the mean of what was kept in the place of the weights: what the last texts taught by chance goes out of it. */
  settle(): void {
    if (this.#remembered === 0) return
    for (let at = 0; at < this.rows.length; at++) this.rows[at] = (this.#sumOfRows[at] as number) / this.#remembered
    for (let at = 0; at < this.transitions.length; at++)
      this.transitions[at] = (this.#sumOfTransitions[at] as number) / this.#remembered
  }

  #drop(length: number, labels: Uint8Array, random: () => number): void {
    const { hideName, hideWord } = this.#restraint
    let hidden = false
    for (let i = 0; i < length; i++) {
      const label = labels[i] ?? 0
      if (label === 0 || !judging.isInside(label)) hidden = random() < (label === 0 ? hideWord : hideName)
      for (let k = 0; k < FEATURES; k++)
        this.#features[i * FEATURES + k] =
          (hidden && k === LEXICAL) || random() < DROP
            ? ABSENT
            : (this.#source[this.#features[i * FEATURES + k] as number] as number)
    }
  }

  #reserve(length: number): void {
    if (length <= this.#capacity) return
    this.#capacity = length * 2
    this.#features = new Int32Array(this.#capacity * FEATURES)
    this.#chances = new Float64Array(this.#capacity * LABELS)
    this.#forward = new Float64Array(this.#capacity * LABELS)
    this.#backward = new Float64Array(this.#capacity * LABELS)
    this.#sums = new Float64Array(this.#capacity)
  }

  #step(length: number, gold: Uint8Array, rate: number): void {
    this.#score(length, gold)
    this.#sweep(length)
    this.#stepTransitions(length, gold, rate)
    for (let i = 0; i < length; i++) this.#stepWord(i, gold[i] ?? 0, rate)
  }

  /** The chance of each label by a word's features alone, up to a factor; wrong ones seem likelier than they are, by their margin. */
  #score(length: number, gold: Uint8Array): void {
    const c = this.#chances
    for (let at = 0; at < LABELS * LABELS; at++)
      this.#ways[at] = (ALLOWED[at] as number) * Math.exp(this.transitions[at] as number)
    for (let i = 0; i < length; i++) {
      const to = i * LABELS
      c.fill(0, to, to + LABELS)
      for (let k = i * FEATURES; k < (i + 1) * FEATURES; k++) {
        const row = this.#features[k] as number
        if (row === ABSENT) continue
        for (let label = 0; label < LABELS; label++)
          c[to + label] = (c[to + label] as number) + (this.rows[row + label] as number)
      }
      for (let label = 0; label < LABELS; label++)
        c[to + label] = (c[to + label] as number) + marginOf(label, gold[i] ?? 0)
      let most = Number.NEGATIVE_INFINITY
      for (let label = 0; label < LABELS; label++) most = Math.max(most, c[to + label] as number)
      for (let label = 0; label < LABELS; label++) c[to + label] = Math.exp((c[to + label] as number) - most)
    }
  }

  /** Forward and backward chances, each place scaled to one. A run begins and ends outside. */
  #sweep(length: number): void {
    const f = this.#forward
    const b = this.#backward
    const c = this.#chances
    const ways = this.#ways
    for (let i = 0; i < length; i++) {
      let sum = 0
      for (let label = 0; label < LABELS; label++) {
        let way = 0
        if (i === 0) way = ways[label] as number
        else
          for (let before = 0; before < LABELS; before++)
            way += (f[(i - 1) * LABELS + before] as number) * (ways[before * LABELS + label] as number)
        const value = way * (c[i * LABELS + label] as number)
        f[i * LABELS + label] = value
        sum += value
      }
      this.#sums[i] = sum
      for (let label = 0; label < LABELS; label++) f[i * LABELS + label] = (f[i * LABELS + label] as number) / sum
    }
    const last = (length - 1) * LABELS
    for (let label = 0; label < LABELS; label++) b[last + label] = ways[label * LABELS] as number
    for (let i = length - 2; i >= 0; i--)
      for (let label = 0; label < LABELS; label++) {
        let way = 0
        for (let next = 0; next < LABELS; next++) {
          const at = (i + 1) * LABELS + next
          way += (ways[label * LABELS + next] as number) * (c[at] as number) * (b[at] as number)
        }
        b[i * LABELS + label] = way / (this.#sums[i + 1] as number)
      }
  }

  #stepWord(i: number, gold: number, rate: number): void {
    const to = i * LABELS
    let total = 0
    for (let label = 0; label < LABELS; label++)
      total += (this.#forward[to + label] as number) * (this.#backward[to + label] as number)
    for (let label = 0; label < LABELS; label++) {
      const likely = ((this.#forward[to + label] as number) * (this.#backward[to + label] as number)) / total
      const gradient = (label === gold ? 1 : 0) - likely
      if (Math.abs(gradient) < LEAST) continue
      for (let k = i * FEATURES; k < (i + 1) * FEATURES; k++)
        if (this.#features[k] !== ABSENT)
          move(this.rows, this.#rowSquares, (this.#features[k] as number) + label, gradient, rate)
    }
  }

  #stepTransitions(length: number, gold: Uint8Array, rate: number): void {
    const likely = new Float64Array(LABELS * LABELS)
    for (let i = 1; i < length; i++) {
      let total = 0
      for (let before = 0; before < LABELS; before++) {
        const from = this.#forward[(i - 1) * LABELS + before] as number
        for (let label = 0; label < LABELS; label++) {
          const at = i * LABELS + label
          const way =
            from *
            (this.#ways[before * LABELS + label] as number) *
            (this.#chances[at] as number) *
            (this.#backward[at] as number)
          likely[before * LABELS + label] = way
          total += way
        }
      }
      for (let at = 0; at < LABELS * LABELS; at++) {
        if (ALLOWED[at] === 0) continue
        const gradient =
          (gold[i - 1] === Math.floor(at / LABELS) && gold[i] === at % LABELS ? 1 : 0) - (likely[at] as number) / total
        if (Math.abs(gradient) > LEAST) move(this.transitions, this.#transitionSquares, at, gradient, rate)
      }
    }
  }
}

function marginOf(label: number, gold: number): number {
  if (label === gold) return 0
  return label === OUTSIDE || gold === OUTSIDE ? MARGIN : MARGIN_OF_KIND
}

function plainIn(evidence: judging.Lesson['evidence']): Uint8Array {
  const plain = new Uint8Array(evidence.count + 3 * PAD)
  plainOf(evidence, plain)
  return plain
}

function move(weights: Float32Array, squares: Float32Array, at: number, gradient: number, rate: number): void {
  const square = (squares[at] as number) + gradient * gradient
  squares[at] = square
  weights[at] = (weights[at] as number) + (rate * gradient) / Math.sqrt(square)
}

function addTo(sums: Float64Array, weights: Float32Array): void {
  for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] as number) + (weights[at] as number)
}
