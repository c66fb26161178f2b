import { randomBytes, randomUUID } from 'node:crypto'
import { Action, linkAnswered } from '@amparo/contracts'
import { generateCertificate, sealForm } from '@amparo/crypto'
import { expect, test } from 'vitest'
import { CONTACT, NEEDS, RISK } from './fixtures/neighbours.ts'
import { RECIPIENT, SENDER, WORKER } from './fixtures/parties.ts'
import { useRedaction, type Who } from './fixtures/service.ts'

const { http, send, register, refer, session, told, state, certificates } = await useRedaction()
const MAKER: Who = { agencyId: SENDER.agencyId, user: WORKER, scope: 'referral:submit view:open' }
const reply = await generateCertificate({ userId: 'browser', profile: 'modern' })
Object.assign(state, { codeNameOnly: true, categories: [CONTACT, NEEDS, RISK], withheld: [] })
state.outsiders.add(RECIPIENT.agencyId)

async function makeLink(): Promise<{ id: string; code: string }> {
  const referralId = refer(await register(), { users: [WORKER], outside: true })
  const request = await session.request(referralId, new Date(), 'POST /links')
  const answer = await send(MAKER, '/links', { request }, { jkt: session.jkt })
  return session.open(answer.body.sealed, 'POST /links')
}
const seal = (path: string, data: object) =>
  sealForm(certificates.seal.armored, {
    ...{ v: 1, hub: 'XA', route: `POST ${path}`, agency: 'link', user: 'link' },
    ...{ nonce: randomUUID(), issuedAt: new Date().toISOString(), data },
  })
/** As whoever stands between may do with what has passed, too. */
async function post(path: string, sealed: string) {
  const response = await http.inject({ method: 'POST', url: path, payload: { sealed } })
  return [response.statusCode, response.json().code]
}
const secret = () => randomBytes(16).toString('base64url')
const opening = ({ id, code }: { id: string; code: string }, holder = secret()) =>
  seal('/link-views', { id, code, holder, replyCertificate: reply.certificate })
const [DONE, REPLAYED] = [
  [200, undefined],
  [409, 'seal_replayed'],
]
const shown = (action: Action) => state.entries.filter(entry => entry.action === action).length

test('What was sent to open a link is good once, whoever sends it again; the browser that opened it asks anew', async () => {
  const [link, holder] = [await makeLink(), secret()]
  const sealed = await opening(link, holder)
  expect(await post('/link-views', sealed)).toEqual(DONE)
  const again = () => post('/link-views', sealed)
  expect(await Promise.all([again(), again()])).toEqual([REPLAYED, REPLAYED])
  expect(shown(Action.VIEW_OPENED)).toBe(1)
  // A page loaded again, a button pressed twice.
  const twice = await Promise.all([opening(link, holder), opening(link, holder)])
  expect(await Promise.all(twice.map(one => post('/link-views', one)))).toEqual([DONE, DONE])
})

test('Of two that arrive at once one opens it', async () => {
  const sealed = await opening(await makeLink())
  const answers = await Promise.all([post('/link-views', sealed), post('/link-views', sealed)])
  expect(answers.toSorted()).toEqual([DONE, REPLAYED])
})

test('A wrong code that somebody sends again and again closes no link', async () => {
  const link = await makeLink()
  const wrong = await opening({ ...link, code: String((Number(link.code) + 1) % 100_000_000).padStart(8, '0') })
  expect(await post('/link-views', wrong)).toEqual([404, 'not_found'])
  for (let n = 0; n < 4; n++) expect(await post('/link-views', wrong)).toEqual(REPLAYED)
  expect(await post('/link-views', await opening(link))).toEqual(DONE)
})

test('What was said by a link is said once', async () => {
  const [link, holder] = [await makeLink(), secret()]
  await post('/link-views', await opening(link, holder))
  const said = async () => (await told(linkAnswered)).filter(({ step }) => step === 'arrive').length
  const sealed = await seal('/link-answers', { id: link.id, holder, step: 'arrive' })
  expect(await post('/link-answers', sealed)).toEqual(DONE)
  expect(await post('/link-answers', sealed)).toEqual(REPLAYED)
  expect(await said()).toBe(1)
})

test('What was sent to open a code sheet is good once; the person reads by it as often as they like', async () => {
  const request = await session.request(await register(), new Date(), 'POST /record-sheets')
  const made = await send({ ...MAKER, scope: 'view:open' }, '/record-sheets', { request }, { jkt: session.jkt })
  const { number, code } = await session.open(made.body.sealed, 'POST /record-sheets')
  const reading = () => seal('/sheet-views', { number, code, replyCertificate: reply.certificate })
  const sealed = await reading()
  expect(await post('/sheet-views', sealed)).toEqual(DONE)
  const entries = state.entries.length
  expect(await post('/sheet-views', sealed)).toEqual(REPLAYED)
  expect(state.entries).toHaveLength(entries)
  expect(await post('/sheet-views', await reading())).toEqual(DONE)
})
