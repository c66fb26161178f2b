import { compose, type Mask, replaced } from './compose.ts'
import { confirmed } from './firm/index.ts'
import type { Judge } from './judge/judge.ts'
import { LANGUAGES, type Language } from './language.ts'
import type { Lists, NameTagger } from './lists.ts'
import { type Mark as Marked, unite } from './marks.ts'
import { holdsOwn, isWholeSuspect, peopleIn, tellsOfKin } from './mentions.ts'
import { byAll, byReaderAlone } from './official/index.ts'
import type { OfficialReader } from './official/reader.ts'
import { isReadable, type Policy } from './policy.ts'
import { readingsOf } from './readings.ts'
import { asReviewed, isSame, type Reviewed, united } from './reviewed.ts'
import { type Scene, sceneOf } from './scene.ts'
import { type Needles, needlesOf } from './seed/needles.ts'
import { spansOf } from './spans.ts'
import { createSurrogates, type Surrogates } from './surrogates.ts'
import { survey } from './survey.ts'
import { withTowns } from './towns.ts'
import type { AnalyseOptions, Identity, Span } from './types.ts'
import { findLeak, isListedSuspect } from './verify.ts'
import { isSmallWord } from './words/flags.ts'
import { knowing } from './words/known.ts'

export interface Redacted {
  readonly text: string
  /** Everything found, also what the policy lets stand. */
  readonly spans: readonly Span[]
  /** What was replaced, and by what. */
  readonly masks: readonly Mask[]
}

export interface RedactOptions extends AnalyseOptions {
  readonly policy: Policy
  /** Hand in the same for all texts that one reader is shown of one person. */
  readonly surrogates?: Surrogates
  /** Of this very text. */
  readonly reviewed?: Reviewed | undefined
}

/** For a person who reviews what would be masked. */
export interface Proposed {
  /** What would be masked without any review. */
  readonly hidden: readonly Span[]
  /** Undefined: the second search finds something, so that it would be withheld. */
  readonly text: string | undefined
}

export interface Engine {
  /** Everything in the text that names, finds or helps to find a person. Throws RedactionFailed on any defect. */
  analyse(text: string, options?: AnalyseOptions): readonly Span[]
  /**
   * The text as a reader under the policy may see it. A second search, written apart, then looks for the record, and for
   * identifiers of anybody, in the result. Throws RedactionFailed on any defect, when that search finds something, and when time runs out.
   */
  redact(text: string, options: RedactOptions): Redacted
  /** What would be masked, also where the second search withholds the text. Throws RedactionFailed on any defect. */
  propose(text: string, options: RedactOptions): Proposed
  /** The second search alone, over a text that was masked: whether anything of the record stands in it. Throws RedactionFailed. */
  leaks(text: string, options: { readonly lang: Language; readonly identity: Identity }): boolean
  /** Whether a folded word is ordinary in any of the four languages, or a large place after which nobody is called, and so tells nobody by itself. */
  isOrdinary(word: string): boolean
}

interface Looked {
  readonly scene: Scene
  readonly spans: Span[]
  /** The reader of judgments let stand what is masked in any text. */
  readonly lifts: boolean
}

interface Masked extends Redacted {
  readonly hidden: readonly Span[]
  readonly leaks: boolean
}

export interface EngineDeps {
  readonly tagger: NameTagger
  /** Has the last word about what the finders claim. Without one every claim is masked. */
  readonly judge?: Judge
  /** Reads judgments and reports of hospitals. Without one they are read as any text is. */
  readonly official?: OfficialReader
  readonly lists: Lists
  /** Milliseconds; for the time limit. Without it there is none. */
  readonly clock?: () => number
}

/** The text could not be made safe. It carries nothing of the text. Whoever catches it withholds the text, never releases the original. */
export class RedactionFailed extends Error {
  override readonly name = 'RedactionFailed'
}

/** What the masking itself puts into a text. */
const PLACEHOLDER = /\[[^[\]\n]{1,40}\]/g
/** What the second search is shown instead. */
const BAR = ' | '
const MAX_LENGTH = 2_000_000
const MAX_MS = 10_000
const NOTHING: Reviewed = { kept: [], lifted: [] }

