import { SUBMIT } from '@amparo/protocols'
import type { Transaction } from '@amparo/store'
import type { Case } from '../domain/case.ts'
import type { NewsKind } from '../domain/news.ts'
import type { Referral, Step } from '../domain/referral.ts'
import { addNews } from '../store/news.ts'

/** What a step is called in the news, if it is not simply a change. */
const KINDS: Readonly<Record<string, NewsKind>> = { message: 'message', assessed: 'assessed' }

/** Both parties, as far as they are of this hub, hear of every step that does not stay inside one of them. */
export async function newsOfSteps(
  tx: Transaction,
  hub: string,
  { referral }: Case,
  added: readonly Step[],
  at: Date,
): Promise<void> {
  for (const { step, told } of added) {
    if (!told) continue
    for (const agencyId of partiesIn(referral, hub)) {
      const kind = step === SUBMIT && agencyId === referral.to?.agencyId ? 'received' : (KINDS[step] ?? 'changed')
      await newsOf(tx, referral, agencyId, kind, at)
    }
  }
}

export const newsOf = (
  tx: Transaction,
  { id: referralId, compartment }: Pick<Referral, 'id' | 'compartment'>,
  agencyId: string,
  kind: NewsKind,
  at: Date,
): Promise<void> => addNews(tx, { agencyId, kind, about: { referralId }, compartment, at })

const partiesIn = ({ from, to }: Referral, hub: string): string[] =>
  [from, to].flatMap(party => (party?.hub === hub ? [party.agencyId] : []))
