import { httpErrors } from '@amparo/http'
import type { Store } from '@amparo/store'
import type { Engine, Identity } from '@amparo/text'
import { errors } from '../../domain/errors.ts'
import { knownOf, withoutSuspects } from '../../domain/known-of.ts'
import { knownIn, type WrittenFile, type WrittenText } from '../../domain/message.ts'
import { markedNarrative, narrativeOf as narrativeIn } from '../../domain/narrative.ts'
import { withoutMarked } from '../../domain/passages.ts'
import type { Redaction } from '../../domain/review/review.ts'
import type { Party } from '../../ports/decision.ts'
import { isPicture, type RedactFile, type RedactFileOf } from '../../ports/documents.ts'
import type { OpenedHeld } from '../../queries/open-held.ts'
import { findSealedMessage, openMessage } from '../../store/messages.ts'
import { findStatementIn, openStatement, supersededBy } from '../../store/statements.ts'
import { isSame } from '../open-case.ts'

export interface OriginalDeps {
  readonly hub: string
  readonly store: Pick<Store, 'read'>
  readonly engine: Engine
  readonly redactFileOf: RedactFileOf
}

export interface OriginalText {
  readonly kind: 'text'
  readonly lang: string
  readonly text: string
  /** What it said before it was corrected, the latest first. */
  readonly earlier?: readonly string[] | undefined
  /** What is looked for in it. */
  readonly known: Identity
}

export interface OriginalPicture {
  readonly kind: 'picture'
  readonly file: WrittenFile
  /** Who attached it. */
  readonly author: string
}

export type Original = OriginalText | OriginalPicture

type Place = Pick<
  Redaction,
  'subjectId' | 'referralId' | 'compartment' | 'source' | 'sourceId' | 'file' | 'agencyId'
> & {
  /** Who sends its referral. */
  readonly sender: Party
}

/**
 * The text or picture of a redaction, of the agency whose it is. Inside the service only. Throws not_found for what is not there, not
 * that agency's, another hub's, or of another referral of the person, to which the reviewer need not be assigned; review_not_possible for
 * what nobody can look into.
 */
export async function originalOf(deps: OriginalDeps, opened: OpenedHeld, place: Place): Promise<Original> {
  if (place.source === 'narrative') return narrativeOf(deps, opened)
  if (place.source === 'statement') return statementOf(deps, opened, place)
  const { user, written } = await writtenIn(deps, opened, place)
  const known = knownIn(written, knownOf(opened.held, deps.engine), deps.engine)
  if (place.source === 'message') return { kind: 'text', lang: written.lang, text: withoutMarked(written), known }
  const file = written.attachments[place.file ?? -1]
  if (file === undefined) throw httpErrors.not_found()
  if (isPicture(file.mediaType)) return { kind: 'picture', file, author: user }
  const redactFile = deps.redactFileOf({ hub: deps.hub, agencyId: place.agencyId })
  return { kind: 'text', lang: written.lang, text: await wordsOf(redactFile, file), known: withoutSuspects(known) }
}

/** Without what incriminates, as of a statement. */
function narrativeOf({ engine }: OriginalDeps, { held }: OpenedHeld): OriginalText {
  const narrative = narrativeIn(held)
  if (narrative === undefined) throw httpErrors.not_found()
  const { lang, earlier } = narrative
  const text = withoutMarked(markedNarrative(narrative))
  if (text === '') throw httpErrors.not_found()
  return { kind: 'text', lang, text, earlier, known: knownOf(held, engine) }
}

async function statementOf(deps: OriginalDeps, { key, held }: OpenedHeld, place: Place): Promise<OriginalText> {
  const { hub } = deps
  const { sourceId, agencyId, ...of } = place
  const by = { hub, agencyId }
  const found = await deps.store.read(reader => findStatementIn(reader, { ...of, statementId: sourceId ?? '', by }))
  if (found === undefined) throw httpErrors.not_found()
  const statement = openStatement(key, found)
  const superseded = await deps.store.read(reader => supersededBy(reader, [found.statementId]))
  const earlier = superseded.map(one => withoutMarked(openStatement(key, one)))
  const known = knownOf(held, deps.engine)
  return { kind: 'text', lang: statement.lang, text: withoutMarked(statement), earlier, known }
}

async function writtenIn(deps: OriginalDeps, { key }: OpenedHeld, place: Place) {
  const found = await deps.store.read(reader => findSealedMessage(reader, place.sourceId ?? ''))
  const { hub } = deps
  const { agencyId, subjectId, referralId } = place
  const isHere = found?.subjectId === subjectId && found.referralId === referralId
  if (!isHere || !isSame(found.from, { hub, agencyId })) throw httpErrors.not_found()
  const content = openMessage(key, found)
  if (content.kind !== 'written') throw httpErrors.not_found()
  const { user, written }: { user: string; written: WrittenText } = content
  return { user, written }
}

/** As they are masked: all the words of a document as one text. */
async function wordsOf(redactFile: RedactFile, file: WrittenFile): Promise<string> {
  const seen: string[] = []
  const listening = {
    mask: (text: string) => {
      seen.push(text)
      return { text, spans: [] }
    },
    leaks: () => false,
  }
  await redactFile(file, listening)
  const [words] = seen
  if (words === undefined) throw errors.review_not_possible()
  return words
}
