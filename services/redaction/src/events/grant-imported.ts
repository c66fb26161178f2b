import { grantImported } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { keepGranted } from '../commands/keep-granted.ts'

/** A package that came may be used: it takes the place of what came before. */
export const onGrantImported = () =>
  on(grantImported, ({ packageId, from }, tx) => keepGranted(tx, packageId, from?.hub ?? ''))
