import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { callBackLink } from '../commands/call-back-link.ts'
import type { makeLink } from '../commands/make-link.ts'
import { type Link, stateOf } from '../domain/link.ts'
import type { listLinks } from '../queries/list-links.ts'
import { signedRequest } from './signed-request.ts'
import { viewCaller } from './view-caller.ts'

const sealedAnswer = z.strictObject({ sealed: z.string() })
const params = z.strictObject({ referralId: z.uuid() })
const linkView = z.object({
  toAgency: z.string(),
  madeBy: z.string(),
  madeAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  openedAt: z.iso.datetime().nullable(),
  state: z.enum(['waiting', 'opened', 'closed', 'expired', 'called-back']),
})

interface LinkRoutes {
  readonly make: ReturnType<typeof makeLink>
  readonly callBack: ReturnType<typeof callBackLink>
  readonly list: ReturnType<typeof listLinks>
  readonly now: Clock
}

/** For the sender of a referral to an organisation that is no member. Neither the link nor its code is ever answered again. */
export function linkRoutes(app: HttpApp, { make, callBack, list, now }: LinkRoutes): void {
  app.post(
    '/links',
    {
      schema: { body: z.strictObject({ request: signedRequest() }), response: { 200: sealedAnswer } },
      config: { scope: 'referral:submit', idempotent: false },
    },
    async request => {
      return { sealed: await make({ request: request.body.request, caller: viewCaller(request.caller) }) }
    },
  )
  app.get(
    '/links/:referralId',
    {
      schema: { params, response: { 200: z.object({ items: z.array(linkView) }) } },
      config: { scope: 'referral:submit' },
    },
    async ({ params, caller }) => {
      const links = await list(params.referralId, caller)
      return { items: links.map(link => toView(link, now())) }
    },
  )
  app.post(
    '/links/:referralId/call-back',
    {
      schema: { params, response: { 200: z.object({ calledBack: z.int() }) } },
      config: { scope: 'referral:submit' },
    },
    async request => {
      const { params, caller } = request
      return calledBack(await callBack({ ...params, caller }, request.replay(200, calledBack)))
    },
  )
}

const calledBack = (count: number) => ({ calledBack: count })
const toView = (link: Link, now: Date): z.input<typeof linkView> => ({
  toAgency: link.toAgency,
  madeBy: link.madeBy,
  madeAt: link.madeAt.toISOString(),
  expiresAt: link.expiresAt.toISOString(),
  openedAt: link.openedAt?.toISOString() ?? null,
  state: stateOf(link, now),
})
