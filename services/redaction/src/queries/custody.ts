import type { Store } from '@amparo/store'
import { listErasures as erasures } from '../store/erasures.ts'
import { standingHolds } from '../store/legal-holds.ts'

const LIMIT = 200

export const listErasures =
  ({ read }: Pick<Store, 'read'>) =>
  () =>
    read(reader => erasures(reader, LIMIT))

export const listHolds =
  ({ read }: Pick<Store, 'read'>) =>
  () =>
    read(reader => standingHolds(reader, LIMIT))
