import { ITEM_USES } from '@amparo/contracts'
import { z } from 'zod'

export const itemUse = z
  .enum(ITEM_USES)
  .default('as-requested')
  .describe(
    'What it is opened for. Anything but what it was asked for, or referred for, may need the permission of whoever sent it',
  )
