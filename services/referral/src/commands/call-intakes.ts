import type { Clock } from '@amparo/kernel'
import type { UnitOfWork } from '@amparo/store'
import { nextCall } from '../domain/intake.ts'
import { callIntakeAgain, lockIntakeToCall } from '../store/intakes.ts'
import { addNews } from '../store/news.ts'

/** The agency hears, day after day, that people of an intake have not been referred. True if there was one to look at. */
export const callIntake =
  ({ run, now }: { readonly run: UnitOfWork; readonly now: Clock }) =>
  (): Promise<boolean> =>
    run(async tx => {
      const at = now()
      const found = await lockIntakeToCall(tx, at)
      if (found === undefined) return false
      const { id, agencyId, isMissing } = found
      const calls = found.calls + (isMissing ? 1 : 0)
      await callIntakeAgain(tx, id, calls, isMissing ? nextCall(calls, at) : undefined)
      if (isMissing)
        await addNews(tx, { agencyId, kind: 'intake-incomplete', about: { intakeId: id }, compartment: false, at })
      return true
    })
