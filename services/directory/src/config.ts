import { textFile } from '@amparo/config'
import { z } from 'zod'

export const extraConfig = z.object({
  AMPARO_DIRECTORY_FILE: z.string().describe('statement of agencies, hubs and instruments, signed by the jurisdiction'),
  AMPARO_WARN_BEFORE_KEY_ENDS_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(366)
    .default(30)
    .describe('so many days before a certificate of the directory ends whoever runs the hub is told, each day'),
  AMPARO_JURISDICTION_CERT_FILE: textFile().describe('OpenPGP certificate of the own jurisdiction, armored'),
})
