import { packageOpened } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { examineGrant } from '../commands/examine-grant.ts'
import type { importGrant } from '../commands/import-grant.ts'

/** A package of another hub lies in the vault; it may be used once its grant is imported. */
export const onPackageOpened = (examine: ReturnType<typeof examineGrant>, settle: ReturnType<typeof importGrant>) =>
  on(
    packageOpened,
    event => examine(event),
    (event, tx, { correlationId }, examined) => settle(tx, event, examined, { correlationId }),
  )
