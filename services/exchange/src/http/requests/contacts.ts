import type { HttpApp } from '@amparo/http'
import { type Text, text } from '@amparo/protocols'
import { z } from 'zod'
import type { setContact } from '../../commands/requests/set-contact.ts'
import type { Contact } from '../../domain/requests/contact.ts'
import type { openContacts } from '../../queries/request-contacts.ts'
import { hubCode } from '../request-codes.ts'
import { toUnread, unreadView } from './unread-view.ts'

const body = z.strictObject({
  agencyId: z.uuid().describe('Of this hub, which executes the request'),
  open: z.boolean().describe('true: it may write to whoever leads the case; false: no more'),
})
export const contactView = z.object({
  agencyId: z.string(),
  openedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
})
const answer = z.object({ contacts: z.array(contactView) })
const mine = z.object({
  items: z.array(
    z.object({
      requestId: z.uuid(),
      fromHub: hubCode,
      sender: z.object({ hub: hubCode, agencyId: z.string() }).describe('The central authority that asks'),
      openedAt: z.iso.datetime(),
      unread: unreadView,
    }),
  ),
  words: z.record(z.string(), text).describe('For what a message says of the victims in it'),
})

export const toContact = ({ agencyId, openedAt, closedAt }: Contact): z.input<typeof contactView> => ({
  ...{ agencyId, openedAt: openedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null },
})
const toAnswer = (contacts: readonly Contact[]): z.input<typeof answer> => ({ contacts: contacts.map(toContact) })

interface Contacts {
  readonly set: ReturnType<typeof setContact>
  readonly mine: ReturnType<typeof openContacts>
  readonly words: Readonly<Record<string, Text>>
}

/** Operational contact between the agency that executes a request and whoever leads the case: who may, and where. */
export const contactRoutes = (app: HttpApp, contacts: Contacts): void => {
  app.post(
    '/evidence-requests/:id/contacts',
    {
      schema: { params: z.strictObject({ id: z.uuid() }), body, response: { 200: answer } },
      config: { scope: 'evidence:decide' },
    },
    async request => {
      const { caller, body: wanted, params } = request
      return toAnswer(await contacts.set({ ...params, ...wanted, caller, replay: request.replay(200, toAnswer) }))
    },
  )
  app.get(
    '/evidence-contacts',
    { schema: { response: { 200: mine } }, config: { scope: 'evidence:contact' } },
    async ({ caller }) => ({
      items: (await contacts.mine(caller)).map(({ openedAt, unread, ...one }) => ({
        ...{ ...one, openedAt: openedAt.toISOString(), unread: toUnread(unread) },
      })),
      words: contacts.words,
    }),
  )
}
