import type { HttpApp } from '@amparo/http'
import { z } from 'zod'
import type { SearchAnswer, searchPeople } from '../commands/search-people.ts'
import { searchForm } from '../commands/search-people.ts'
import { sealedForm } from './sealed-form.ts'

const body = z.strictObject({ sealed: sealedForm(searchForm, 65_536) })
const searchView = z.strictObject({
  searchId: z.uuid(),
  candidates: z.array(
    z.strictObject({
      /** Of this search alone. */
      pseudonym: z.uuid(),
      /** Bits of evidence. */
      score: z.number(),
      /** Kinds of what agreed; never a value. */
      matched: z.array(z.string()),
    }),
  ),
})
const toView = ({ searchId, candidates }: SearchAnswer): z.infer<typeof searchView> => ({
  searchId,
  candidates: candidates.map(({ pseudonym, score, matched }) => ({ pseudonym, score, matched: [...matched] })),
})

/** POST /searches: who of those whom the hub holds might this be? */
export const searchPeopleRoute = (app: HttpApp, search: ReturnType<typeof searchPeople>) =>
  app.post(
    '/searches',
    { schema: { body, response: { 200: searchView } }, config: { scope: 'identity:custody' } },
    async request => {
      const { user, agency, acr, token, authTime } = request.caller
      const caller = { user, agency, acr, token, authTime }
      const sent = { sealed: request.body.sealed, caller, correlationId: request.id }
      return toView(await search(sent, request.replay(200, toView)))
    },
  )
