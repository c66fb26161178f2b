import { denialError, type RequestStanding } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Replay, Transaction } from '@amparo/store'
import { errors } from '../../domain/request-errors.ts'
import { isAbout, isRefusedForGood } from '../../domain/request-text.ts'
import { lockUndelivered, type TextUnderWay, undeliveredOf } from '../../store/request-texts.ts'
import { messages } from '../messages.ts'
import type { FormCaller } from '../take-form.ts'
import { type Again, partiesOf, sealAgain } from './reseal-text.ts'
import { type Built, type SealDeps, tellBuilt } from './seal-text.ts'

interface SendAgain {
  readonly requestId: string
  readonly caller: FormCaller
  readonly correlationId: string
}

/**
 * The central authority has sent again what of a request, or of what was written about it, did not get to the other hub: the same bytes, on a permit and with an
 * entry in the log of its own. Answers how many. Throws `not_found` to whoever is no party, request_texts_not_to_send, and consent's denial.
 */
export const sendTextsAgain =
  (deps: SealDeps) =>
  async ({ requestId, caller, correlationId }: SendAgain, replay: Replay): Promise<number> => {
    const standing = await deps.findRequest(requestId, caller)
    if (standing?.role !== 'sender' && standing?.role !== 'recipient') throw httpErrors.not_found()
    const waiting = await waitingOf(deps, standing)
    if (waiting.length === 0) throw errors.request_texts_not_to_send()
    const all: Built[] = []
    for (const { text, ...again } of waiting) {
      const built = await sealAgain(deps, text, again)
      if ('denial' in built) throw denialError(built.denial, built.decisionId)
      all.push(built)
    }
    const sent = await deps.store.run(tx => tellAgain(deps, tx, requestId, all), replay)
    messages['request.texts-sent-again'](deps.log, { requestId, agencyId: caller.agency, correlationId })
    return sent
  }

type Waiting = Again & { readonly text: TextUnderWay }

/** What this hub's authorities wrote and the request still names; and letters. Not what would be refused again for what it is. */
export async function waitingOf({ store, hub }: SealDeps, standing: RequestStanding): Promise<Waiting[]> {
  const texts = await store.read(reader => undeliveredOf(reader, standing.requestId))
  return texts.flatMap(text => {
    const parties = partiesOf(standing, text)
    if (parties?.from.hub !== hub || !isNamed(standing, text) || isRefusedForGood(text.deliveryCode)) return []
    return [{ text, standing, ...parties }]
  })
}

const isNamed = ({ texts }: RequestStanding, { field, sha256 }: TextUnderWay): boolean =>
  isAbout(field) || texts.some(one => one.field === field && one.sha256 === sha256)

/** Answers how many of them: what has been sent again meanwhile is not sent a second time. */
export async function tellAgain(
  deps: Pick<SealDeps, 'newId' | 'now'>,
  tx: Transaction,
  requestId: string,
  all: readonly Built[],
): Promise<number> {
  const waiting = await lockUndelivered(
    tx,
    all.map(({ sent }) => sent.textId),
  )
  const going = all.filter(({ sent }) => waiting.has(sent.textId))
  await tellBuilt(deps, tx, requestId, going)
  return going.length
}
