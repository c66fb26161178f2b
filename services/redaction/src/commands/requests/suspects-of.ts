import { isNamingField, PERSONS_FIELD, type RequestStanding } from '@amparo/contracts'
import { isOutdated, listed } from '../../domain/request-persons.ts'
import type { Party } from '../../ports/decision.ts'
import { latestTextBy, openRequestText, requestTextsOf, type SealedText } from '../../store/request-texts.ts'
import type { RequestTextDeps } from './deps.ts'

type Deps = Pick<RequestTextDeps, 'store' | 'keys'>

/** Whom a draft lists as suspects, by what whoever drafts it wrote last; whether it names that yet or not. */
export async function suspectsOfDraft({ store, keys }: Deps, requestId: string, by: Party): Promise<readonly string[]> {
  const persons = await store.read(reader => latestTextBy(reader, requestId, { field: PERSONS_FIELD, by }))
  return listIn({ keys }, persons)
}

/** Whom a request lists in what it names. Nobody, where that is not held here, or lies sealed for its agency alone. */
export async function suspectsOf(
  { store, keys }: Deps,
  { requestId, texts }: Pick<RequestStanding, 'requestId' | 'texts'>,
): Promise<readonly string[]> {
  const named = texts.find(({ field }) => field === PERSONS_FIELD)
  if (named === undefined) return []
  const held = await store.read(reader => requestTextsOf(reader, requestId, [named.sha256]))
  return listIn(
    { keys },
    held.find(({ field, agencyKey }) => field === PERSONS_FIELD && agencyKey === null),
  )
}

async function listIn({ keys }: Pick<Deps, 'keys'>, persons: SealedText | undefined): Promise<readonly string[]> {
  if (persons === undefined) return []
  return openRequestText(await keys.get(persons.requestId), persons).content.suspects ?? []
}

/** Of these texts of a request, those that another list let through than this one: they may name whom it does not list. */
export async function outdatedBy(
  { keys }: Pick<Deps, 'keys'>,
  texts: readonly SealedText[],
  suspects: readonly string[],
): Promise<SealedText[]> {
  const [first] = texts
  if (first === undefined) return []
  const key = await keys.get(first.requestId)
  const now = listed(suspects)
  return texts.filter(text => !isNamingField(text.field) && isOutdated(openRequestText(key, text).content, now))
}
