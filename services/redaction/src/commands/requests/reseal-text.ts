import { hash } from 'node:crypto'
import { isOfKeys, type RequestStanding } from '@amparo/contracts'
import { uuidOf } from '@amparo/kernel'
import { LETTER } from '../../domain/request-text.ts'
import type { Party } from '../../ports/decision.ts'
import { findTextSentAs, type SealedText } from '../../store/request-texts.ts'
import { isSame } from '../open-case.ts'
import { spendPermit } from '../permit.ts'
import { isToBeRemade } from '../refused-keys.ts'
import { signerOfKey } from '../seal-to-agency.ts'
import { type Built, type SealDeps, sealText } from './seal-text.ts'

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
    const { sealedTo, signedBy, made, requestId } = text
    const recipient = () => directory.agencyCertificate(parties.recipient)
    const current = async () => {
      const found = await recipient().catch(() => undefined)
      if (found === undefined) return undefined
      return {
        sealedTo: found.fingerprint,
        signedBy: await signerOfKey(await packageKey(found.profile)),
        grantedBy: '',
      }
    }
    const refused = { code, made, at, keys: { sealedTo, signedBy, grantedBy: '' } }
    if (!(await isToBeRemade(refused, { now: now(), keyPatienceMs }, current))) return undefined
    const certificate = await recipient()
    if (certificate === undefined) return { denial: 'recipient_unknown' }
    const decision = await deps.permitEvidence({
      ...{ ...parties, requestId, executingHub: standing.toHub, reader: undefined },
    })
    if ('denial' in decision) return { denial: decision.denial }
    await spendPermit(store, decision.permit)
    // The same each time it is tried: it stands in the log once.
    const sentAs = uuidOf(hash('sha256', `${text.textId} ${made + 1}`, 'hex'))
    return { requestId, ...(await sealText(deps, text, { ...parties, certificate, permit: decision.permit, sentAs })) }
  }

/** What is asked goes one way; what the two authorities write to each other goes either way. */
function partiesOf({ sender, recipient }: RequestStanding, { field, by }: SealedText) {
  if (sender === undefined || recipient === undefined) return undefined
  const [asking, asked]: Party[] = [sender, recipient].map(({ hub, agencyId }) => ({ hub, agencyId }))
  if (asking === undefined || asked === undefined) return undefined
  return field === LETTER && isSame(by, asked)
    ? { sender: asked, recipient: asking }
    : { sender: asking, recipient: asked }
}
