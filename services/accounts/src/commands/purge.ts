import type { Clock } from '@amparo/kernel'
import type { UnitOfWork } from '@amparo/store'
import { purgeAttempts, purgeFamiliar } from '../store/attempts.ts'
import { purgeEndedSignIns } from '../store/ended-sign-ins.ts'
import { purgeModels } from '../store/models.ts'
import { FAMILIAR_MS } from './limit-tries.ts'

/** Longer than any block or memory of wrong tries (domain/throttle.ts). */
const KEEP_ATTEMPTS_MS = 2 * 3_600_000
/** Longer than anybody asks for them (queries/ended-sign-ins.ts). */
const KEEP_ENDED_MS = 3_600_000
/** For clocks that differ. What has expired is refused anyway. */
const KEEP_EXPIRED_MS = 60_000

/** Forgets what has expired. Any number of instances may do it at once. */
export const purge =
  ({ run, now }: { run: UnitOfWork; now: Clock }) =>
  (): Promise<void> =>
    run(async tx => {
      const at = now().getTime()
      await purgeModels(tx, new Date(at - KEEP_EXPIRED_MS))
      await purgeEndedSignIns(tx, new Date(at - KEEP_ENDED_MS))
      await purgeAttempts(tx, new Date(at - KEEP_ATTEMPTS_MS))
      await purgeFamiliar(tx, new Date(at - FAMILIAR_MS))
    })
