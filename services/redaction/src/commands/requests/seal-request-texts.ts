import type { RequestStanding } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import { errors } from '../../domain/request-errors.ts'
import type { Party } from '../../ports/decision.ts'
import { requestTextsOf, type SealedText, saveTextDelivery } from '../../store/request-texts.ts'
import { messages } from '../messages.ts'
import { spendPermit } from '../permit.ts'
import { type Built, orTooLarge, type SealDeps, sealText, tellBuilt } from './seal-text.ts'
import { type SealedAgain, sealWaiting, tellAgain, waitingOf } from './send-texts-again.ts'
import { outdatedBy, suspectsOf } from './suspects-of.ts'

/** What leaves of a request, or why nothing of these does. */
export type SealedTexts = { readonly again: SealedAgain } & (
  | { readonly built: readonly Built[] }
  | { readonly code: string; readonly texts: readonly SealedText[] }
)
const NONE: SealedAgain = { built: [], denied: [] }

/**
 * A request was signed, or is sent again since the other hub had not taken it: what it says goes to the other state's central authority, each text by itself, on one permit and an entry in the
 * log for each, sealed as a message between two agencies is; what had failed before goes again. Where a text was masked by other suspects than it lists, nothing of it leaves (`request_suspects_differ`). Asks other services, so outside of any transaction; throws only what is worth
 * trying again.
 */
export const sealRequestTexts =
  (deps: SealDeps) =>
  async (requestId: string): Promise<SealedTexts> => {
    const { store } = deps
    const standing = await deps.findRequest(requestId)
    const parties = standing && partiesOf(standing)
    if (standing === undefined || parties === undefined) return { built: [], again: NONE }
    const hashes = standing.texts.map(({ sha256 }) => sha256)
    const named = await store.read(reader => requestTextsOf(reader, requestId, hashes))
    // Taken back before it was sealed, it does not leave.
    const texts = standing.over ? [] : named.filter(({ delivery }) => delivery === null)
    const differing = texts.length === 0 ? [] : await outdatedBy(deps, named, await suspectsOf(deps, standing))
    if (differing.length > 0) return { code: errors.request_suspects_differ().code, texts, again: NONE }
    const again = await sealWaiting(deps, await waitingOf(deps, standing))
    if (texts.length === 0) return { built: [], again }
    const { sender, recipient } = parties
    const { victims } = standing
    const asked = { requestId, sender, recipient, executingHub: recipient.hub, reader: undefined, victims }
    const decision = await deps.permitEvidence(asked)
    if ('denial' in decision) return { code: decision.denial, texts, again }
    const found = await deps.directory.recipientOf(recipient)
    if (found === undefined) return { code: 'recipient_unknown', texts, again }
    const all = await sealAll(deps, texts, { from: sender, to: recipient, recipient: found, permit: decision.permit })
    if ('code' in all) return { ...all, texts, again }
    await spendPermit(deps, decision.permit)
    for (const { enter } of all.built) await enter()
    return { ...all, again }
  }

/** All of them, or why not: there is no half of a request. */
const sealAll = (deps: SealDeps, texts: readonly SealedText[], sealing: Parameters<typeof sealText>[2]) =>
  orTooLarge(async () => {
    const built: Built[] = []
    for (const text of texts) built.push(await sealText(deps, text, sealing))
    return { built }
  })

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
  await tellAgain({ newId, now }, tx, requestId, sealed.again)
  if ('code' in sealed) {
    const { code, texts } = sealed
    for (const { textId } of texts) await saveTextDelivery(tx, { sentAs: textId, delivery: 'refused', code })
    messages['request.not-sealed'](log, { requestId, code })
    return
  }
  await tellBuilt({ newId, now }, tx, requestId, sealed.built)
}
