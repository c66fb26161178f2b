import type { Transaction } from '@amparo/store'
import { draftDues } from '../domain/draft.ts'
import { draft } from '../domain/open.ts'
import { wantChildAlert } from '../store/child-alerts.ts'
import { replaceDues } from '../store/dues.ts'
import { addReferral, claimId, lockReferral } from '../store/referrals.ts'
import type { Hearing, News } from './hearing.ts'
import { newsOf } from './news-of-steps.ts'

export interface OpenDraft {
  readonly draftId: string
  readonly agencyId: string
  readonly subjectRef: string
}

const PROTOCOL = 'child-safeguarding'

/** The consent was refused, the child is not: a safeguarding draft stands ready for its agency, due as an emergency. */
export const openDraft =
  ({ hub, book }: Hearing) =>
  async (tx: Transaction, { draftId: id, agencyId, subjectRef }: OpenDraft, { at }: News): Promise<void> => {
    await claimId(tx, id)
    if (await lockReferral(tx, id)) return
    const protocol = book.latest(PROTOCOL)
    if (protocol === undefined) throw new RangeError('there is no protocol for children')
    const given = {
      ...{ id, from: { hub, agencyId }, to: undefined, subjectRef, quick: false, minor: true, submittedAt: at },
      ...{ priority: 'emergency', purpose: 'child_protection', services: ['case_management'] },
    }
    const opened = draft(book, protocol, given)
    await addReferral(tx, opened)
    await replaceDues(tx, opened, draftDues(opened))
    await wantChildAlert(tx, id, at)
    await newsOf(tx, { id, compartment: false }, agencyId, 'changed', at)
  }
