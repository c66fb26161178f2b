import type { RequestStanding } from '@amparo/contracts'
import type { Party } from '../../ports/decision.ts'
import { type GivenPermit, refusalOf } from '../../ports/given-permit.ts'
import { requestTextsOf, type SealedText } from '../../store/request-texts.ts'
import type { ViewCaller } from '../view-request.ts'
import type { RequestTextDeps } from './deps.ts'

/** Throws consent's denial, which it has in the log already. */
export async function permitToRead(
  { permitEvidence, hub }: Pick<RequestTextDeps, 'permitEvidence' | 'hub'>,
  { requestId, fromHub, toHub, draftedBy, sender }: RequestStanding,
  recipient: Party,
  reader: ViewCaller,
  contact = false,
): Promise<GivenPermit> {
  const drafter = { hub: fromHub, agencyId: draftedBy }
  const asking = fromHub !== hub && sender ? { hub: sender.hub, agencyId: sender.agencyId } : drafter
  const decision = await permitEvidence({ requestId, sender: asking, recipient, executingHub: toHub, reader, contact })
  if ('denial' in decision) throw refusalOf(decision)
  return decision.permit
}

interface HeldTexts {
  readonly open: readonly SealedText[]
  /** To the central authority that holds its keys itself: it alone opens them. */
  readonly sealed: readonly SealedTextHere[]
}

export type SealedTextHere = SealedText & { readonly agencyKey: string }
export const isSealed = (text: SealedText): text is SealedTextHere => text.agencyKey !== null

/** As they are listed for whoever may know of them. */
export const toSealedView = ({ textId: itemId, field, sha256, by, madeAt, agencyKey: sealedTo }: SealedTextHere) => ({
  ...{ itemId, field, sha256, by, madeAt: madeAt.toISOString(), sealedTo },
})

/** Of what a request names, that which is held here, by the field under which it names it. */
export async function heldTexts(
  { store }: Pick<RequestTextDeps, 'store'>,
  { requestId, texts }: RequestStanding,
): Promise<HeldTexts> {
  const named = new Map(texts.map(({ field, sha256 }) => [sha256, field]))
  const all = await store.read(reader => requestTextsOf(reader, requestId, [...named.keys()]))
  const held = all.filter(text => named.get(text.sha256) === text.field)
  return { open: held.filter(({ agencyKey }) => agencyKey === null), sealed: held.filter(isSealed) }
}
