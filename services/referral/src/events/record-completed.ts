import { recordCompleted } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { hearOf } from '../commands/hear-of.ts'
import type { Hearing } from '../commands/hearing.ts'
import { keepMinor } from '../commands/keep-minor.ts'
import type { MinorOf } from '../queries/minor-of.ts'
import { uuidOf } from './reading.ts'

/** Redaction is asked anew how old the person is: that may be what was corrected. */
export const onRecordCompleted = (hearing: Hearing, minorOf: MinorOf) =>
  on(
    recordCompleted,
    ({ referralId }) => minorOf(uuidOf(referralId)),
    async ({ referralId, agencyId }, tx, { occurredAt: at, correlationId }, minor) => {
      if (minor !== undefined) await keepMinor(hearing)(tx, referralId, minor, { at })
      const heard = { referralId, agencyId, by: 'redaction', name: 'record-completed', data: {} } as const
      await hearOf(hearing)(tx, heard, { at, correlationId })
    },
  )
