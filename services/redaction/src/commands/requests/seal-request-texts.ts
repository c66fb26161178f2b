import type { RequestStanding } from '@amparo/contracts'
import { AppError } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import { errors } from '../../domain/errors.ts'
import type { Party } from '../../ports/decision.ts'
import { requestTextsOf, type SealedText, saveTextDelivery } from '../../store/request-texts.ts'
import { messages } from '../messages.ts'
import { spendPermit } from '../permit.ts'
import { sealAgain } from './reseal-text.ts'
import { type Built, type SealDeps, sealText, tellBuilt } from './seal-text.ts'
import { tellAgain, waitingOf } from './send-texts-again.ts'

/** What leaves of a request, or why nothing of these does. */
export type SealedTexts =
  | { readonly built: readonly Built[]; readonly again: readonly Built[] }
  | { readonly code: string; readonly texts: readonly SealedText[] }

/**
 * A request was signed, or is sent again since the other hub had not taken it: what it says goes to the other state's central authority, each text by itself, on one permit and an entry in the
 * log for each, sealed as a message between two agencies is; what had failed before goes again. Asks other services, so outside of any transaction; throws only what is worth
 * trying again.
 */
export const sealRequestTexts =
  (deps: SealDeps) =>
  async (requestId: string): Promise<SealedTexts> => {
    const { store } = deps
    const standing = await deps.findRequest(requestId)
    const parties = standing && partiesOf(standing)
    if (standing === undefined || parties === undefined) return { built: [], again: [] }
    const hashes = standing.texts.map(({ sha256 }) => sha256)
    const named = await store.read(reader => requestTextsOf(reader, requestId, hashes))
    const texts = named.filter(({ delivery }) => delivery === null)
    const again = await sealWaiting(deps, standing)
    if (texts.length === 0) return { built: [], again }
    const { sender, recipient } = parties
    const { victims } = standing
    const asked = { requestId, sender, recipient, executingHub: recipient.hub, reader: undefined, victims }
    const decision = await deps.permitEvidence(asked)
    if ('denial' in decision) return { code: decision.denial, texts }
    const found = await deps.directory.recipientOf(recipient)
    if (found === undefined) return { code: 'recipient_unknown', texts }
    const all = await sealAll(deps, texts, { from: sender, to: recipient, recipient: found, permit: decision.permit })
    if ('code' in all) return { ...all, texts }
    await spendPermit(store, decision.permit)
    for (const { enter } of all.built) await enter()
    return { ...all, again }
  }

/** What failed before; of what may not leave any more it stays said why. */
async function sealWaiting(deps: SealDeps, standing: RequestStanding): Promise<Built[]> {
  const all: Built[] = []
  for (const { text, ...again } of await waitingOf(deps, standing)) {
    const built = await sealAgain(deps, text, again)
    if (!('denial' in built)) all.push(built)
  }
  return all
}

/** All of them, or why not: there is no half of a request. */
async function sealAll(
  deps: SealDeps,
  texts: readonly SealedText[],
  sealing: Parameters<typeof sealText>[2],
): Promise<{ readonly built: readonly Built[] } | { readonly code: string }> {
  try {
    const built: Built[] = []
    for (const text of texts) built.push(await sealText(deps, text, sealing))
    return { built }
  } catch (error) {
    // What is sealed to an agency's own key is a little larger than what the text was measured by.
    if (error instanceof AppError && error.code === errors.message_over_limit().code) return { code: error.code }
    throw error
  }
}

function partiesOf({ sender, recipient }: RequestStanding): { sender: Party; recipient: Party } | undefined {
  if (sender === undefined || recipient === undefined) return undefined
  return {
    sender: { hub: sender.hub, agencyId: sender.agencyId },
    recipient: { hub: recipient.hub, agencyId: recipient.agencyId },
  }
}

/** In the transaction of the news: it is on its way, or it is said why not. */
export async function tellSealed(
  { newId, now, log }: Pick<SealDeps, 'newId' | 'now' | 'log'>,
  tx: Transaction,
  requestId: string,
  sealed: SealedTexts,
): Promise<void> {
  if ('code' in sealed) {
    const { code, texts } = sealed
    for (const { textId } of texts) await saveTextDelivery(tx, { sentAs: textId, delivery: 'refused', code })
    messages['request.not-sealed'](log, { requestId, code })
    return
  }
  await tellAgain({ newId, now }, tx, requestId, sealed.again)
  await tellBuilt({ newId, now }, tx, requestId, sealed.built)
}
