import type { Document, GoldSpan, Range } from './document.ts'
import { kindOf } from './kinds.ts'
import { coverageOf, hidden, touched, wordsOf } from './words.ts'

export interface Found extends Range {
  readonly type: string
}

export class Ratio {
  hits = 0
  of = 0
  add(hit: boolean): void {
    this.of++
    if (hit) this.hits++
  }
  get value(): number {
    return this.of === 0 ? Number.NaN : this.hits / this.of
  }
}

/** Right, wrong and missed, for precision, recall and F1. */
export class Tally {
  right = 0
  wrong = 0
  missed = 0
  get precision(): number {
    return this.right / (this.right + this.wrong)
  }
  get recall(): number {
    return this.right / (this.right + this.missed)
  }
  get f1(): number {
    return (2 * this.right) / (2 * this.right + this.wrong + this.missed)
  }
}

export class Groups<T> {
  readonly #of = new Map<string, T>()
  readonly #make: () => T
  constructor(make: () => T) {
    this.#make = make
  }
  get(key: string): T {
    const found = this.#of.get(key) ?? this.#make()
    this.#of.set(key, found)
    return found
  }
  entries(): [string, T][] {
    return [...this.#of].sort(([a], [b]) => (a < b ? -1 : 1))
  }
}

/** Everything counted over a set of documents; `of` in a name is what the share is taken of. */
export class Measures {
  /** Mentions no letter or digit of which is left, by `tier direct`, `type PERSON`, `lang es`, `direct lang es` and so on. */
  readonly mentions = new Groups(() => new Ratio())
  /** Entities every mention of which is masked, by tier. */
  readonly entities = new Groups(() => new Ratio())
  /** Words of marked spans, and what else was masked. */
  readonly tokens = new Tally()
  /** Spans with the same edges; typed ones by kind. */
  readonly strict = new Tally()
  readonly typed = new Groups(() => new Tally())
  /** Words outside of every span and neutral piece that were masked, wholly or in part. */
  readonly innocent = new Groups(() => new Ratio())
  /** Words of pieces marked as to be left. */
  readonly negatives = new Groups(() => new Ratio())

  /** Texts that the second search withheld. */
  readonly texts = new Ratio()

  add(document: Document, found: readonly Found[]): void {
    const covered = coverageOf(found, document.text.length)
    this.#mentions(document, covered)
    this.#words(document, covered)
    this.#spans(document.spans, found)
  }

  #mentions({ spans, text, lang, genre }: Document, covered: Uint8Array): void {
    const whole = new Map<string, { tier: string; all: boolean }>()
    for (const span of spans) {
      const hit = hidden(covered, span, text)
      const keys = ['all', `tier ${span.tier}`, `type ${span.type}`, `role ${span.role}`]
      keys.push(`${span.tier} lang ${lang}`, `${span.tier} genre ${genre}`)
      if (kindOf(span.type) === 'PERSON') keys.push('names', `names lang ${lang}`, `names genre ${genre}`)
      for (const key of keys) this.mentions.get(key).add(hit)
      const key = `${span.tier} ${span.entity}`
      const before = whole.get(key)
      whole.set(key, { tier: span.tier, all: hit && before?.all !== false })
    }
    for (const { tier, all } of whole.values()) this.entities.get(tier).add(all)
  }

  #words({ spans, neutral, negatives, text, lang }: Document, covered: Uint8Array): void {
    const gold = coverageOf(spans, text.length)
    const either = coverageOf(neutral, text.length)
    for (const word of wordsOf(text)) {
      if (touched(gold, word)) {
        if (hidden(covered, word, text)) this.tokens.right++
        else this.tokens.missed++
        continue
      }
      const lost = touched(covered, word)
      if (lost) this.tokens.wrong++
      if (touched(either, word)) continue
      this.innocent.get('all').add(lost)
      this.innocent.get(`lang ${lang}`).add(lost)
    }
    for (const negative of negatives) {
      for (const word of wordsOf(text.slice(negative.start, negative.end))) {
        const lost = touched(covered, { start: negative.start + word.start, end: negative.start + word.end })
        this.negatives.get('all').add(lost)
        this.negatives.get(`kind ${negative.kind}`).add(lost)
      }
    }
  }

  #spans(gold: readonly GoldSpan[], found: readonly Found[]): void {
    tally(this.strict, new Set(gold.map(edges)), new Set(found.map(edges)))
    const kinds = new Set([...gold, ...found].map(span => kindOf(span.type)))
    for (const kind of kinds) {
      const ofKind = (span: Found) => kindOf(span.type) === kind
      const wanted = new Set(gold.filter(ofKind).map(edges))
      const given = new Set(found.filter(ofKind).map(edges))
      for (const key of [kind, 'all']) tally(this.typed.get(key), wanted, given)
    }
  }
}

const edges = ({ start, end }: Range): string => `${start}-${end}`

function tally(into: Tally, gold: ReadonlySet<string>, found: ReadonlySet<string>): void {
  const right = [...gold].filter(edge => found.has(edge)).length
  into.right += right
  into.missed += gold.size - right
  into.wrong += found.size - right
}
