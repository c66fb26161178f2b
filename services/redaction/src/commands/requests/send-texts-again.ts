import { denialError, type RequestStanding } from '@amparo/contracts'
import type { AppError } from '@amparo/kernel'
import type { Replay, Transaction } from '@amparo/store'
import { errors as messageErrors } from '../../domain/errors.ts'
import { errors } from '../../domain/request-errors.ts'
import { isAbout, isRefusedForGood } from '../../domain/request-text.ts'
import { lockUndelivered, saveTextDenied, type TextUnderWay, undeliveredOf } from '../../store/request-texts.ts'
import { messages } from '../messages.ts'
import type { FormCaller } from '../take-form.ts'
import { type Again, type NotAgain, partiesOf, sealAgain } from './reseal-text.ts'
import { type Built, type SealDeps, tellBuilt } from './seal-text.ts'
import { asAuthority } from './standing-of-party.ts'

interface SendAgain {
  readonly requestId: string
  readonly caller: FormCaller
  readonly correlationId: string
}

/**
 * The central authority has sent again what of a request, or of what was written about it, did not get to the other hub: the same bytes, on a permit and with an
 * entry in the log of its own. What may not leave any more stays, said why, and holds up nothing else. Answers how many go. Throws `not_found` to whoever is no
 * party, request_texts_not_to_send, and where nothing may leave consent's denial.
 */
export const sendTextsAgain =
  (deps: SealDeps) =>
  async ({ requestId, caller, correlationId }: SendAgain, replay: Replay): Promise<number> => {
    const standing = asAuthority(await deps.findRequest(requestId, caller))
    const waiting = await waitingOf(deps, standing)
    if (waiting.length === 0) throw errors.request_texts_not_to_send()
    const sealed = await sealWaiting(deps, waiting)
    const [denied] = sealed.denied
    if (sealed.built.length === 0 && denied !== undefined) throw refusalOf(denied)
    const sent = await deps.store.run(tx => tellAgain(deps, tx, requestId, sealed), replay)
    messages['request.texts-sent-again'](deps.log, { requestId, agencyId: caller.agency, correlationId })
    return sent
  }

function refusalOf({ denial, decisionId }: NotAgain): AppError {
  const tooLarge = messageErrors.message_over_limit()
  return denial === tooLarge.code ? tooLarge : denialError(denial, decisionId)
}

type Waiting = Omit<Again, 'recipient'> & { readonly text: TextUnderWay }

export interface SealedAgain {
  readonly built: readonly Built[]
  readonly denied: readonly (NotAgain & { readonly textId: string })[]
}

/** Each by itself. */
export async function sealWaiting(deps: SealDeps, waiting: readonly Waiting[]): Promise<SealedAgain> {
  const all: { built: Built[]; denied: (NotAgain & { textId: string })[] } = { built: [], denied: [] }
  const [first] = waiting
  // All of it goes to the authority of the other state, which is asked for once.
  const recipient = first && (await deps.directory.recipientOf(first.to))
  for (const { text, ...again } of waiting) {
    const sealed = await sealAgain(deps, text, { ...again, recipient })
    if ('denial' in sealed) all.denied.push({ ...sealed, textId: text.textId })
    else all.built.push(sealed)
  }
  return all
}

/** What this hub's authorities wrote and the request still names; and letters. Not what would be refused again for what it is. */
export async function waitingOf({ store, hub }: SealDeps, standing: RequestStanding): Promise<Waiting[]> {
  const texts = await store.read(reader => undeliveredOf(reader, standing.requestId))
  return texts.flatMap(text => {
    const parties = partiesOf(standing, text)
    if (parties?.from.hub !== hub || !isNamed(standing, text) || isRefusedForGood(text.deliveryCode)) return []
    return [{ text, standing, ...parties }]
  })
}

/** What a request says goes while it is not over; what is written about it, after that too. */
const isNamed = ({ texts, over }: RequestStanding, { field, sha256 }: TextUnderWay): boolean =>
  isAbout(field) || (!over && texts.some(one => one.field === field && one.sha256 === sha256))

/** Answers how many go: what has been sent again meanwhile is not sent a second time. */
export async function tellAgain(
  deps: Pick<SealDeps, 'newId' | 'now'>,
  tx: Transaction,
  requestId: string,
  { built, denied }: SealedAgain,
): Promise<number> {
  const waiting = await lockUndelivered(tx, [
    ...built.map(({ sent }) => sent.textId),
    ...denied.map(({ textId }) => textId),
  ])
  for (const { textId, denial } of denied) if (waiting.has(textId)) await saveTextDenied(tx, textId, denial)
  const going = built.filter(({ sent }) => waiting.has(sent.textId))
  await tellBuilt(deps, tx, requestId, going)
  return going.length
}
