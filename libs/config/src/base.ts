import { HUB_CODE } from '@amparo/kernel'
import { z } from 'zod'
import { jsonFile, secretFile, secretJsonFile } from './files.ts'
import { trustedProxies } from './trusted-proxies.ts'

const publicJwk = z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() })
const privateJwk = publicJwk.extend({ d: z.string() })
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ })

/** What every process needs. */
export const httpConfig = z.object({
  AMPARO_HUB: z.string().regex(HUB_CODE).describe('code of the jurisdiction whose hub this is'),
  AMPARO_HTTP_HOST: z.string().default('127.0.0.1').describe('address to listen on'),
  AMPARO_HTTP_PORT: z.coerce.number().int().min(0).max(65_535).describe('port to listen on; 0 takes a free one'),
  AMPARO_HTTP_RATE_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .default(3_000)
    .describe('requests of one caller in a minute, to this process'),
  AMPARO_TRUSTED_PROXIES: trustedProxies,
  AMPARO_LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('least severity that is logged'),
})

/** What every service with a database and a place on NATS needs. Services add theirs with `.extend`. */
export const baseConfig = httpConfig.extend({
  AMPARO_DATABASE_URL: databaseUrl.describe("the service's own role in its hub's database"),
  AMPARO_NATS_URL: z.string().describe("the hub's NATS server"),
  AMPARO_NATS_SEED_FILE: secretFile().describe("nkey seed of the service's NATS user"),
  AMPARO_ISSUER: z.url().describe("OpenID issuer of the hub's access tokens"),
  AMPARO_JWKS_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("where the issuer's keys are, if its discovery document is out of reach from here"),
  AMPARO_AUDIENCE: z.string().describe("audience of access tokens: urn:amparo:hub: and the hub's code"),
  AMPARO_SIGNING_KEY_FILE: secretJsonFile(privateJwk).describe("Ed25519 JWK for the service's own statements"),
  AMPARO_TRUST_FILE: jsonFile(z.record(z.string(), publicJwk)).describe('public statement keys by service'),
})
