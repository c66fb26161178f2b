import type { HttpApp } from '@amparo/http'
import type { Clock } from '@amparo/kernel'
import { z } from 'zod'
import type { Book } from '../domain/book.ts'
import type { whomToPhone } from '../queries/whom-to-phone.ts'
import { party } from './codes.ts'
import { duesView, dueView } from './dues-view.ts'
import { referralId } from './get.ts'
import { viewerOf } from './viewer.ts'

const call = z.object({
  party,
  phone: z.string().nullable().describe("The agency's duty phone; null: the directory has none"),
  deadlines: z.array(dueView).describe('What it owes'),
})
const duty = z.object({
  calls: z.array(call).describe('Agencies that are to be rung up now: the protocol has come to the telephone'),
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
      const { detail, calls, onDuty } = await find(params.id, viewerOf(caller))
      const dues = duesView(book, detail.found, caller.hub, now())
      return {
        calls: calls.map(({ party, phone, deadlines }) => ({
          ...{ party, phone: phone ?? null },
          deadlines: dues.filter(({ deadline }) => deadlines.includes(deadline)),
        })),
        onDuty: onDuty.map(({ userId, supervises }) => ({ userId, supervises })),
      }
    },
  )
}
