import { type Clock, isUuid } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { type Asker, sideOf } from '../domain/access.ts'
import type { Book } from '../domain/book.ts'
import { isSent, opens, type Sent } from '../domain/case.ts'
import { type Placed, whereItIs } from '../domain/place.ts'
import { mayOpen, type Refused } from '../domain/standing.ts'
import { isAssigned } from '../store/assignments.ts'
import { findBrief } from '../store/briefs.ts'
import { findCase } from '../store/cases.ts'
import { onDutyAt } from '../store/rota.ts'

/** The referral, if its recipient is no member and may open its person now, by a link. */
export const standingOutside =
  ({ read }: Pick<Store, 'read'>, book: Book) =>
  (id: string): Promise<Sent | undefined> =>
    read(async reader => {
      const found = isUuid(id) ? await findCase(reader, book, id) : undefined
      if (found === undefined || !isSent(found)) return undefined
      const { outside = false, compartment } = found.referral
      return outside && !compartment && opens(found.run.protocol, found.run.state) ? found : undefined
    })

/** The referral, if this user of this agency may open its person now; else why not. */
export const standing =
  ({ read }: Pick<Store, 'read'>, book: Book) =>
  (id: string, asker: Asker, userId: string): Promise<Sent | Refused> =>
    read(async reader => {
      const found = isUuid(id) ? await findCase(reader, book, id) : undefined
      if (found === undefined) return 'no_party'
      const assigned = await isAssigned(reader, { referralId: id, agencyId: asker.agencyId, userId })
      return mayOpen(found, asker, assigned)
    })

interface WithWhom extends Placed {
  readonly assigned: boolean
  readonly onDuty: boolean
}

/** With whom a referral is, and whether this user of one of its agencies looks after it. */
export const withWhom =
  ({ read }: Pick<Store, 'read'>, book: Book, now: Clock) =>
  (id: string, asker: Asker, userId: string): Promise<WithWhom | undefined> =>
    read(async reader => {
      const found = isUuid(id) ? await findCase(reader, book, id) : undefined
      if (found === undefined || !isSent(found) || sideOf(found.referral, asker) === undefined) return undefined
      const { agencyId } = asker
      const onDuty = await onDutyAt(reader, agencyId, now())
      return {
        ...whereItIs(found),
        assigned: await isAssigned(reader, { referralId: id, agencyId, userId }),
        onDuty: onDuty.some(one => one.userId === userId),
      }
    })

/** The agency in whose place the asker is a party to a referral: its own, or the sender for which it acts. Undefined: it is none. */
export const inWhosePlace =
  ({ read }: Pick<Store, 'read'>) =>
  (id: string, asker: Asker): Promise<string | undefined> =>
    read(async reader => {
      const brief = isUuid(id) ? await findBrief(reader, id) : undefined
      const side = brief && sideOf(brief, asker)
      return side && (side === 'sender' ? brief.from : asker).agencyId
    })
