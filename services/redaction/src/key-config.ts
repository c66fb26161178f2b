import { secretFile } from '@amparo/config'
import { DAY_MS } from '@amparo/kernel'
import { z } from 'zod'
import type { SubkeyTimes } from './domain/seal-subkey.ts'

const days = (usual: number) => z.coerce.number().gt(0).max(366).default(usual)

/** Of redaction and of the operator's script alike: both use the same keys. */
export const keyConfig = z.object({
  AMPARO_KEYS_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .describe('the database of wrapped data keys, apart from the vault'),
  AMPARO_KEYSTORE_DIR: z.string().min(1).describe("folder of the hub's key-encryption keys and OpenPGP private keys"),
  AMPARO_PKCS11_MODULE: z
    .string()
    .min(1)
    .optional()
    .describe(
      'PKCS#11 library of an HSM: new key-encryption keys are drawn in its token, those in the folder still unwrap',
    ),
  AMPARO_PKCS11_TOKEN: z.string().min(1).default('amparo').describe('label of the token in the HSM'),
  AMPARO_PKCS11_PIN_FILE: secretFile().optional().describe("PIN of the token's user"),
  AMPARO_KEYS_BACKUP_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .max(366)
    .default(7)
    .describe(
      'so long backups of the database of wrapped keys are kept, and with them the key-encryption keys that they need',
    ),
  AMPARO_SEAL_SUBKEY_DAYS: days(7).describe('so often another subkey is drawn to which forms are sealed'),
  AMPARO_SEAL_SUBKEY_KEPT_DAYS: days(14).describe(
    'so long after it was drawn each opens what was sealed to it; then it is destroyed',
  ),
  AMPARO_AGENCY_KEY_KEPT_DAYS: days(14).describe(
    'so long an agency’s private key opens what was sealed to it after another one was listed; then it is destroyed',
  ),
})
export type KeyConfig = z.output<typeof keyConfig>

/** Throws an Error where a subkey would be destroyed before the next one is drawn. */
export function subkeyTimesOf(config: KeyConfig): SubkeyTimes {
  const rotateMs = config.AMPARO_SEAL_SUBKEY_DAYS * DAY_MS
  const keepMs = config.AMPARO_SEAL_SUBKEY_KEPT_DAYS * DAY_MS
  if (keepMs <= rotateMs) throw new Error('AMPARO_SEAL_SUBKEY_KEPT_DAYS must be more than AMPARO_SEAL_SUBKEY_DAYS')
  return { rotateMs, keepMs }
}
