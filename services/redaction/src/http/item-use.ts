import { ITEM_USES } from '@amparo/contracts'
import { z } from 'zod'

/** Anything but reading it as it was asked for may need the permission of the state it came from. */
export const itemUse = z
  .enum(ITEM_USES)
  .default('as-requested')
  .describe('What it is opened for: of a file that came on a request for evidence it decides whether it opens')
