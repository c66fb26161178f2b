import type { Store } from '@amparo/store'
import { listHeads } from '../store/heads.ts'

export const listWitnessed =
  ({ read }: Pick<Store, 'read'>) =>
  () =>
    read(listHeads)
