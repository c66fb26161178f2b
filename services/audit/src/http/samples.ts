import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { ReadingDeps } from '../commands/read-as-logged.ts'
import { drawSample, reviewItem, type SampleDeps, type WholeSample } from '../commands/samples.ts'
import { samplesDrawn, showSample } from '../queries/samples.ts'
import { entryView, toEntryView } from './entry-view.ts'
import { hex } from './hex.ts'

const period = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
  .describe('A month, in UTC')
const time = z.iso.datetime()

const item = z.object({
  entryId: z.uuid(),
  review: z.object({ finding: z.string(), at: time, userId: z.string() }).optional(),
})
const shownItem = item.extend({ entry: entryView.optional() })
const sampleListed = z.object({
  ...{
    period: z.string(),
    population: z.int(),
    drawn: z.int(),
    left: z.int().describe('Not reviewed yet'),
    drawnAt: time,
  },
})

const sampleView = z.object({
  period: z.string(),
  seed: z.object({ size: z.int(), root: z.string() }).describe('Root of the log’s first so many entries, hex'),
  population: z.int(),
  drawnAt: time,
  drawnBy: z.string(),
  items: z.array(item),
  left: z.int().describe('Not reviewed yet'),
})

const view = ({ sample, items }: WholeSample): z.output<typeof sampleView> => ({
  ...{ period: sample.period, seed: { size: sample.size, root: hex(sample.root) }, population: sample.population },
  ...{ drawnAt: sample.drawnAt.toISOString(), drawnBy: sample.drawnBy },
  items: items.map(({ entryId, review }) => ({
    ...{ entryId, ...(review && { review: { ...review, at: review.at.toISOString() } }) },
  })),
  left: items.filter(({ review }) => review === undefined).length,
})

/** Accesses of a month, drawn by lot, so that also what no rule finds is looked at. */
export function sampleRoutes(app: HttpApp, deps: SampleDeps & ReadingDeps): void {
  const [drawOne, review] = [drawSample(deps), reviewItem(deps)]
  const [show, listed] = [showSample(deps), samplesDrawn(deps)]
  const response = { 200: sampleView }

  app.post(
    '/samples',
    {
      schema: {
        description:
          'Of a month that is over; once. Lots are HMAC-SHA-256 under the seed, of `<period>/<entry id>`; the lowest are taken.',
        body: z.strictObject({ period }),
        response,
      },
      config: { scope: 'audit:review' },
    },
    async request => {
      const { caller: by, body } = request
      return view(await drawOne({ period: body.period, by, replay: request.replay(200, view) }))
    },
  )

  app.get(
    '/samples',
    {
      schema: {
        description: 'What was drawn, the latest month first; of no access.',
        response: { 200: z.object({ samples: z.array(sampleListed) }) },
      },
      config: { scope: 'audit:read' },
    },
    async ({ caller }) => ({
      samples: (await listed(caller)).map(({ period, population, drawn, left, drawnAt }) => ({
        ...{ period, population, drawn, left, drawnAt: drawnAt.toISOString() },
      })),
    }),
  )

  app.get(
    '/samples/:period',
    {
      schema: {
        description: 'With the entries that were drawn, as far as the log still tells of them.',
        params: z.strictObject({ period }),
        response: { 200: sampleView.extend({ items: z.array(shownItem) }) },
      },
      config: { scope: 'audit:read' },
    },
    async ({ caller, params }) => {
      const shown = await show(caller, params.period)
      const { items, ...rest } = view(shown)
      const entryOf = (id: string) => {
        const entry = shown.entries.get(id)
        return entry && { entry: toEntryView(entry) }
      }
      return { ...rest, items: items.map(item => ({ ...item, ...entryOf(item.entryId) })) }
    },
  )

  app.post(
    '/samples/:period/items/:entryId/review',
    {
      schema: {
        params: z.strictObject({ period, entryId: z.uuid() }),
        body: z.strictObject({ finding: z.enum(Object.keys(deps.policy.findings)) }),
        response,
      },
      config: { scope: 'audit:review' },
    },
    async request => {
      const { caller: by, params, body } = request
      return view(await review({ ...params, finding: body.finding, by, replay: request.replay(200, view) }))
    },
  )
}
