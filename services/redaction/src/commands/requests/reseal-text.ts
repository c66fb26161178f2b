import { hash } from 'node:crypto'
import { isOfKeys, type RequestStanding } from '@amparo/contracts'
import { uuidOf } from '@amparo/kernel'
import { CONTACT, isAbout } from '../../domain/request-text.ts'
import type { Party } from '../../ports/decision.ts'
import { keysOf, type Recipient } from '../../ports/directory.ts'
import { findTextSentAs, openRequestText, type SealedText, type TextUnderWay } from '../../store/request-texts.ts'
import { spendPermit } from '../permit.ts'
import { isToBeRemade } from '../refused-keys.ts'
import { signerOfKey } from '../seal-to-agency.ts'
import { type Built, orTooLarge, type SealDeps, sealText } from './seal-text.ts'

export interface ResealDeps extends SealDeps {
  readonly keyPatienceMs: number
}

export interface RefusedText {
  readonly messageId: string
  readonly code: string
  readonly at: Date
}

/** `denial`: it may not leave any more. */
export type Resealed = (Built & { readonly requestId: string }) | { readonly denial: string } | undefined

/**
 * A text of a request for evidence that the other hub refused for a key is sealed again under the one that is there now, on a permit and with an
 * entry in the log of its own. Undefined: it was no such text, or the refusal stands. Throws `new_key_not_here_yet`, and what else is worth trying again.
 */
export const resealText =
  (deps: ResealDeps) =>
  async ({ messageId, code, at }: RefusedText): Promise<Resealed> => {
    const { store, now, keyPatienceMs, directory, packageKey } = deps
    if (!isOfKeys(code)) return undefined
    const text = await store.read(reader => findTextSentAs(reader, messageId))
    const standing = text && (await deps.findRequest(text.requestId))
    const parties = standing && partiesOf(standing, text)
    if (text === undefined || standing === undefined || parties === undefined) return undefined
    if (standing.over && !isAbout(text.field)) return { denial: 'request_over' }
    const { sealedTo, signedBy, made, requestId } = text
    const recipient = () => directory.recipientOf(parties.to)
    const current = async () => {
      const found = await recipient().catch(() => undefined)
      if (found === undefined) return undefined
      const signedBy = await signerOfKey(await packageKey(found.envelope.profile))
      return { sealedTo: keysOf(found), signedBy, grantedBy: '' }
    }
    const refused = { code, made, at, keys: { sealedTo, signedBy, grantedBy: '' } }
    if (!(await isToBeRemade(refused, { now: now(), keyPatienceMs }, current))) return undefined
    const resealed = await sealAgain(deps, text, { standing, ...parties, recipient: await recipient() })
    return 'denial' in resealed ? resealed : { requestId, ...resealed }
  }

export interface Again {
  readonly standing: RequestStanding
  readonly from: Party
  readonly to: Party
  /** To whom it is sealed. Undefined: the directory has none. */
  readonly recipient: Recipient | undefined
}

/** It may not leave any more, by consent's decision, for want of a recipient, or since it has become too large for the key of now. */
export interface NotAgain {
  readonly denial: string
  readonly decisionId?: string
}

/** Under an id, a permit and an entry in the log of its own: what failed once is not taken under the same id. */
export async function sealAgain(
  deps: SealDeps,
  text: TextUnderWay,
  { standing, from, to, recipient }: Again,
): Promise<Built | NotAgain> {
  const { requestId, textId, made, field } = text
  if (recipient === undefined) return { denial: 'recipient_unknown' }
  const letter = isAbout(field)
  const { victims = '' } = letter ? openRequestText(await deps.keys.get(requestId), text).content : standing
  const asked = { sender: from, recipient: to, requestId, executingHub: standing.toHub, reader: undefined }
  const decision = await deps.permitEvidence({ ...asked, letter, contact: field === CONTACT, victims })
  if ('denial' in decision) return decision
  // The same each time it is tried: the other hub takes it once.
  const sentAs = uuidOf(hash('sha256', `${textId} ${made + 1}`, 'hex'))
  const built = await orTooLarge(() => sealText(deps, text, { from, to, recipient, permit: decision.permit, sentAs }))
  if ('code' in built) return { denial: built.code }
  await spendPermit(deps, decision.permit)
  await built.enter()
  return built
}

/** What is asked goes one way; what is written about it goes from whoever wrote it to the central authority of the other state. */
export function partiesOf({ sender, recipient }: RequestStanding, { field, by }: SealedText) {
  if (sender === undefined || recipient === undefined) return undefined
  const [asking, asked]: Party[] = [sender, recipient].map(({ hub, agencyId }) => ({ hub, agencyId }))
  if (asking === undefined || asked === undefined) return undefined
  if (!isAbout(field)) return { from: asking, to: asked }
  return { from: by, to: by.hub === asked.hub ? asking : asked }
}
