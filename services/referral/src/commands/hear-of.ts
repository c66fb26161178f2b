import type { Transaction } from '@amparo/store'
import { isOpen, isSent } from '../domain/case.ts'
import { sideOfParty } from '../domain/referral.ts'
import { hasRoom } from '../domain/room.ts'
import { lockCase } from '../store/cases.ts'
import { callAgency } from './call-agency.ts'
import type { Hearing, News } from './hearing.ts'
import { messages } from './messages.ts'
import { type SystemStep, systemStep } from './system-step.ts'

/** What another service of this hub has done about a referral, for an agency of this hub. */
export interface Heard extends Pick<SystemStep, 'by' | 'name' | 'data'> {
  readonly referralId: string
  readonly agencyId: string
}

/**
 * Becomes a step of that agency's side. Of a referral that has ended, or that is not that agency's, it is left out, and logged. Redaction
 * refuses what finds no room before it stores it; what was stored meanwhile, and finds none, that agency's supervisor has to see to.
 */
export const hearOf =
  (hearing: Hearing) =>
  async (tx: Transaction, { referralId, agencyId, by, name, data }: Heard, news: News): Promise<void> => {
    const { hub, book, log } = hearing
    const found = await lockCase(tx, book, referralId)
    const side = found && sideOfParty(found.referral, { hub, agencyId })
    if (found !== undefined && side !== undefined && isSent(found)) {
      if (await systemStep(tx, hearing, found, { by, name, data, side }, news)) return
      if (isOpen(found) && !hasRoom(found, side, 'end')) {
        await callAgency(tx, { referral: found.referral, agencyId, kind: 'supervisor', at: news.at })
        messages['referral.log_full'](log, { referralId, step: name })
        return
      }
    }
    messages['referral.news_ignored'](log, { referralId, step: name })
  }
