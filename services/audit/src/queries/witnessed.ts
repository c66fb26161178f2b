import type { Store } from '@amparo/store'
import { listHeads, type RefusedHead } from '../store/heads.ts'

export type { RefusedHead }

export const listWitnessed =
  ({ read }: Pick<Store, 'read'>) =>
  () =>
    read(listHeads)
