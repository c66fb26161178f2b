import type { Side } from '@amparo/protocols'
import type { Case } from './case.ts'
import type { Step } from './referral.ts'

/** Of a log, what a party knows: all of its own steps, and those of the other that do not stay inside the other's agency. */
export const visibleTo = (steps: readonly Step[], side: Side | undefined): Step[] =>
  steps.filter(step => step.told || step.side === side)

/** Rises with each step that this side can see, and with no other: a number that rises for nothing would tell that something was done. */
export const versionFor = ({ steps }: Pick<Case, 'steps'>, side: Side | undefined): number =>
  visibleTo(steps, side).length

/** When this side last had something new to see. */
export const updatedFor = ({ steps, referral }: Pick<Case, 'steps' | 'referral'>, side: Side | undefined): Date =>
  visibleTo(steps, side).reduce<Date | undefined>(
    (last, { receivedAt }) => (last === undefined || receivedAt > last ? receivedAt : last),
    undefined,
  ) ?? referral.updatedAt
