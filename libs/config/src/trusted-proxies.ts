import { z } from 'zod'

/** Both that count by address read it: give them the same value. */
export const trustedProxies = {
  AMPARO_TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform(list => list.split(/[\s,]+/).filter(Boolean))
    .describe('addresses of proxies in front, whose X-Forwarded-For is believed'),
}
