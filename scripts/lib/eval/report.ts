import type { Measures, Ratio, Tally } from './measures.ts'

const percent = (value: number): string => (Number.isNaN(value) ? '-' : `${(100 * value).toFixed(2)} %`)

/** What was measured, as plain values. */
export function valuesOf(measures: Measures) {
  const ratio = (r: Ratio) => ({ share: r.value, hits: r.hits, of: r.of })
  const tally = (t: Tally) => ({ ...t, precision: t.precision, recall: t.recall, f1: t.f1 })
  return {
    mentionRecall: Object.fromEntries(measures.mentions.entries().map(([key, r]) => [key, ratio(r)])),
    entityRecall: Object.fromEntries(measures.entities.entries().map(([key, r]) => [key, ratio(r)])),
    tokens: tally(measures.tokens),
    strictSpans: tally(measures.strict),
    typedSpans: Object.fromEntries(measures.typed.entries().map(([key, t]) => [key, tally(t)])),
    innocentWordsLost: Object.fromEntries(measures.innocent.entries().map(([key, r]) => [key, ratio(r)])),
    textsWithheld: ratio(measures.texts),
    negativeWordsLost: Object.fromEntries(measures.negatives.entries().map(([key, r]) => [key, ratio(r)])),
  }
}

export function tableOf(name: string, measures: Measures, charactersASecond: number): string {
  const { tokens, strict } = measures
  const ratios = (title: string, entries: [string, Ratio][]) =>
    entries.map(([key, r]) => row(`${title} ${key}`, percent(r.value), `${r.hits} of ${r.of}`))
  const scores = (title: string, t: Tally) =>
    row(title, percent(t.f1), `precision ${percent(t.precision)}, recall ${percent(t.recall)}`)
  return [
    `## ${name}`,
    ...ratios('mentions masked:', measures.mentions.entries()),
    ...ratios('entities masked:', measures.entities.entries()),
    scores('token F1', tokens),
    scores('strict span F1', strict),
    ...measures.typed.entries().map(([kind, t]) => scores(`strict typed F1: ${kind}`, t)),
    ...ratios('innocent words lost:', measures.innocent.entries()),
    ...ratios('marked negatives lost:', measures.negatives.entries()),
    ...ratios('texts', [['withheld', measures.texts]]),
    row('characters a second', Math.round(charactersASecond).toLocaleString('en'), ''),
    '',
  ].join('\n')
}

const row = (name: string, value: string, note: string): string => `${name.padEnd(46)}${value.padStart(12)}  ${note}`
