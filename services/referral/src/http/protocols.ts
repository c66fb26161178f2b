import type { HttpApp } from '@amparo/http'
import { formsOf, type Protocol } from '@amparo/protocols'
import { z } from 'zod'
import { mayEnter } from '../domain/access.ts'
import type { Book } from '../domain/book.ts'
import { name, service, status, texts } from './codes.ts'
import { OWN_WORDS } from './own-texts.ts'
import { viewerOf } from './viewer.ts'

const agencies = z.object({ only: z.array(z.string()).optional(), not: z.array(z.string()).optional() })
const protocolView = z.object({
  id: name,
  version: z.int(),
  name: texts,
  about: texts,
  family: z.string().describe('Whose rules of disclosure it has'),
  subjects: z.enum(['anyone', 'minors']),
  compartment: z.boolean(),
  evaluated: z.boolean().describe('Whoever sends says the handling code, and how source and information are evaluated'),
  services: z.array(service).optional().describe('Absent: any'),
  forms: z.array(name).describe('That may be answered in its referrals'),
  senders: agencies,
  recipients: agencies,
  start: name.describe('State of a referral that has just been sent'),
  states: z.record(name, z.object({ text: texts, status, final: z.boolean() })),
  steps: z.record(
    name,
    z.object({
      text: texts,
      hint: texts.optional(),
      by: z.string().describe('sender, recipient, either, or the part of the system that takes it'),
      from: z
        .union([z.enum(['open', 'any']), z.array(name)])
        .describe('open: every state that is not final; any: every state'),
      to: name.optional().describe('Absent: the referral stays in its state'),
    }),
  ),
  deadlines: z.record(name, z.object({ text: texts })),
  words: z.record(z.string(), texts),
})

/** The latest version of each, in the words of the caller's country; those of a compartment to those inside it. */
export const protocolsRoute = (app: HttpApp, book: Book): void => {
  app.get(
    '/protocols',
    { schema: { response: { 200: z.array(protocolView) } }, config: { scope: 'directory:read' } },
    async request => {
      const viewer = viewerOf(request.caller)
      return book
        .all()
        .filter(({ compartment }) => mayEnter(compartment, viewer))
        .map(protocol => toView(book.forHub(protocol, viewer.hub)))
    },
  )
}

const each = <T, V>(record: Readonly<Record<string, T>>, view: (value: T) => V): Record<string, V> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, view(value)]))

const toView = (protocol: Protocol): z.input<typeof protocolView> => ({
  id: protocol.protocol,
  version: protocol.version,
  name: protocol.name,
  about: protocol.about,
  family: protocol.family,
  subjects: protocol.subjects,
  compartment: protocol.compartment,
  evaluated: protocol.evaluated === true,
  ...(protocol.services && { services: protocol.services }),
  forms: [...formsOf(protocol)],
  senders: protocol.senders,
  recipients: protocol.recipients,
  start: protocol.start,
  states: each(protocol.states, ({ text, status, final }) => ({ text, status, final: final === true })),
  steps: each(protocol.steps, ({ text, hint, by, from, to }) => ({
    text,
    ...(hint && { hint }),
    by,
    from,
    ...(to && { to }),
  })),
  deadlines: each(protocol.deadlines, ({ text }) => ({ text })),
  words: { ...OWN_WORDS, ...protocol.words },
})
