import { setTimeout as sleep } from 'node:timers/promises'
import type { WakeSignal } from '@amparo/store'
import { Bell } from './bell.ts'

/** Rings for commits in other processes of the service, until aborted; while it cannot hear them, polling has to do. */
export async function hearOthers(wake: Pick<WakeSignal, 'listen'>, bell: Bell, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const lost = new Bell()
    const connection = await wake
      .listen(
        () => bell.ring(),
        () => lost.ring(),
      )
      .catch(() => undefined)
    if (connection) {
      await lost.wait(undefined, signal)
      await connection.stop().catch(() => {})
    }
    await sleep(1_000, undefined, { signal }).catch(() => {})
  }
}
