import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { Book } from '../domain/book.ts'
import { UNSTATED } from '../domain/call.ts'
import type { whomToPhone } from '../queries/whom-to-phone.ts'
import { party } from './codes.ts'
import { duesView, dueView } from './dues-view.ts'
import { referralId } from './get.ts'
import { viewerOf } from './viewer.ts'

const call = z.object({
  party,
  phone: z.string().nullable().describe("The agency's duty phone; null: the directory has none"),
  deadlines: z.array(dueView).describe('What it owes'),
  unstated: z
    .array(z.enum(UNSTATED))
    .describe('What its hub has not stated of an emergency; failed: it did not arrive'),
})
const duty = z.object({
  calls: z
    .array(call)
    .describe(
      'Agencies that are to be rung up now: the protocol has come to the telephone, or nobody knows whether an emergency came',
    ),
  sender: z
    .object({
      waits: z.boolean().describe('Nobody acts in its place yet: what is written back waits'),
      turnTo: z.array(z.object({ party, phone: z.string().nullable() })),
    })
    .nullable()
    .describe('For the recipient, of a sender that is suspended, or in whose place another acts: whom to turn to'),
  onDuty: z.array(z.object({ userId: z.uuid(), supervises: z.boolean() })).describe("Of the caller's own agency, now"),
})

interface DutyOf {
  readonly find: ReturnType<typeof whomToPhone>
  readonly book: Book
  readonly now: Clock
}

export const dutyRoute = (app: HttpApp, { find, book, now }: DutyOf): void => {
  app.get(
    '/referrals/:id/duty',
    { schema: { params: referralId, response: { 200: duty } }, config: { scope: 'referral:read' } },
    async ({ params, caller }) => {
      const { detail, calls, onDuty, sender } = await find(params.id, viewerOf(caller))
      const dues = duesView(book, detail.found, caller.hub, now())
      return {
        calls: calls.map(({ party, phone, deadlines, unstated }) => ({
          ...{ party, phone: phone ?? null, unstated: [...unstated] },
          deadlines: dues.filter(({ deadline }) => deadlines.includes(deadline)),
        })),
        sender: sender
          ? { ...sender, turnTo: sender.turnTo.map(({ party, phone }) => ({ party, phone: phone ?? null })) }
          : null,
        onDuty: onDuty.map(({ userId, supervises }) => ({ userId, supervises })),
      }
    },
  )
}
