import { httpConfig, jsonFile, textFile } from '@amparo/config'
import { z } from 'zod'

/** Services whose APIs the page uses. Anything else the file names stays out of reach. */
export const PROXIED = ['directory', 'redaction', 'consent', 'referral', 'exchange', 'audit'] as const
export type Proxied = (typeof PROXIED)[number]

/** Of the accounts service the page asks who the colleagues are and were; everything else of it is at the issuer's own address. */
export const PARTLY = { accounts: ['/colleagues', '/departed-colleagues'] } as const

const upstream = z.url({ protocol: /^https?$/ })
const upstreams = z.object({
  ...(Object.fromEntries(PROXIED.map(name => [name, upstream])) as Record<Proxied, typeof upstream>),
  accounts: upstream,
})
const trust = z.object({ audit: z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() }) })

/** No database, no broker, no key: there is nothing here to take but the page itself. */
export const portalConfig = httpConfig.extend({
  AMPARO_PUBLIC_URL: z.url({ protocol: /^https?$/ }).describe('origin of the page, as browsers see it'),
  AMPARO_UPSTREAMS_FILE: jsonFile(upstreams).describe('where each service answers: JSON, service to URL'),
  AMPARO_ISSUER: z.url().describe("OpenID issuer of the hub's access tokens"),
  AMPARO_JWKS_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("where the issuer's keys are, if its discovery document is out of reach from here"),
  AMPARO_AUDIENCE: z.string().describe("audience of access tokens: urn:amparo:hub: and the hub's code"),
  AMPARO_JURISDICTION_CERT_FILE: textFile().describe("certificate of the jurisdiction's offline key, armored"),
  AMPARO_TRUST_FILE: jsonFile(trust).describe(
    'public statement keys by service: the key of the access log is among them',
  ),
})
export type PortalConfig = z.output<typeof portalConfig>
