import { randomUUID } from 'node:crypto'
import { Action, Basis, DataCategory, dataCategories } from '@amparo/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { SHELTER as ABROAD, POLICE, useHandingOver } from './fixtures/handing-over.ts'
import { IDENTITY, NARRATIVE, NEEDS } from './fixtures/neighbours.ts'
import type { Who } from './fixtures/service.ts'
import { AGENCY, FROM, TO } from './fixtures/two-vaults.ts'
import { prepared } from './fixtures/uploads.ts'

const { xa, xb, referred, keep, handOver, sealed, carry, listed } = await useHandingOver()
const { theirRef, ...first } = await referred()
const READER: Who = { agencyId: AGENCY, user: randomUUID(), scope: 'view:open referral:work' }
const [NAME, NUMBER] = ['Quillahuaman', '70731731']

type Use = { use: string; n: number; state: string; how: string }
const said = (use: string, state: string, how = '', n = 1): Use => ({ use, n, state, how })
/** What came to XB with a referral, and what its sender has said of other uses. */
const came = (...uses: Use[]) => xb.refer(theirRef, { from: FROM, to: TO, users: [READER.user, ABROAD.user], uses })
const open = async (referralId: string, use?: string, who = READER) => {
  const { status, body } = await xb.view(referralId, who, use)
  return { status, code: body.code, seen: status === 200 ? await xb.session.open(body.sealed) : undefined }
}

beforeEach(() => {
  xb.state.categories = [IDENTITY, DataCategory.DOCUMENTS, NARRATIVE, NEEDS]
  Object.assign(xb.state, { denial: undefined, codeNameOnly: false })
  xb.state.away.clear()
  xb.state.entries.length = 0
})

