/** For how long a jurisdiction has its log kept. */
export interface Retention {
  /** After the month in which an entry was taken. */
  readonly months: number
  readonly holds: readonly Hold[]
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
  readonly occurredAt: Date
}

export const ofPerson = (subjectRef: string): string => `person/${subjectRef}`

/** Of an entry that is past its time, why it has to be kept; none: it may go. Each reason stands until it has gone. */
export function reasonsToKeep(entry: Kept, { byEntry, subjectRefs, holds, held }: KeepingLonger): readonly string[] {
  const { entryId, userId, assigneeId, subjectRef, occurredAt } = entry
  const month = occurredAt.toISOString().slice(0, 7)
  const isHeld = subjectRef !== undefined && (held.has(subjectRef) || subjectRefs.has(subjectRef))
  const users = holds.flatMap(({ user, since }) =>
    user !== undefined && (user === userId || user === assigneeId) && since <= month ? [`user/${user}`] : [],
  )
  return [...new Set([...(isHeld ? [ofPerson(subjectRef)] : []), ...users, ...(byEntry.get(entryId) ?? [])])]
}
