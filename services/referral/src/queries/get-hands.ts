import type { Clock } from '@amparo/kernel'
import type { Store } from '@amparo/store'
import { handsOf, type OpenHands, openHandsOf } from '../store/handovers.ts'

/** How much a user of the caller's agency works on, and its version. */
export const getHands =
  ({ read }: Pick<Store, 'read'>) =>
  (hands: Parameters<typeof handsOf>[1]): ReturnType<typeof handsOf> =>
    read(reader => handsOf(reader, hands))

const MOST = 1_000

/** Everybody in whose hands something of the caller's agency is: also of who has left it, and would be forgotten there. */
export const listHands =
  ({ read }: Pick<Store, 'read'>, now: Clock) =>
  (of: { readonly agencyId: string; readonly scopes: ReadonlySet<string> }): Promise<OpenHands[]> =>
    read(reader => openHandsOf(reader, { ...of, now: now(), limit: MOST }))
