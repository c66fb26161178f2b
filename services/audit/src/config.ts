import { z } from 'zod'
import { alertConfig } from './policy/load.ts'
import { retentionConfig } from './retention-config.ts'
import { witnessConfig } from './witness-config.ts'

export const extraConfig = witnessConfig
  .extend(retentionConfig.shape)
  .extend(alertConfig.shape)
  .extend({
    AMPARO_LOG_GAP_MINUTES: z.coerce
      .number()
      .positive()
      .max(24 * 60)
      .default(10)
      .transform(minutes => minutes * 60_000)
      .describe(
        'so long an entry that another service has numbered is waited for, before auditors are told that it is missing',
      ),
    AMPARO_KEYSTORE_DIR: z
      .string()
      .min(1)
      .describe(
        "folder of the log's key-encryption keys, apart from its database: without them its entries cannot be read",
      ),
    AMPARO_DESTROYED_NAMES_DIR: z
      .string()
      .min(1)
      .optional()
      .describe(
        'folder in which it is written down whose keys were destroyed, apart from the database; by default that of the key-encryption keys',
      ),
  })