export function createEngine({ tagger, judge, official, lists, clock }: EngineDeps): Engine {
  const know = knowing(lists)
  const remembered = new WeakMap<Identity, Needles>()
  const needlesFor = (identity: Identity): Needles => {
    const known = remembered.get(identity) ?? needlesOf(identity)
    remembered.set(identity, known)
    return known
  }
  const decided = (scene: Scene): Marked[] =>
    unite(confirmed(scene, judge === undefined ? scene.marks : judge.decide(scene)), scene.text)
  const marksOf = (scene: Scene, traces: NonNullable<Policy['traces']>): { marks: Marked[]; lifts: boolean } => {
    const likeness = official === undefined || traces === 'told' ? 'other' : official.likeness(scene)
    if (official === undefined || likeness === 'other') return { marks: decided(scene), lifts: false }
    const lifts = likeness === 'official' && traces !== 'withheld'
    if (lifts && traces === 'as_read') return { marks: byReaderAlone(scene, official), lifts }
    return { marks: byAll(scene, official, { found: decided(scene), lifts }), lifts }
  }
  const look = (
    text: string,
    { lang, identity }: AnalyseOptions,
    { places = 'told', traces = 'told' }: Pick<Policy, 'places' | 'traces'> = {},
  ): Looked => {
    if (text.length > MAX_LENGTH) throw new RedactionFailed()
    const began = clock?.() ?? 0
    const scene = sceneOf(text, lists, know, lang)
    const needles = identity === undefined ? undefined : needlesFor(identity)
    survey(scene, { tagger, needles }, () => {
      if (clock !== undefined && clock() - began > MAX_MS) throw new RedactionFailed()
    })
    const { marks: whole, lifts } = marksOf(scene, traces)
    const told = places === 'told' ? whole : withTowns(scene, whole, places)
    const isSuspect = ({ start, end }: Marked) =>
      needles !== undefined && isWholeSuspect(scene.text.slice(start, end), needles) && !tellsOfKin(scene)
    return { scene, spans: spansOf(scene, told, isSuspect), lifts }
  }
  /** However the text may be read. */
  const leakIn = (shown: string, unexplained: string, identity: Identity | undefined, language: Language): boolean => {
    const others = shown === unexplained ? undefined : readingsOf(unexplained)
    return readingsOf(shown).some((one, i) =>
      findLeak(one, others === undefined ? one : (others[i] ?? ''), identity, lists, language),
    )
  }
  const masked = (text: string, options: RedactOptions): Masked => {
    const began = clock?.() ?? 0
    const { scene, spans, lifts } = look(text, options, options.policy)
    const { identity, policy, reviewed = NOTHING } = options
    const own = identity === undefined ? undefined : needlesFor(identity)
    const isOwn = (span: Span): boolean => own !== undefined && holdsOwn(scene, span, own)
    // Where the second search would not agree the name is masked, and nothing has to be withheld.
    const isSuspect = ({ role, start, end }: Span): boolean =>
      own !== undefined &&
      role === 'suspect' &&
      isWholeSuspect(text.slice(start, end), own) &&
      isListedSuspect(text.slice(start, end), identity, { lists, language: scene.language })
    const mayRead = (span: Span): boolean => isReadable(span, policy, text.slice(span.start, span.end))
    const found = spans.filter(span => !mayRead(span) || (isOwn(span) && !isSuspect(span)))
    const { hidden, shown: lifted } = asReviewed(found, reviewed, span => span.own !== true && !isOwn(span))
    const readable = (span: Span): boolean => reviewed.lifted.some(one => one.readable === true && isSame(one, span))
    const explained =
      reviewed === NOTHING ? spans : united([...spans.filter(span => !lifted.has(span) || readable(span)), ...hidden])
    const people = peopleIn(scene, spans, own !== undefined)
    const surrogates = options.surrogates ?? createSurrogates()
    const isShown = (span: Span): boolean => !hidden.some(one => one.start < span.end && span.start < one.end)
    const standing = spans.filter(span => mayRead(span) && isSuspect(span) && isShown(span))
    const searched = standing.length === 0 ? hidden : [...hidden, ...standing].sort((a, b) => a.start - b.start)
    const shown = barred(text, searched)
    const allIsHidden = reviewed === NOTHING && hidden.length === spans.length
    const leaks = leakIn(shown, allIsHidden ? shown : barred(text, explained), identity, scene.language)
    if (clock !== undefined && clock() - began > MAX_MS) throw new RedactionFailed()
    // The reader of judgments let stand what the second search finds: then all that is found is masked.
    if (leaks && lifts) return masked(text, { ...options, policy: { ...policy, traces: 'withheld' } })
    return { ...compose(text, hidden, policy, scene.language, surrogates, people), spans, hidden, leaks }
  }
  return {
    isOrdinary: word =>
      isSmallWord(word) ||
      LANGUAGES.some(language => lists.isCommonWord(word, language)) ||
      (lists.isBigPlace(word) && !lists.isGivenName(word) && !lists.isFamilyName(word)),
    analyse: (text, options = {}) => attempt(() => look(text, options).spans),
    redact: (text, options) =>
      attempt(() => {
        const { spans, leaks, ...result } = masked(text, options)
        if (leaks) throw new RedactionFailed()
        return { ...result, spans }
      }),
    propose: (text, options) =>
      attempt(() => {
        const { hidden } = masked(text, { ...options, reviewed: undefined })
        const { text: shown, leaks } = masked(text, options)
        return { hidden, text: leaks ? undefined : shown }
      }),
    leaks: (text, { lang, identity }) => attempt(() => leakIn(text.replace(PLACEHOLDER, BAR), '', identity, lang)),
  }
}

function attempt<T>(work: () => T): T {
  try {
    return work()
  } catch {
    // The cause is dropped: its message or stack could quote the text.
    throw new RedactionFailed()
  }
}

/** The text with a bar in the place of every span. */
const barred = (text: string, spans: readonly Span[]): string => replaced(text, spans, () => BAR)
