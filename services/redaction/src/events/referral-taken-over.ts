import { referralTakenOver } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { findTakenOver, nameForSuccessor } from '../commands/name-for-successor.ts'

export const onReferralTakenOver = (
  find: ReturnType<typeof findTakenOver>,
  name: ReturnType<typeof nameForSuccessor>,
) =>
  on(referralTakenOver, find, async ({ referralId, agencyId, newSubjectRef: shareId }, tx, _, found) => {
    if (found !== undefined) await name(tx, { referralId, agencyId, shareId }, found)
  })
