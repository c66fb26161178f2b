import { isPaperNumber } from '@amparo/contracts'
import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { checkNotice, endNotice, issueNotice, listNotices, showNotice } from '../commands/notices.ts'
import { NOTICE_KINDS, NOTICE_STATES, type Notice, type NoticeState, SHOWN, stateOfNotice } from '../domain/notice.ts'
import { signedRequest } from './signed-request.ts'

interface Routes {
  readonly issue: ReturnType<typeof issueNotice>
  readonly show: ReturnType<typeof showNotice>
  readonly check: ReturnType<typeof checkNotice>
  readonly end: ReturnType<typeof endNotice>
  readonly list: ReturnType<typeof listNotices>
  readonly now: Clock
}

const kind = z.enum(NOTICE_KINDS)
const body = z.strictObject({
  /** The agency's own reference to the person. */
  subjectRef: z.uuid(),
  kind,
  /** To whom it is addressed, in this hub. */
  toAgency: z.uuid(),
  shows: z.enum(SHOWN).describe('What names the person in it'),
  days: z.int().min(1).max(180),
})
const noticeView = z.object({
  ...{ noticeId: z.uuid(), number: z.string(), kind, toAgency: z.string() },
  fromAgency: z.string().optional().describe('To whoever issued it alone: what an agency is may say why'),
  ...{ issuedAt: z.iso.datetime(), expiresAt: z.iso.datetime(), state: z.enum(NOTICE_STATES) },
})
const checkedView = z.object({ noticeId: z.uuid(), kind, stands: z.boolean(), expiresAt: z.iso.datetime() })
const config = { scope: 'view:open' } as const

/** Notices: the one against removal, to migration enforcement; the consular one, on the person's choice. */
export function noticeRoutes(app: HttpApp, { issue, show, check, end, list, now }: Routes): void {
  const issued = (notice: Notice) => toView({ ...notice, state: stateOfNotice(notice, now()) }, notice.fromAgency)
  app.post('/notices', { schema: { body, response: { 201: noticeView } }, config }, async (request, reply) => {
    const asked = { ...request.body, caller: request.caller }
    return reply.status(201).send(issued(await issue(asked, request.replay(201, issued))))
  })
  app.get(
    '/notices',
    { schema: { response: { 200: z.object({ items: z.array(noticeView) }) } }, config },
    async request => ({
      items: (await list(request.caller.agency)).map(notice => toView(notice, request.caller.agency)),
    }),
  )
  const byNumber = z.strictObject({ number: z.string().refine(isPaperNumber) })
  app.get(
    '/notices/by-number/:number',
    { schema: { params: byNumber, response: { 200: checkedView } }, config },
    async ({ params, caller }) => {
      const { expiresAt, ...checked } = await check({ ...params, caller })
      return { ...checked, expiresAt: expiresAt.toISOString() }
    },
  )
  const sealed = { 200: z.strictObject({ sealed: z.string() }) }
  // Compact JWS; the id of the notice stands where a referral's would.
  const request = z.strictObject({ request: signedRequest('the id of the notice') })
  const once = { ...config, idempotent: false } as const
  app.post(
    '/notice-views',
    { schema: { body: request, response: sealed }, config: once },
    async ({ body, caller }) => ({
      sealed: await show({ ...body, caller }),
    }),
  )
  const params = z.strictObject({ id: z.uuid() })
  app.post(
    '/notices/:id/withdrawal',
    { schema: { params, response: { 200: z.object({ withdrawn: z.literal(true) }) } }, config },
    async request => {
      const { params, caller } = request
      const withdrawn = () => ({ withdrawn: true as const })
      await end({ noticeId: params.id, caller }, request.replay(200, withdrawn))
      return withdrawn()
    },
  )
}

const toView = (notice: Notice & { readonly state: NoticeState }, reader: string): z.input<typeof noticeView> => ({
  ...{ noticeId: notice.noticeId, number: notice.number, kind: notice.kind, state: notice.state },
  ...(notice.fromAgency === reader && { fromAgency: notice.fromAgency }),
  toAgency: notice.toAgency,
  ...{ issuedAt: notice.issuedAt.toISOString(), expiresAt: notice.expiresAt.toISOString() },
})
