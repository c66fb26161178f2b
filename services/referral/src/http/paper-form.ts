import { type HttpApp, httpErrors } from '@amparo/http'
import { type DeadlineDef, type Protocol, within } from '@amparo/protocols'
import { z } from 'zod'
import type { PaperForm, paperForm } from '../queries/paper-form.ts'
import { name, party, service, side, texts } from './codes.ts'
import { viewerOf } from './viewer.ts'

const MOST = 24
const PARTY = /^([A-Z]{2}[A-Z0-9]{0,6}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/
const one = z.string().regex(PARTY)
const querystring = z.strictObject({
  call: z
    .string()
    .optional()
    .transform(text => (text === undefined || text === '' ? [] : text.split(',')))
    .pipe(z.array(one).max(MOST))
    .describe('Agencies whose duty phone is wanted, as HUB:id, with commas between'),
})
const view = z.object({
  protocol: name,
  version: z.int(),
  name: texts,
  about: texts,
  subjects: z.enum(['anyone', 'minors']),
  services: z.array(service).optional().describe('Absent: any'),
  deadlines: z
    .array(z.object({ deadline: name, text: texts, owner: side, emergency: within, urgent: within, normal: within }))
    .describe('That run from the moment of sending'),
  call: z.array(z.object({ ...party.shape, name: z.string(), phone: z.string().nullable() })),
})

/** What a paper form of the protocol says. Its number is drawn by whoever prints it. */
export const paperFormRoute = (app: HttpApp, find: ReturnType<typeof paperForm>): void => {
  app.get(
    '/protocols/:id/paper-form',
    {
      schema: { params: z.strictObject({ id: name }), querystring, response: { 200: view } },
      config: { scope: 'referral:submit' },
    },
    async ({ params, query, caller }) => {
      const found = await find(params.id, query.call.map(partyIn), viewerOf(caller))
      if (found === undefined) throw httpErrors.not_found()
      return toView(found)
    },
  )
}

function partyIn(text: string) {
  const [, hub = '', agencyId = ''] = PARTY.exec(text) ?? []
  return { hub, agencyId }
}

const toView = ({ protocol, call }: PaperForm): z.input<typeof view> => ({
  protocol: protocol.protocol,
  version: protocol.version,
  name: protocol.name,
  about: protocol.about,
  subjects: protocol.subjects,
  ...(protocol.services && { services: protocol.services }),
  deadlines: Object.entries(protocol.deadlines)
    .filter(([, def]) => runsAtOnce(protocol, def))
    .map(([deadline, { text, owner, within: limit }]) => ({ deadline, text, owner, ...ofEach(limit) })),
  call: call.map(({ hub, agencyId, name, phone }) => ({ hub, agencyId, name, phone: phone ?? null })),
})

const runsAtOnce = ({ start }: Protocol, { in: states, since, when }: DeadlineDef): boolean =>
  since === 'opened' && when === undefined && (states === 'open' || states.includes(start))

const ofEach = (limit: DeadlineDef['within']) =>
  typeof limit === 'object' && 'emergency' in limit ? limit : { emergency: limit, urgent: limit, normal: limit }
