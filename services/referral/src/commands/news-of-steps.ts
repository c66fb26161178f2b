import { SUBMIT } from '@amparo/protocols'
import type { Transaction } from '@amparo/store'
import type { Case } from '../domain/case.ts'
import { LINKED } from '../domain/linked.ts'
import type { NewsKind } from '../domain/news.ts'
import { ONWARD, tellsOutcome } from '../domain/onward.ts'
import { type Referral, type Step, senderOf } from '../domain/referral.ts'
import { addNews } from '../store/news.ts'

/** What a step is called in the news, if it is not simply a change. */
const KINDS: Readonly<Record<string, NewsKind>> = { message: 'message', assessed: 'assessed', [LINKED]: 'linked' }

const kindOf = (step: Step): NewsKind => (tellsOutcome(step) ? 'linked-changed' : (KINDS[step.step] ?? 'changed'))

/** Only another hub is told by them: the agencies of this one have heard. */
const ACROSS: readonly string[] = [LINKED, ONWARD]

/**
 * Both parties, as far as they are of this hub, hear of what does not stay inside one of them: of each kind once, however many steps
 * came together.
 */
export async function newsOfSteps(
  tx: Transaction,
  hub: string,
  { referral }: Case,
  added: readonly Step[],
  at: Date,
): Promise<void> {
  const told = added.filter(step => step.told)
  for (const agencyId of partiesIn(referral, hub)) {
    const isReceiver = agencyId === referral.to?.agencyId
    const heard = told.filter(({ step, by }) => by.hub !== hub || !ACROSS.includes(step))
    const kinds = heard.map(step => (step.step === SUBMIT && isReceiver ? 'received' : kindOf(step)))
    for (const kind of new Set<NewsKind>(kinds)) await newsOf(tx, referral, agencyId, kind, at)
  }
}

export const newsOf = (
  tx: Transaction,
  { id: referralId, compartment }: Pick<Referral, 'id' | 'compartment'>,
  agencyId: string,
  kind: NewsKind,
  at: Date,
): Promise<void> => addNews(tx, { agencyId, kind, about: { referralId }, compartment, at })

const partiesIn = (referral: Referral, hub: string): string[] =>
  [senderOf(referral), referral.to].flatMap(party => (party?.hub === hub ? [party.agencyId] : []))
