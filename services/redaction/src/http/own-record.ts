import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { openSheet } from '../commands/open-sheet.ts'
import type { callBackSheet, listSheets, makeSheet } from '../commands/record-sheets.ts'
import type { showRecord } from '../commands/show-record.ts'
import { ASKED_BY, stateOfSheet } from '../domain/record-sheet.ts'
import { limiter } from './limiter.ts'
import { signedRequest, THE_PERSON } from './signed-request.ts'

const body = z.strictObject({
  request: signedRequest(THE_PERSON),
  askedBy: z.enum(ASKED_BY).default('person').describe('The person, or the guardian of a child'),
})
const response = { 200: z.strictObject({ sealed: z.string() }) }
const params = z.strictObject({ subjectRef: z.uuid() })
const sheetView = z.object({
  madeAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastReadAt: z.iso.datetime().nullable(),
  /** It opens only once a second officer has stood by, by then; null: nobody need. */
  standByUntil: z.iso.datetime().nullable(),
  state: z.enum(['open', 'closed', 'expired', 'called-back']),
})

interface Routes {
  readonly show: ReturnType<typeof showRecord>
  readonly make: ReturnType<typeof makeSheet>
  readonly callBack: ReturnType<typeof callBackSheet>
  readonly list: ReturnType<typeof listSheets>
  readonly open: ReturnType<typeof openSheet>
  readonly now: Clock
}

/** A person's own record: through a caseworker, and by a code sheet without an account. What is read is never answered from a store. */
export function ownRecordRoutes(app: HttpApp, { show, make, callBack, list, open, now }: Routes): void {
  const config = { scope: 'view:open', idempotent: false } as const
  app.post('/record-views', { schema: { body, response }, config }, async ({ body, caller }) => ({
    sealed: await show({ ...body, caller }),
  }))
  app.post('/record-sheets', { schema: { body, response }, config }, async ({ body, caller }) => ({
    sealed: await make({ ...body, caller }),
  }))
  app.get(
    '/record-sheets/:subjectRef',
    { schema: { params, response: { 200: z.object({ items: z.array(sheetView) }) } }, config: { scope: 'view:open' } },
    async ({ params, caller }) => ({
      items: (await list({ ...params, caller })).map(sheet => ({
        ...{ madeAt: sheet.madeAt.toISOString(), expiresAt: sheet.expiresAt.toISOString() },
        standByUntil: sheet.standByUntil?.toISOString() ?? null,
        ...{ lastReadAt: sheet.lastReadAt?.toISOString() ?? null, state: stateOfSheet(sheet, now()) },
      })),
    }),
  )
  app.post(
    '/record-sheets/:subjectRef/call-back',
    {
      schema: { params, response: { 200: z.object({ calledBack: z.int() }) } },
      config: { scope: 'view:open' },
    },
    async request => {
      const { params, caller } = request
      return calledBack(await callBack({ ...params, caller }, request.replay(200, calledBack)))
    },
  )
  const limit = limiter()
  // Number, code and the browser's certificate are inside, sealed to this service.
  const sealed = z.strictObject({ sealed: z.string().min(1).max(65_536) })
  app.post('/sheet-views', { schema: { body: sealed, response }, config: { public: true } }, async ({ body }) =>
    limit(async () => ({ sealed: await open(body) })),
  )
}

const calledBack = (count: number) => ({ calledBack: count })
