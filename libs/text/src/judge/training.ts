import type { Language } from '../language.ts'
import type { Lists, NameTagger } from '../lists.ts'
import { sceneOf } from '../scene.ts'
import { needlesOf } from '../seed/needles.ts'
import { survey } from '../survey.ts'
import type { Identity, SpanType } from '../types.ts'
import { knowing } from '../words/known.ts'
import { type Evidence, makeEvidence, PAD } from './evidence.ts'
import { beginOf, insideOf, kindOfType } from './labels.ts'
import { observe } from './observe.ts'

/** A text in which every identifier is marked, in UTF-16 offsets, in order. */
export interface Marked {
  readonly lang: Language
  readonly text: string
  readonly spans: readonly { readonly start: number; readonly end: number; readonly type: SpanType | 'UNSURE' }[]
  /** Only names are marked: whatever a finder claims for another kind is left open. */
  readonly namesAlone?: boolean
  readonly identity: Identity | undefined
}

/** What the judge sees of a text, and what it should say: a label for each word, the first at PAD. */
export interface Lesson {
  readonly evidence: Evidence
  readonly labels: Uint8Array
}

/** In the place of a label: nothing is to be learnt of this word. */
export const OPEN = 255

export function lessonsWith(tagger: NameTagger, lists: Lists): (marked: Marked) => Lesson {
  const know = knowing(lists)
  return ({ lang, text, spans, identity, namesAlone = false }) => {
    const scene = sceneOf(text, lists, know, lang)
    const needles = identity === undefined ? undefined : needlesOf(identity)
    survey(scene, { tagger, needles }, () => {})
    const evidence = makeEvidence(scene.tokens.length + 2 * PAD)
    observe(scene, evidence)
    const labels = new Uint8Array(scene.tokens.length + 2 * PAD)
    let at = 0
    for (const { start, end, type } of spans) {
      const kind = type === 'UNSURE' ? undefined : kindOfType(type)
      let first = true
      for (; at < scene.tokens.length; at++) {
        const t = scene.tokens[at]
        if (t === undefined || scene.folded.from(t.start) >= end) break
        if (scene.folded.upTo(t.end) <= start) continue
        labels[at + PAD] = kind === undefined ? OPEN : first ? beginOf(kind) : insideOf(kind)
        first = false
      }
    }
    if (namesAlone)
      for (let i = 0; i < scene.tokens.length; i++) {
        const claim = scene.marks[(evidence.mark[i + PAD] as number) - 1]
        if (claim !== undefined && labels[i + PAD] === 0 && kindOfType(claim.type) !== 'PERSON') labels[i + PAD] = OPEN
      }
    return { evidence, labels }
  }
}
