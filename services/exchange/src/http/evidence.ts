import { type HttpApp, httpErrors } from '@amparo/http'
import type { Page } from '@amparo/store'
import { z } from 'zod'
import { CARRIED, EVIDENCE, isOvertaken } from '../domain/delivery.ts'
import type { evidenceOf, evidenceOfOneRequest, evidenceOfWhatLeft, Statement } from '../queries/evidence-of.ts'
import { paged, toNext } from './cursor.ts'

const statement = z.object({
  id: z.uuid(),
  kind: z.enum(EVIDENCE),
  issuer: z.string().describe('Hub that states it'),
  at: z.iso.datetime().describe('When this hub stated or learnt it; the time stated by another hub is in the message'),
  code: z.string().nullable().describe('Why it was refused'),
  overtaken: z
    .boolean()
    .describe(
      'Of one that it expired: the other hub had answered for it in time, and its statement stands in this place',
    ),
  about: z.object({
    carried: z.enum(CARRIED).describe('What the message carried that it is about'),
    id: z.uuid().nullable().describe('Its id: of the package, the message between agencies, or the delivery of a file'),
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

const statements = z.object({ items: z.array(statement) })
const page = statements.extend({ next: z.string().nullable().describe('`cursor` of the next page') })

const toPage = ({ items, last }: Page<Statement>): z.input<typeof page> => ({
  ...toStatements(items),
  next: toNext(last && { at: last.at, id: last.evidenceId }),
})
const toStatements = (rows: readonly Statement[]): z.input<typeof statements> => ({
  items: rows.map(row => ({
    ...{ id: row.evidenceId, kind: row.kind, issuer: row.issuer, at: row.at.toISOString(), code: row.code },
    overtaken: isOvertaken(row.kind, row.stated),
    about: {
      ...{ carried: row.aboutCarried, id: row.aboutId },
      ...{ messageId: row.aboutMessageId, sha256: row.aboutSha256 },
    },
    message: row.message ? Buffer.from(row.message).toString('base64') : null,
    signature: row.signature,
  })),
})

interface Queries {
  readonly ofReferral: ReturnType<typeof evidenceOf>
  readonly ofRequest: ReturnType<typeof evidenceOfOneRequest>
  readonly ofWhatLeft: ReturnType<typeof evidenceOfWhatLeft>
}

/** The signed statements about what became of a package, a message or a file, to be verified without this system. */
export const evidenceRoutes = (app: HttpApp, { ofReferral, ofRequest, ofWhatLeft }: Queries): void => {
  app.get(
    '/evidence',
    {
      schema: {
        querystring: z.strictObject({
          referralId: z.uuid(),
          carried: z.enum(CARRIED).exclude(['request']).default('package').describe('About which of what it carried'),
          ...paged,
        }),
        response: { 200: page },
      },
      config: { scope: 'referral:read' },
    },
    async ({ query: { cursor: after, limit, ...of }, caller }) => {
      const found = await ofReferral(of, caller, { after, limit })
      if (found.items.length === 0) throw httpErrors.not_found()
      return toPage(found)
    },
  )
  app.get(
    '/evidence-requests/:id/evidence',
    {
      schema: {
        description: 'What was signed about all that was carried of it, to be verified without this system.',
        params: z.strictObject({ id: z.uuid() }),
        querystring: z.strictObject(paged),
        response: { 200: page },
      },
      config: { scope: 'evidence:request' },
    },
    async ({ params, query: { cursor: after, limit }, caller }) =>
      toPage(await ofRequest(params.id, caller, { after, limit })),
  )
  app.get(
    '/deliveries/:id/evidence',
    {
      schema: {
        description:
          'What was signed about one package, message, report, text or file, to be joined with the proof of the entry of the log that names it (`npm run audit:join`). That they are read is an entry of that log (`delivery_read`) before they are answered.',
        params: z.strictObject({ id: z.uuid().describe('`packageId` of the entry') }),
        response: { 200: statements },
      },
      config: { scope: 'audit:read' },
    },
    async ({ params, caller }) => {
      const rows = await ofWhatLeft(params.id, caller)
      if (rows.length === 0) throw httpErrors.not_found()
      return toStatements(rows)
    },
  )
}
