import { type HttpApp, problemSchema } from '@amparo/http'
import { z } from 'zod'
import type { checkWelfare } from '../commands/settle-withdrawal.ts'
import type { takeWithdrawal } from '../commands/take-withdrawal.ts'
import type { Withdrawal } from '../domain/withdrawal.ts'
import type { listWaiting } from '../queries/waiting-withdrawals.ts'
import { subjectRef } from './codes.ts'
import { DOCUMENT_FAULT, documentFits, howTaken } from './withdrawal-body.ts'
import { toWithdrawal, withdrawalView } from './withdrawal-view.ts'

interface Routes {
  readonly take: ReturnType<typeof takeWithdrawal>
  readonly check: ReturnType<typeof checkWelfare>
  readonly list: ReturnType<typeof listWaiting>
}

const taking = {
  description:
    'A person takes back what they agreed to, at any agency that has them, whoever recorded it. The agency hears nothing of that.',
  body: z
    .strictObject({
      subjectRef,
      referralId: z.uuid().optional().describe('Only what this referral rests on; absent: all of it'),
      ...howTaken,
    })
    .refine(documentFits, DOCUMENT_FAULT),
  response: { 201: withdrawalView, 403: problemSchema },
}

const waiting = withdrawalView.extend({ subjectRef: z.string().optional() })

export function withdrawalRoutes(app: HttpApp, { take, check, list }: Routes): void {
  app.post('/withdrawals', { schema: taking, config: { scope: 'consent:record' } }, async (request, reply) => {
    const { subjectRef: ref, referralId, by, duress, document } = request.body
    const { caller } = request
    const command = { subjectRef: ref, referralId, by, duress, document, caller, correlationId: request.id }
    const taken = await take({ ...command, replay: request.replay(201, toWithdrawal) })
    return reply.status(201).send(toWithdrawal(taken))
  })

  app.get(
    '/withdrawals',
    {
      schema: {
        description:
          'Those of the own agency that wait for somebody to speak with the person, the most pressing first.',
        response: { 200: z.object({ items: z.array(waiting) }) },
      },
      config: { scope: 'consent:confirm' },
    },
    async ({ caller }) => ({ items: (await list(caller.agency)).map(toWaiting) }),
  )

  app.post(
    '/withdrawals/:id/welfare-check',
    {
      schema: {
        description: 'A colleague of whoever took it has spoken with the person alone.',
        params: z.strictObject({ id: z.uuid() }),
        body: z.strictObject({ inPrivate: z.literal(true), outcome: z.enum(['wanted', 'under_duress']) }),
        response: { 200: withdrawalView, 403: problemSchema },
      },
      config: { scope: 'consent:confirm' },
    },
    async request => {
      const { caller, params, body } = request
      const command = { withdrawalId: params.id, outcome: body.outcome, caller, correlationId: request.id }
      return toWithdrawal(await check({ ...command, replay: request.replay(200, toWithdrawal) }))
    },
  )
}

const toWaiting = (withdrawal: Withdrawal): z.input<typeof waiting> => ({
  ...toWithdrawal(withdrawal),
  subjectRef: withdrawal.subjectRef,
})
