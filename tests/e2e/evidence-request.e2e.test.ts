import { expect, it } from 'vitest'
import { type Officer, signInAs } from '../privacy/support/officer.ts'
import { useHubs } from './support/hubs.ts'
import { agencyOf } from './support/journey.ts'

const { system } = await useHubs(['XA', 'XB'])
const prosecutor = await signInAs(system, 'prosecution@xa')
const authority = await signInAs(system, 'central-authority@xa')
const other = await signInAs(system, 'central-authority@xb')
const shelter = await signInAs(system, 'shelter@xa')

const get = (who: Officer, path: string) => who.call('GET', 'exchange', `/evidence-requests${path}`)
const post = async (who: Officer, path: string, body: object) => {
  const answer = await who.call('POST', 'exchange', `/evidence-requests${path}`, { body })
  expect(answer.code).toBeUndefined()
  return answer.body
}

const HASH = 'c'.repeat(64)
/** One answer for each kind of field: the form itself says what is essential. */
const ANSWERS: Readonly<Record<string, unknown>> = { sealed: HASH, date: '2026-01-31', months: 180, yes: true }
const FACTS = 'La víctima Yaneth Quillahuaman contó que le quitaron el pasaporte el 3 de marzo de 2026.'
const HOLDER = 'Banco Ficticio del Sur, cuenta 99-0001.'
interface Field {
  readonly field: string
  readonly kind: string
  readonly essential: boolean
  readonly codes: readonly { readonly code: string }[]
}
function answerTo({ kind, codes }: Field): unknown {
  const [first] = codes.map(({ code }) => code)
  return kind === 'codes' ? [first] : kind === 'code' ? first : ANSWERS[kind]
}

it('a prosecutor fills in the form, the central authority signs, and that of the other state answers', async () => {
  const { body: form } = await get(prosecutor, '/form?type=documents&to=XB')
  expect(form['treaty']).toMatchObject({ code: 'nassau' })
  const essentials = (form['fields'] as readonly Field[]).filter(({ essential }) => essential)
  const answers = Object.fromEntries(essentials.map(field => [field.field, answerTo(field)]))
  const { id } = await post(prosecutor, '', { type: 'documents', to: 'XB', answers })
  const requestId = String(id)
  const write = (field: string, text: string) =>
    prosecutor.client.writeRequestText({ requestId, field, lang: 'es', text, attachments: [] })
  const [facts, holder] = [await write('facts', FACTS), await write('holder', HOLDER)]
  const written = { ...answers, facts: facts.sha256, holder: holder.sha256 }
  await post(prosecutor, `/${id}/draft`, { version: 1, answers: written })
  await post(prosecutor, `/${id}/submission`, { version: 2 })
  // What it signs is what leaves.
  const reviewed = await authority.client.openRequestTexts(requestId)
  expect(reviewed.texts.map(({ field }) => field)).toEqual(['facts', 'holder'])
  expect(reviewed.elsewhere).toContain('provisions')
  const { agencyId: to } = agencyOf(system, 'XB', 'central_authority')
  await post(authority, `/${id}/signature`, { version: 3, to })

  const stateFor = async (who: Officer) => (await get(who, `/${id}`)).body['state']
  await expect.poll(() => stateFor(other), { timeout: 15_000 }).toBe('requested')
  const { version, answers: received } = (await get(other, `/${id}`)).body
  expect(received).toEqual(written)
  const said = async () => (await other.client.openRequestTexts(requestId)).texts
  await expect.poll(async () => (await said()).length, { timeout: 15_000 }).toBe(2)
  const whatItSays = (texts: typeof reviewed.texts) => texts.map(({ sha256, text }) => ({ sha256, text }))
  expect(whatItSays(await said())).toEqual(whatItSays(reviewed.texts))
  const [read, named] = await said()
  expect(read?.text).not.toContain('Quillahuaman')
  expect(named?.text).toBe(HOLDER)
  await post(other, `/${id}/steps`, { version, step: 'acknowledge' })
  for (const who of [authority, prosecutor])
    await expect.poll(() => stateFor(who), { timeout: 15_000 }).toBe('acknowledged')
  expect((await get(shelter, `/${id}`)).status).toBe(404)
  await expect(shelter.client.openRequestTexts(requestId)).rejects.toMatchObject({ status: 404 })
})
