import { fileURLToPath } from 'node:url'
import { deliveryEnds, textFile } from '@amparo/config'
import { z } from 'zod'
import { CUSTODY_TIMES } from './custody.ts'
import { readRetention } from './domain/retention.ts'
import { keyConfig } from './key-config.ts'
import { MATCH_QUOTA } from './matching.ts'
import { clamdAddress } from './ports/malware.ts'

const hours = (usual: number) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 14)
    .default(usual)

const count = (usual: number) => z.coerce.number().int().min(0).default(usual)

export const extraConfig = keyConfig.extend({
  AMPARO_PROTOCOLS_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('folder with protocols and forms besides those that come with the product'),
  AMPARO_LINK_HOURS: hours(72).describe('how long a one-time link can be opened'),
  AMPARO_LINK_EMERGENCY_HOURS: hours(24).describe('the same in an emergency'),
  AMPARO_RECORD_SHEET_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(366)
    .default(30)
    .describe('how long the sheet can be read by which a person reads their own record'),
  AMPARO_ERASURE_WAIT_DAYS: z.coerce
    .number()
    .min(0)
    .max(366)
    .default(CUSTODY_TIMES.waitDays)
    .describe('so long an erasure can be called back'),
  AMPARO_RETENTION_DAYS: z
    .string()
    .default('')
    .transform((text, ctx) => readRetention(text) ?? unreadable(ctx))
    .describe(
      'for how long the law has what is held kept, by kind: form=1825,package=365,assessment=0,message=0,statement=0',
    ),
  AMPARO_SEARCHES_A_DAY: count(20).describe('searches of one custodian in 24 hours; above that, with a recent sign-in'),
  AMPARO_SEARCHES_A_DAY_AT_MOST: count(60).describe('searches of one custodian in 24 hours in all'),
  AMPARO_PERSONS_A_DAY: count(40).describe(
    'people whom one user may open in 24 hours; above that, with a recent sign-in',
  ),
  AMPARO_UPLOADS_A_DAY_GIB: count(512).describe('GiB of files that one agency may begin to send in 24 hours'),
  AMPARO_EMERGENCIES_A_WEEK: count(3).describe('identities that one user may open alone in an emergency in seven days'),
  ...deliveryEnds,
  AMPARO_VIEW_POLICY_FILE: textFile()
    .prefault(fileURLToPath(new URL('../policy/views.v1.json', import.meta.url)))
    .describe('what a view holds, field by field; its SHA-256 is in every view and entry of the log'),
  AMPARO_MATCH_KEYS_FILE: textFile()
    .prefault(fileURLToPath(new URL('../policy/match-keys.v1.json', import.meta.url)))
    .describe('by which keys another hub is asked whether it knows a person; both hubs have the same file'),
  AMPARO_MATCHES_A_DAY: count(MATCH_QUOTA.aDay).describe('questions of one other hub that are answered in 24 hours'),
  AMPARO_MATCHES_AN_HOUR: count(MATCH_QUOTA.anHour).describe('the same in an hour'),
  AMPARO_TIMESTAMP_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('authority that states when an entry of custody was signed (RFC 3161); with its certificate'),
  AMPARO_TIMESTAMP_CERTIFICATE_FILE: textFile().optional().describe("that authority's certificate, PEM"),
  AMPARO_CLAMD: z
    .string()
    .optional()
    .transform((text, ctx) => (text === undefined ? undefined : (clamdAddress(text) ?? notAnAddress(ctx))))
    .describe(
      'scanner for malware that looks at what is kept as it came before anybody opens it: host:port of clamd, or its socket',
    ),
  AMPARO_ENDED_SIGN_INS: z
    .stringbool()
    .default(true)
    .describe('accounts tells which sign-ins have ended; false where a provider of your own issues the tokens'),
  AMPARO_RELEASE_K: z.coerce
    .number()
    .int()
    .min(5)
    .default(11)
    .describe('so many persons at least stand behind each figure that is released to the public'),
})

function notAnAddress(ctx: z.core.$RefinementCtx<string | undefined>): never {
  ctx.addIssue({ code: 'custom', message: 'neither host:port nor the path of a socket' })
  return z.NEVER
}

function unreadable(ctx: z.core.$RefinementCtx<string>): never {
  ctx.addIssue({ code: 'custom', message: 'not of the form kind=days,kind=days' })
  return z.NEVER
}
