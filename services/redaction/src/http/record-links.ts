import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { confirmLink } from '../commands/confirm-record-link.ts'
import type { requestLink, requestUnlink } from '../commands/request-record-link.ts'
import { LINK_REASONS, type LinkRequest, UNLINK_REASONS } from '../domain/record-link.ts'
import type { listRecordLinks, Named } from '../queries/record-links.ts'

interface Routes {
  readonly ask: ReturnType<typeof requestLink>
  readonly askToUnlink: ReturnType<typeof requestUnlink>
  readonly confirm: ReturnType<typeof confirmLink>
  readonly list: ReturnType<typeof listRecordLinks>
}

const config = { scope: 'identity:custody' } as const
const params = z.strictObject({ id: z.uuid() })
const pseudonyms = z.tuple([z.uuid(), z.uuid()])

const requestView = z.strictObject({
  requestId: z.uuid(),
  /** To link two records, or to link them no more. */
  kind: z.enum(['link', 'unlink']),
  linkId: z.uuid(),
  reason: z.string(),
  /** Of the custodian who asked. */
  agencyId: z.string(),
  /** Asked by the caller: somebody else confirms it. */
  isOwn: z.boolean(),
  requestedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  confirmed: z.boolean(),
})
const toRequestFor =
  (user: string) =>
  (of: Omit<LinkRequest, 'records'>): z.infer<typeof requestView> => ({
    ...{ requestId: of.requestId, kind: of.kind, linkId: of.linkId, reason: of.reason, agencyId: of.requestedAgency },
    ...{ requestedAt: of.requestedAt.toISOString(), expiresAt: of.expiresAt.toISOString() },
    isOwn: of.requestedBy === user,
    confirmed: of.confirmedBy !== null,
  })

/** Of the two records, for this custodian alone: the same as among the duplicates. */
const waitingView = requestView.extend({ pseudonyms })
const linkView = z.strictObject({ linkId: z.uuid(), pseudonyms, linkedAt: z.iso.datetime() })
const listView = z.strictObject({ links: z.array(linkView), waiting: z.array(waitingView) })

const two = ({ pseudonyms: [one, other] }: Named): { pseudonyms: [string, string] } => ({ pseudonyms: [one, other] })

/** Two records are found to be of one person, by two custodians; and found not to be, by two. Neither sees who it is. */
export function recordLinkRoutes(app: HttpApp, { ask, askToUnlink, confirm, list }: Routes): void {
  const linking = z.strictObject({
    /** Of two candidates, or of a pair, as the caller was shown them. */
    pseudonyms,
    reason: z.enum(LINK_REASONS),
  })
  app.post(
    '/record-links',
    { schema: { body: linking, response: { 201: requestView } }, config },
    async (request, reply) => {
      const asked = { ...request.body, caller: request.caller, correlationId: request.id }
      const toRequest = toRequestFor(request.caller.user)
      return reply.status(201).send(toRequest(await ask(asked, request.replay(201, toRequest))))
    },
  )
  const unlinking = z.strictObject({ reason: z.enum(UNLINK_REASONS) })
  app.post(
    '/record-links/:id/revocation',
    { schema: { params, body: unlinking, response: { 201: requestView } }, config },
    async (request, reply) => {
      const asked = { linkId: request.params.id, ...request.body, caller: request.caller, correlationId: request.id }
      const toRequest = toRequestFor(request.caller.user)
      return reply.status(201).send(toRequest(await askToUnlink(asked, request.replay(201, toRequest))))
    },
  )
  app.post(
    '/record-link-requests/:id/confirmation',
    { schema: { params, response: { 200: requestView } }, config },
    async request => {
      const asked = { requestId: request.params.id, caller: request.caller, correlationId: request.id }
      const toRequest = toRequestFor(request.caller.user)
      return toRequest(await confirm(asked, request.replay(200, toRequest)))
    },
  )
  app.get('/record-links', { schema: { response: { 200: listView } }, config }, async request => {
    const { links, waiting } = await list(request.caller)
    const toRequest = toRequestFor(request.caller.user)
    return {
      links: links.map(link => ({ linkId: link.linkId, ...two(link), linkedAt: link.at.toISOString() })),
      waiting: waiting.map(one => ({ ...toRequest(one), ...two(one) })),
    }
  })
}
