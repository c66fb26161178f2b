import { compose, type Mask, replaced } from './compose.ts'
import { findAddresses } from './find/addresses.ts'
import { findAges } from './find/ages.ts'
import { dayOfIso } from './find/birthday.ts'
import { findBodies } from './find/bodies.ts'
import { findBroken } from './find/broken.ts'
import { findCalled } from './find/called.ts'
import { findDates } from './find/dates.ts'
import { findDwellings } from './find/dwellings.ts'
import { findEchoes } from './find/echoes.ts'
import { findForms } from './find/forms.ts'
import { findHarmless } from './find/harmless.ts'
import { findHeads } from './find/heads.ts'
import { findHomes } from './find/homes.ts'
import { findInitials } from './find/initials.ts'
import { findJoined } from './find/joined.ts'
import { findLinks } from './find/links.ts'
import { findNumbers } from './find/numbers.ts'
import { findOffices } from './find/offices.ts'
import { findOrigins } from './find/origins.ts'
import { findQuasi } from './find/quasi.ts'
import { findQuiet } from './find/quiet.ts'
import { findRuns } from './find/runs.ts'
import { findSenders } from './find/senders.ts'
import { findSigns } from './find/signs.ts'
import { findSpelledNumbers } from './find/spelled.ts'
import { takeTagged } from './find/tagged.ts'
import { findTrades } from './find/trades.ts'
import { findUnique } from './find/unique.ts'
import { findVehicles } from './find/vehicles.ts'
import { findWhispered } from './find/whispered.ts'
import { LANGUAGES, type Language } from './language.ts'
import type { Lists, NameTagger } from './lists.ts'
import { unite } from './marks.ts'
import { holdsOwn, namesIn } from './mentions.ts'
import { isReadable, type Policy } from './policy.ts'
import { asReviewed, isSame, type Reviewed, united } from './reviewed.ts'
import { mark, type Scene, sceneOf } from './scene.ts'
import { hunt } from './seed/hunt.ts'
import { type Needles, needlesOf } from './seed/needles.ts'
import { spansOf } from './spans.ts'
import { createSurrogates, type Surrogates } from './surrogates.ts'
import type { AnalyseOptions, Identity, Span } from './types.ts'
import { findLeak } from './verify.ts'
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
  /** Hand in the same for all texts that one reader is shown together. */
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
  /** Whether a folded word is ordinary in any of the four languages, and so tells nobody by itself. */
  isOrdinary(word: string): boolean
}

export interface EngineDeps {
  readonly tagger: NameTagger
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

export function createEngine({ tagger, lists, clock }: EngineDeps): Engine {
  const know = knowing(lists)
  const remembered = new WeakMap<Identity, Needles>()
  const needlesFor = (identity: Identity): Needles => {
    const known = remembered.get(identity) ?? needlesOf(identity)
    remembered.set(identity, known)
    return known
  }
  const look = (text: string, { lang, identity }: AnalyseOptions): { scene: Scene; spans: Span[] } => {
    if (text.length > MAX_LENGTH) throw new RedactionFailed()
    const began = clock?.() ?? 0
    const scene = sceneOf(text, lists, know, lang)
    const birth = identity?.dateOfBirth ? dayOfIso(identity.dateOfBirth) : undefined
    const stages = [
      () => findLinks(scene),
      () => findSigns(scene),
      () => findHarmless(scene),
      () => findBodies(scene),
      () => findDates(scene, birth),
      () => findSenders(scene),
      () => findAddresses(scene),
      () => findHomes(scene),
      () => findDwellings(scene),
      () => findSpelledNumbers(scene),
      () => findAges(scene),
      () => findForms(scene),
      () => findVehicles(scene),
      () => findNumbers(scene),
      () => findQuasi(scene),
      () => findOffices(scene),
      () => findUnique(scene),
      () => findTrades(scene),
      () => identity && hunt(scene, needlesFor(identity)),
      () => findCalled(scene),
      () => takeTagged(scene, tagger.tag(text, scene.language)),
      () => findInitials(scene),
      () => findRuns(scene),
      () => findOrigins(scene),
      () => findQuiet(scene),
      () => findWhispered(scene),
      () => findBroken(scene),
      () => findEchoes(scene),
      () => findJoined(scene),
      () => findHeads(scene),
      () => markBirthYear(scene, birth?.year),
    ]
    for (const stage of stages) {
      stage()
      if (clock !== undefined && clock() - began > MAX_MS) throw new RedactionFailed()
    }
    return { scene, spans: spansOf(scene, unite(scene.marks, scene.text)) }
  }
  const masked = (text: string, options: RedactOptions) => {
    const { scene, spans } = look(text, options)
    const { identity, policy, reviewed = NOTHING } = options
    const own = identity === undefined ? undefined : needlesFor(identity)
    const isOwn = (span: Span): boolean => own !== undefined && holdsOwn(scene, span, own)
    const found = spans.filter(span => !isReadable(span, policy) || isOwn(span))
    const { hidden, shown } = asReviewed(found, reviewed, span => span.own !== true && !isOwn(span))
    const readable = (span: Span): boolean => reviewed.lifted.some(one => one.readable === true && isSame(one, span))
    const explained =
      reviewed === NOTHING ? spans : united([...spans.filter(span => !shown.has(span) || readable(span)), ...hidden])
    const names = namesIn(scene, spans, own !== undefined)
    const surrogates = options.surrogates ?? createSurrogates()
    return {
      ...compose(text, hidden, policy, scene.language, surrogates, names),
      ...{ spans, hidden },
      leaks: findLeak(barred(text, hidden), barred(text, explained), identity, lists, scene.language),
    }
  }
  return {
    isOrdinary: word => isSmallWord(word) || LANGUAGES.some(language => lists.isCommonWord(word, language)),
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
    leaks: (text, { lang, identity }) =>
      attempt(() => findLeak(text.replace(PLACEHOLDER, BAR), '', identity, lists, lang)),
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

/** The year of birth alone is told by nothing else once the day is gone. */
function markBirthYear(scene: Scene, year: number | undefined): void {
  if (year === undefined || Number.isNaN(year)) return
  for (const t of scene.tokens)
    if (t.digits === 4 && t.text === String(year) && scene.masked[t.start] !== 1 && scene.harmless[t.start] !== 1)
      mark(scene, t.start, t.end, 'DATE_BIRTH', { own: true })
}
