import { type Page, readPage, type Store } from '@amparo/store'
import type { DueBasis, DueKind } from '../domain/due.ts'
import { type DuePosition, dueBases } from '../store/due-bases.ts'

interface ListDue {
  readonly kind: DueKind
  readonly agencyId: string
  readonly until: Date
  readonly now: Date
  readonly after: DuePosition | undefined
  readonly limit: number
}

/** Of the caller's agency, the earliest first. */
export const listDue =
  ({ read }: Pick<Store, 'read'>) =>
  ({ limit, ...filter }: ListDue): Promise<Page<DueBasis>> =>
    read(reader => readPage(limit, atMost => dueBases(reader, { ...filter, limit: atMost })))
