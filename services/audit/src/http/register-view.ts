import { text } from '@amparo/protocols'
import { z } from 'zod'
import type { RegisterDeps, WholeLine } from '../commands/registers.ts'
import { clocksOf } from '../domain/registers/line.ts'

const time = z.iso.datetime()
const postView = z.object({
  userId: z.string(),
  roles: z.array(z.string()),
  needed: z.boolean().optional().describe('Absent: nobody has said'),
  decidedBy: z.string().optional(),
})

export const lineView = z.object({
  id: z.uuid(),
  register: z.string(),
  kind: z.string(),
  says: text.optional().describe('The kind, in words'),
  knownAt: time,
  openedAt: time,
  openedBy: z.string().describe('`audit`: it opened by itself'),
  agencyId: z.string().optional(),
  userId: z.string().optional().describe('Of who left, in a register of leavers'),
  subjectRef: z.string().optional(),
  entryIds: z.array(z.uuid()),
  clocks: z.array(
    z.object({
      ...{ clock: z.string(), says: text.optional().describe('What is due') },
      ...{ dueAt: time, stoppedAt: time.optional(), late: z.boolean() },
    }),
  ),
  steps: z.array(z.object({ step: z.string(), says: text.optional(), at: time, userId: z.string() })),
  posts: z.array(postView).optional().describe('Of a certification: who may sign in for the agency'),
  closed: z.boolean(),
})

const viewOf =
  ({ registers, now }: Pick<RegisterDeps, 'registers' | 'now'>) =>
  ({ line, steps, posts }: WholeLine): z.output<typeof lineView> => {
    const { id, register, kind, openedBy, agencyId, userId, subjectRef, entryIds, knownAt, openedAt, dues } = line
    const def = registers.registers[register]
    const says = def?.kinds[kind]
    return {
      ...{ id, register, kind, ...(says && { says }), openedBy, entryIds: [...entryIds] },
      ...{ knownAt: knownAt.toISOString(), openedAt: openedAt.toISOString() },
      ...{ ...(agencyId && { agencyId }), ...(userId && { userId }), ...(subjectRef && { subjectRef }) },
      clocks: clocksOf(def, dues, steps, now()).map(({ clock, dueAt, stoppedAt, late }) => {
        const due = def?.clocks[clock]?.says
        const stopped = stoppedAt && { stoppedAt: stoppedAt.toISOString() }
        return { clock, ...(due && { says: due }), dueAt: dueAt.toISOString(), late, ...stopped }
      }),
      steps: steps.map(({ step, at, userId }) => {
        const words = def?.steps[step]
        return { step, ...(words && { says: words }), at: at.toISOString(), userId }
      }),
      ...(posts && posts.length > 0 ? { posts: posts.map(toPost) } : {}),
      closed: steps.some(({ step }) => step === def?.closing),
    }
  }

/** What is kept of a request that may come again says nothing of a person, who may be erased before it is thrown away. */
export const movedView = lineView.omit({ subjectRef: true })

const toPost = ({ userId, roles, needed, decidedBy }: NonNullable<WholeLine['posts']>[number]) => ({
  ...{ userId, roles: [...roles] },
  ...(needed === undefined ? {} : { needed }),
  ...(decidedBy === undefined ? {} : { decidedBy }),
})

export function lineViews(deps: Pick<RegisterDeps, 'registers' | 'now'>) {
  const view = viewOf(deps)
  return {
    view,
    moved: (whole: WholeLine): z.output<typeof movedView> => {
      const { subjectRef: _, ...rest } = view(whole)
      return rest
    },
  }
}