describe('what came with a referral is read', () => {
  test('for what it was sent for, without asking anybody', async () => {
    expect((await open(came())).status).toBe(200)
    expect((await open(came(), 'as-requested')).status).toBe(200)
    expect(xb.state.entries.map(({ action }) => action)).toEqual([Action.VIEW_OPENED, Action.VIEW_OPENED])
  })

  test.each([
    ['was never asked for', [], 'referral_use_not_permitted'],
    ['is not answered', [said('other-investigation', 'asked')], 'referral_use_not_answered'],
    ['was refused', [said('other-investigation', 'refused')], 'referral_use_refused'],
    [
      'was permitted for another use',
      [said('as-evidence-in-court', 'permitted', 'as-asked')],
      'referral_use_not_permitted',
    ],
  ])('not for another use that %s: the log has the refusal before it is told', async (_, uses, code) => {
    const referralId = came(...uses)
    expect(await open(referralId, 'other-proceedings')).toMatchObject({ status: 403, code })
    expect(xb.state.entries).toMatchObject([
      { action: Action.DISCLOSURE_DENIED, code, referralId, userId: READER.user, agency: TO },
    ])
  })

  test.each(['civil-proceedings', 'export'])('not for %s, which no protocol has anybody ask for', async use => {
    const all = ['other-investigation', 'as-evidence-in-court', 'pass-to-police', 'pass-to-other-country']
    const referralId = came(...all.map((one, i) => said(one, 'permitted', 'as-asked', i + 1)))
    expect((await open(referralId, use)).code).toBe('referral_use_not_permitted')
  })

  test.each([
    ['judicial-proceedings', 'as-evidence-in-court'],
    ['other-offence', 'other-investigation'],
    ['disclose-to-defence', 'disclose-to-defence'],
    ['pass-to-other-agency', 'pass-to-court'],
    ['pass-to-other-state', 'pass-to-other-country'],
  ])('for %s once its sender has permitted it, and the log says for what', async (use, word) => {
    const referralId = came(said(word, 'permitted', 'as-asked'))
    const { seen } = await open(referralId, use)
    expect(JSON.stringify(seen.categories)).toContain(NAME)
    expect(xb.state.entries).toMatchObject([
      { action: Action.ITEM_USED, code: use, referralId, basis: Basis.CONSENT },
      { action: Action.VIEW_OPENED, referralId, basis: Basis.CONSENT },
    ])
  })

  test('without the identity of victims, nor what leads to them, where that is how it was permitted', async () => {
    const leading = ['documents', 'contact', 'location', 'family']
    xb.state.categories = [IDENTITY, NARRATIVE, NEEDS, ...leading.map(code => dataCategories.toEnum(code))]
    const referralId = came(said('other-investigation', 'permitted', 'without-identity-of-victims'))
    const whole = (await open(referralId)).seen.categories
    const { seen } = await open(referralId, 'other-proceedings')
    expect(Object.keys(seen.categories).filter(category => leading.includes(category))).toEqual([])
    expect(Object.keys(whole)).toEqual(expect.arrayContaining(['contact']))
    for (const one of [NAME, NUMBER]) expect(JSON.stringify(seen.categories)).not.toContain(one)
    expect(JSON.stringify((await open(referralId)).seen.categories)).toContain(NAME)
  })

  test.each(['once-only', 'after-asking-again'])(
    'once, where it is %s: by one person, and anew when asked again',
    async how => {
      const referralId = came(said('other-investigation', 'permitted', how))
      expect((await open(referralId, 'other-proceedings')).status).toBe(200)
      // A line that broke, or a page that was loaded anew.
      expect((await open(referralId, 'other-proceedings')).status).toBe(200)
      expect((await open(referralId, 'other-proceedings', ABROAD)).code).toBe('referral_use_spent')
      const [again] = await xb.rows('select permission, user_id from referral_use where referral_id = $1', [referralId])
      expect(again).toMatchObject({ permission: 1, user_id: READER.user })
      const later = xb.state.standings.get(referralId)
      if (later)
        xb.state.standings.set(referralId, { ...later, uses: [said('other-investigation', 'permitted', how, 2)] })
      expect((await open(referralId, 'other-proceedings', ABROAD)).status).toBe(200)
    },
  )

  test('only as consent lets it besides, and not while the log is away', async () => {
    const referralId = came(said('other-investigation', 'permitted', 'as-asked'))
    xb.state.denial = 'consent_withdrawn'
    expect((await open(referralId, 'other-proceedings')).code).toBe('consent_withdrawn')
    xb.state.denial = undefined
    xb.state.away.add('audit')
    expect((await open(referralId, 'other-proceedings')).status).toBe(503)
  })
})

describe('a file that came with a referral', () => {
  test('is opened for another use only once its sender has permitted it, and never without identity', async () => {
    const film = await prepared(Buffer.alloc(200_000, 'film '))
    const { referralId } = first
    const { body } = await handOver(await keep(first.subjectRef, film), referralId, POLICE)
    await carry(await sealed(body.deliveryId))
    const [{ fileId }] = (await listed(xb, ABROAD, referralId)).received
    const before = xb.state.standings.get(referralId)
    const show = async (use: string, ...uses: Use[]) => {
      if (before) xb.state.standings.set(referralId, { ...before, uses })
      const route = 'POST /received-file-views'
      const request = await xb.session.request(referralId, new Date(), route)
      const answer = await xb.send(ABROAD, '/received-file-views', { request, fileId, use }, { jkt: xb.session.jkt })
      return answer.body.code ?? answer.status
    }
    xb.state.categories = [IDENTITY, NARRATIVE, NEEDS, ...xa.state.categories]
    expect(await show('as-requested')).toBe(200)
    expect(await show('other-offence')).toBe('referral_use_not_permitted')
    const permitted = (how: string) => said('other-investigation', 'permitted', how)
    expect(await show('other-offence', permitted('as-asked'))).toBe(200)
    expect(await show('other-offence', permitted('without-identity-of-victims'))).toBe('referral_use_without_identity')
  })
})
