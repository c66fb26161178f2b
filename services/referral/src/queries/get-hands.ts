import type { Store } from '@amparo/store'
import { handsOf } from '../store/handovers.ts'

/** How much a user of the caller's agency works on, and its version. */
export const getHands =
  ({ read }: Pick<Store, 'read'>) =>
  (hands: Parameters<typeof handsOf>[1]): ReturnType<typeof handsOf> =>
    read(reader => handsOf(reader, hands))
