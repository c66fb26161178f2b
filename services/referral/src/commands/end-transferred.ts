import type { Clock } from '@amparo/kernel'
import type { UnitOfWork } from '@amparo/store'
import { isOpen, isSent } from '../domain/case.ts'
import { lockCase } from '../store/cases.ts'
import { acceptedTransfer, lookAgain } from '../store/links.ts'
import type { Recording } from './record-steps.ts'
import { systemStep } from './system-step.ts'

interface TransferDeps extends Recording {
  readonly run: UnitOfWork
  readonly now: Clock
}

const AGAIN_MS = 60_000

/**
 * Once another agency has accepted a transfer, the referral that it takes over ends, and its people are freed; until then its agency
 * is in charge. One in a state from which its protocol does not let it go is looked at again later. True if there was one.
 */
export const endTransferred =
  ({ run, now, ...recording }: TransferDeps) =>
  (): Promise<boolean> =>
    run(async tx => {
      const at = now()
      const transfer = await acceptedTransfer(tx, at)
      if (transfer === undefined) return false
      const found = await lockCase(tx, recording.book, transfer.otherId)
      const open = found !== undefined && isSent(found) && isOpen(found) ? found : undefined
      const step = { by: 'network', side: 'sender', name: 'transferred', data: {} } as const
      const moment = { at, correlationId: recording.newId() }
      const ended = open === undefined || (await systemStep(tx, recording, open, step, moment)) !== undefined
      await lookAgain(tx, transfer, ended ? undefined : new Date(at.getTime() + AGAIN_MS))
      return true
    })
