import { DAY_MS } from '@amparo/kernel'
import type { Due } from '@amparo/protocols'
import type { Referral } from './referral.ts'

/** Before it is sent a referral is under no protocol: it can be sent, or thrown away. */
export const DRAFT = { state: 'draft', status: 'draft' } as const
export const DISCARDED = { state: 'discarded', status: 'cancelled' } as const
export const DISCARD = 'discard'

/** The child-protection authority is to know within the hour; a draft that lies longer than that, the supervisor sees. */
export const DRAFT_DEADLINE_MS = 3_600_000
export const DRAFT_DEADLINE = 'draft'
/** And again each day, until it is sent or thrown away: behind it is a child. */
export const draftCallAfter = (called: Date): Date => new Date(called.getTime() + DAY_MS)

/** As of a protocol's deadline: nothing waits without an owner and a date. */
export const draftDues = ({ nextDue }: Pick<Referral, 'nextDue'>): Pick<Due, 'deadline' | 'owner' | 'due'>[] =>
  nextDue === undefined ? [] : [{ deadline: DRAFT_DEADLINE, owner: 'sender', due: nextDue }]
