import { z } from 'zod'

const privateKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
  kid: z.string().min(1).max(200),
  alg: z.literal('EdDSA').default('EdDSA'),
  use: z.literal('sig').default('sig'),
})

/** AMPARO_ISSUER_KEYS_FILE. The first signs; the others stay published until the last token signed with them has ended. */
export const issuerKeys = z.object({ keys: z.array(privateKey).min(1).max(10) })
export type IssuerKeys = z.output<typeof issuerKeys>
