import { deliveryDues } from '@amparo/config'
import { z } from 'zod'

export const extraConfig = z.object({
  AMPARO_PROTOCOLS_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('folder with protocols, forms, overlays and calendars besides those that come with the product'),
  ...deliveryDues,
  AMPARO_FALLBACK_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(365)
    .default(30)
    .describe('how many days ago a referral may have been made by phone or on paper that is entered now'),
})
