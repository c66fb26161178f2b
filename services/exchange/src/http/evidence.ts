import { type HttpApp, httpErrors } from '@amparo/http'
import { z } from 'zod'
import { EVIDENCE } from '../domain/delivery.ts'
import type { evidenceOf } from '../queries/evidence-of.ts'

const statement = z.object({
  id: z.uuid(),
  kind: z.enum(EVIDENCE),
  issuer: z.string().describe('Hub that states it'),
  at: z.iso.datetime().describe('When this hub stated or learnt it; the time stated by another hub is in the message'),
  code: z.string().nullable().describe('Why it was refused'),
  about: z.object({
    messageId: z.uuid(),
    sha256: z
      .string()
      .describe('Of the bytes of the message that carried the package, hex, as the statement must have it'),
  }),
  message: z.base64().nullable().describe('The signed bytes: an EdgeMessage of proto/amparo/exchange/v1'),
  signature: z
    .string()
    .nullable()
    .describe(
      "OpenPGP detached signature by the issuer's exchange certificate, armored; null until it is made, in a moment",
    ),
})

/** GET /evidence: the signed statements about what became of a package, to be verified without this system. */
export const evidenceRoute = (app: HttpApp, find: ReturnType<typeof evidenceOf>): void => {
  app.get(
    '/evidence',
    {
      schema: {
        querystring: z.strictObject({ referralId: z.uuid() }),
        response: { 200: z.object({ items: z.array(statement) }) },
      },
      config: { scope: 'referral:read' },
    },
    async ({ query, caller }) => {
      const rows = await find(query.referralId, caller.agency)
      if (rows.length === 0) throw httpErrors.not_found()
      return {
        items: rows.map(row => ({
          ...{ id: row.evidenceId, kind: row.kind, issuer: row.issuer, at: row.at.toISOString(), code: row.code },
          about: { messageId: row.aboutMessageId, sha256: row.aboutSha256 },
          message: row.message ? Buffer.from(row.message).toString('base64') : null,
          signature: row.signature,
        })),
      }
    },
  )
}
