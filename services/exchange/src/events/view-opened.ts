import { viewOpened } from '@amparo/contracts'
import { on } from '@amparo/messaging'
import type { stateRetrieved } from '../commands/state-about.ts'

export const onViewOpened = (state: ReturnType<typeof stateRetrieved>) =>
  on(viewOpened, ({ referralId }, tx) => state(tx, referralId))
