import type { Store } from '@amparo/store'
import { type Refused, refusedSince } from '../store/refused-in.ts'

export type EdgeRefusals = (days: number) => Promise<readonly Refused[]>

const DAY_MS = 86_400_000

/** What was not believed in so many days up to now. */
export const edgeRefusalsOf =
  (store: Store, now: () => Date): EdgeRefusals =>
  days =>
    store.read(reader => refusedSince(reader, new Date(now().getTime() - days * DAY_MS)))
