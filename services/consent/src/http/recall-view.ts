import { z } from 'zod'
import {
  ANSWERS,
  RECALL_KINDS,
  RECALL_STATES,
  RETAINING_BASES,
  RETAINING_REASONS,
  type Recall,
} from '../domain/recall.ts'
import { hub } from './codes.ts'

const moment = z.iso.datetime()
const party = z.object({ hub, agencyId: z.string() })

/** What is asked of one holder, and what it said. */
export const recallView = z.object({
  id: z.uuid(),
  referralId: z.string(),
  kind: z.enum(RECALL_KINDS),
  from: party,
  holder: party,
  recalledAt: moment,
  answerBy: moment,
  state: z
    .enum(RECALL_STATES)
    .describe('views_stopped: nothing is shown any more, and the agency has yet to say what it has done'),
  viewsStoppedAt: moment.optional(),
  said: z.enum(ANSWERS).optional().describe('It counts once the own holders have answered'),
  basis: z.enum(RETAINING_BASES).optional(),
  reason: z.enum(RETAINING_REASONS).optional(),
  answeredAt: moment.optional(),
  onward: z.array(party.extend({ answer: z.enum(ANSWERS) })).describe('To whom it had passed it on, as it says'),
})

export function toRecallView(recall: Recall): z.input<typeof recallView> {
  const { recallId: id, referralId, kind, from, holder, state, said, onward } = recall
  return {
    ...{ id, referralId, kind, state, from: { ...from }, holder: { ...holder } },
    recalledAt: recall.recalledAt.toISOString(),
    answerBy: recall.answerBy.toISOString(),
    ...(recall.viewsStoppedAt && { viewsStoppedAt: recall.viewsStoppedAt.toISOString() }),
    ...(said && { said: said.answer }),
    ...(said?.basis && { basis: said.basis }),
    ...(said?.reason && { reason: said.reason }),
    ...(recall.answeredAt && { answeredAt: recall.answeredAt.toISOString() }),
    onward: onward.map(one => ({ ...one })),
  }
}
