import { fileURLToPath } from 'node:url'
import { jsonFile } from '@amparo/config'
import { z } from 'zod'

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

const retentionFile = z.strictObject({
  version: z.literal(1),
  about: z.string(),
  jurisdictions: z.record(
    z.string().regex(/^[A-Z]{2}$/),
    z.strictObject({
      months: z.int().min(1).max(1_200),
      holds: z.array(
        z.strictObject({
          since: z.string().regex(MONTH),
          code: z.string().regex(/^[a-z_]{1,60}$/),
          user: z.string().min(1).max(120).optional(),
        }),
      ),
      // A file of before has none.
      unread: z.strictObject({ months: z.int().min(1).max(1_200), noticeDays: z.int().min(30).max(365) }).optional(),
    }),
  ),
})

export const retentionConfig = z.object({
  AMPARO_LOG_RETENTION_FILE: jsonFile(retentionFile)
    .prefault(fileURLToPath(new URL('../policy/retention.v1.json', import.meta.url)))
    .describe(
      'how long each jurisdiction has its access log kept, and what is on hold; one that is not named keeps it for ever',
    ),
})
