import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import type { Shift } from '../domain/shift.ts'
import { onDutyAt, type ShiftPosition, shiftsFrom } from '../store/rota.ts'

export interface Rota {
  readonly shifts: readonly Shift[]
  /** Where the next page begins, if there is one. */
  readonly next: ShiftPosition | undefined
  /** Users who are on duty now, whatever the page. */
  readonly onDuty: readonly string[]
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
      const found = await shiftsFrom(reader, { ...filter, now: at, limit: filter.limit + 1 })
      const shifts = found.slice(0, filter.limit)
      const next = found.length > shifts.length ? shifts.at(-1) : undefined
      const onDuty = (await onDutyAt(reader, filter.agencyId, at)).map(({ userId }) => userId)
      return { shifts, next, onDuty }
    })
