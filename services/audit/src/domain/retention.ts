/** For how long a jurisdiction has its log kept. */
export interface Retention {
  /** After the month in which an entry was taken. */
  readonly months: number
  readonly holds: readonly Hold[]
  /** Undefined: an alert that nobody closes keeps its entries for ever. */
  readonly unread?: Unread | undefined
}

/** When an alert that nobody closed comes to an end. */
export interface Unread {
  /** After its own period: it was on top of the work list until then, overdue. */
  readonly months: number
  /** From when that is announced until it is done. */
  readonly noticeDays: number
}

/** Stands for as long as it is written down here. */
export interface Hold {
  /** Nothing that was taken since then goes; with a user, nothing that they did. `YYYY-MM`. */
  readonly since: string
  readonly code: string
  readonly user?: string | undefined
}

/** The first month that is kept, `YYYY-MM`; everything before it may go. Undefined: nobody has said that anything may. */
export function firstKept(retention: Retention | undefined, now: Date): string | undefined {
  if (retention === undefined) return undefined
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - retention.months))
  const ofAll = retention.holds.filter(({ user }) => user === undefined)
  const months = [first.toISOString().slice(0, 7), ...ofAll.map(({ since }) => since)]
  return months.sort()[0]
}

/** Raised before then, an alert that nobody closed comes to an end. Undefined: none does. What is on hold as a whole holds alerts, too. */
export function unreadBefore(retention: Retention | undefined, now: Date): Date | undefined {
  const month = firstKept(retention, now)
  if (month === undefined || retention?.unread === undefined) return undefined
  const first = new Date(`${month}-01T00:00:00Z`)
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() - retention.unread.months))
}

/** Why an entry is kept longer: a matter of the desk is open that names it, or its person's request is. */
export interface OpenMatters {
  /** By entry, `alert/<id>` or `line/<id>`. */
  readonly byEntry: ReadonlyMap<string, readonly string[]>
  readonly subjectRefs: ReadonlySet<string>
}

export interface KeepingLonger extends OpenMatters {
  readonly holds: readonly Hold[]
  /** References of people of whom nothing may be lost yet. */
  readonly held: ReadonlySet<string>
}

interface Kept {
  readonly entryId: string
  readonly userId: string | undefined
  readonly assigneeId: string | undefined
  readonly subjectRef: string | undefined
  readonly referralId: string | undefined
  readonly occurredAt: Date
}

/** Of a referral, by which names other entries of it speak of its person. */
export type PeopleOfReferrals = ReadonlyMap<string, readonly string[]>

/** By what entries that name these referrals say of whom they are. */
export const peopleOf = (entries: readonly Pick<Kept, 'subjectRef' | 'referralId'>[]): PeopleOfReferrals =>
  new Map(
    [...Map.groupBy(entries, ({ referralId = '' }) => referralId)].map(([referralId, of]) => [
      referralId,
      [...new Set(of.flatMap(({ subjectRef }) => subjectRef ?? []))],
    ]),
  )

export const ofPerson = (subjectRef: string): string => `person/${subjectRef}`

/**
 * Of whom an entry speaks: by the name in it, or, where it names a referral alone, whose that is. An assignment, its end, and how what came
 * with it was used explain why somebody looked, and say it of nobody themselves.
 */
export const peopleIn = (
  { subjectRef, referralId }: Pick<Kept, 'subjectRef' | 'referralId'>,
  ofReferrals: PeopleOfReferrals,
): readonly string[] => (subjectRef === undefined ? (ofReferrals.get(referralId ?? '') ?? []) : [subjectRef])

/** Of an entry that is past its time, why it has to be kept; none: it may go. Each reason stands until it has gone. */
export function reasonsToKeep(
  entry: Kept,
  { byEntry, subjectRefs, holds, held }: KeepingLonger,
  ofReferrals: PeopleOfReferrals = new Map(),
): readonly string[] {
  const { entryId, userId, assigneeId, occurredAt } = entry
  const month = occurredAt.toISOString().slice(0, 7)
  const people = peopleIn(entry, ofReferrals).filter(ref => held.has(ref) || subjectRefs.has(ref))
  const users = holds.flatMap(({ user, since }) =>
    user !== undefined && (user === userId || user === assigneeId) && since <= month ? [`user/${user}`] : [],
  )
  return [...new Set([...people.map(ofPerson), ...users, ...(byEntry.get(entryId) ?? [])])]
}
