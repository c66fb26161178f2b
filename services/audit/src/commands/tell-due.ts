import { hash } from 'node:crypto'
import { Action } from '@amparo/contracts'
import { uuidOf } from '@amparo/kernel'
import { runningOut } from '../domain/registers/line.ts'
import { projectedByIds } from '../store/projection.ts'
import { openLines, stepsOf } from '../store/registers.ts'
import type { RegisterDeps } from './registers.ts'

/** What is open at once in all registers of a hub; what is beyond is told when some of it is closed. */
const MOST_OPEN = 5_000

type TellDeps = Pick<RegisterDeps, 'hub' | 'store' | 'registers' | 'enter' | 'now'>

/**
 * Puts into the log, once for each, that a clock of a register runs out: a rule puts it before auditors, who do not have to look into the
 * register to learn of it. What the log says is what was told, so nothing else is kept of it.
 */
export const tellDue =
  ({ hub, store, registers, enter, now }: TellDeps) =>
  async (): Promise<void> => {
    const at = now()
    const due = await store.read(async reader => {
      const lines = await openLines(reader, MOST_OPEN)
      const steps = await stepsOf(
        reader,
        lines.map(({ id }) => id),
      )
      const found = lines.flatMap(({ id, register, agencyId, ...line }) =>
        runningOut(registers.registers[register], line, steps.get(id) ?? [], at).map(clock => ({
          ...{ entryId: entryIdOf(id, clock), code: `${register}:${clock}`, agencyId },
        })),
      )
      const told = await projectedByIds(
        reader,
        found.map(({ entryId }) => entryId),
      )
      const known = new Set(told.map(({ entryId }) => entryId))
      return found.filter(({ entryId }) => !known.has(entryId))
    })
    for (const { agencyId, ...of } of due)
      await enter(undefined, {
        ...{ ...of, action: Action.REGISTER_DUE },
        ...(agencyId && { recipient: { hub, agencyId } }),
      })
  }

const entryIdOf = (lineId: string, clock: string): string =>
  uuidOf(hash('sha256', `amparo/register-due/${lineId}/${clock}`, 'hex'))
