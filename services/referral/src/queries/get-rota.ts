import type { Clock } from '@amparo/kernel'
import { readPage, type Store } from '@amparo/store'
import type { Shift } from '../domain/shift.ts'
import { onDutyAt, rotaVersion, type ShiftPosition, shiftsFrom } from '../store/rota.ts'

export interface Rota {
  readonly shifts: readonly Shift[]
  /** Where the next page begins, if there is one. */
  readonly next: ShiftPosition | undefined
  /** Users who are on duty now, whatever the page. */
  readonly onDuty: readonly string[]
  /** Rises with each change of it. */
  readonly version: number
}

interface Filter {
  readonly agencyId: string
  readonly after: ShiftPosition | undefined
  readonly limit: number
}

/** One page of an agency's shifts, from those that run now on. */
export const getRota =
  ({ read }: Pick<Store, 'read'>, now: Clock) =>
  (filter: Filter): Promise<Rota> =>
    read(async reader => {
      const at = now()
      const page = await readPage(filter.limit, limit => shiftsFrom(reader, { ...filter, now: at, limit }))
      const onDuty = (await onDutyAt(reader, filter.agencyId, at)).map(({ userId }) => userId)
      const version = await rotaVersion(reader, filter.agencyId)
      return { shifts: page.items, next: page.last, onDuty, version }
    })
