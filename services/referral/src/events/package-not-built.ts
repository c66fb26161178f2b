import { packageNotBuilt } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { failReferral } from '../commands/fail-referral.ts'
import type { Hearing } from '../commands/hearing.ts'
import { failureCode } from '../domain/foreign.ts'
import { uuidOf } from './reading.ts'

/** Nothing left this hub, so no other is told. */
export const onPackageNotBuilt = (hearing: Hearing) =>
  on(packageNotBuilt, ({ referralId, code }, tx, { occurredAt: at, correlationId }) =>
    failReferral(hearing)(
      tx,
      { referralId: uuidOf(referralId), code: failureCode(code, 'package_not_built'), tell: false },
      { at, correlationId },
    ),
  )
