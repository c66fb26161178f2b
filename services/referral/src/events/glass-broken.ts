import { glassBroken } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import { tellOfEmergency } from '../commands/tell-of-emergency.ts'
import { uuidOf } from './reading.ts'

/** Somebody opened an identity alone. */
export const onGlassBroken = () =>
  on(glassBroken, ({ referralId, agencyId }, tx, { occurredAt: at }) =>
    tellOfEmergency(tx, { referralId: uuidOf(referralId), agencyId, at }),
  )
