import type { Clock } from '@amparo/kernel'
import type { UnitOfWork } from '@amparo/store'
import { purgeAttempts } from '../store/attempts.ts'
import { purgeModels } from '../store/models.ts'

/** Longer than any block or memory of wrong tries (domain/throttle.ts), and than any clock's error. */
const KEEP_MS = 2 * 3_600_000

/** Forgets what has expired. Any number of instances may do it at once. */
export const purge =
  ({ run, now }: { run: UnitOfWork; now: Clock }) =>
  (): Promise<void> =>
    run(async tx => {
      const before = new Date(now().getTime() - KEEP_MS)
      await purgeModels(tx, before)
      await purgeAttempts(tx, before)
    })
