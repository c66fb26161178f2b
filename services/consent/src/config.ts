import { fileURLToPath } from 'node:url'
import { secretFile, textFile } from '@amparo/config'
import { z } from 'zod'

export const extraConfig = z.object({
  AMPARO_GRANT_KEY_FILE: secretFile().describe('OpenPGP private key, armored, that signs the grants of packages'),
  AMPARO_POLICY_FILE: textFile()
    .prefault(fileURLToPath(new URL('../policy/mandates.v1.json', import.meta.url)))
    .describe('mandates, purposes and lawful bases; its SHA-256 is in every decision'),
  AMPARO_WARN_BEFORE_END_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .default(168)
    .describe('how long before a basis ends the agency is told'),
  AMPARO_DIRECTORY_BELIEVED_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(5_000)
    .default(1_000)
    .describe(
      'how long decisions rest on what the directory said of an agency or an instrument: so much later a suspension acts',
    ),
  AMPARO_CONSENT_FORMS_DIR: z
    .string()
    .default(fileURLToPath(new URL('../forms', import.meta.url)))
    .describe(
      'forms.json and the texts of its versions, by language; a consent names the text that was read by its SHA-256',
    ),
})
