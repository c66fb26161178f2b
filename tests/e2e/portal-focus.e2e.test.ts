import type { EvidenceDetail, Text } from '@amparo/client'
import { type ReadingRoute, sealViewAnswer } from '@amparo/crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { MadeUpReferral } from './support/page-alone/case.ts'
import { id } from './support/page-alone/hub.ts'
import { CASEWORKER, usePageAlone } from './support/page-alone/use.ts'
import { fillReferral, send } from './support/referral-form.ts'

const said = (text: string): Text => ({ es: text, en: text, fr: text, pt: text })
const AT = '2026-11-20T10:00:00.000Z'
const REQUEST = id(700)
/** Of a request that is being written: as many fields as put its buttons far below its beginning. */
const FIELDS = ['offence', 'facts', 'evidence', 'purpose'].map(field => ({
  ...{ field, kind: 'sealed', text: said(`About ${field}`), essential: true, sources: [], codes: [] },
}))
const written = {
  ...{ id: REQUEST, status: 'draft', type: 'documents', treaty: 'nassau', priority: 'normal', fromHub: 'XA' },
  ...{ toHub: 'XB', draftedBy: id(11), state: null, turn: null, version: 3, updatedAt: AT },
  ...{ role: 'drafter', text: said('Documents'), treatyName: said('Nassau'), answers: {}, fields: FIELDS, instead: [] },
  ...{ words: {}, returnedFor: null, missing: [], obstacles: [], grounds: [], stateText: null },
  specialty: { article: '25', toDefence: 'ask-first' },
  ...{ parties: null, deadlines: [], clocks: [], steps: [], allowedSteps: [], items: [], permissions: [], uses: [] },
  ...{ unread: [], delivery: null, over: false, expedited: null, phone: null, unstated: [], contacts: [] },
} as unknown as EvidenceDetail

describe.skipIf(noBrowser)('whoever pressed a button', () => {
  const on = usePageAlone()
  /** What has the keyboard, and whether it can be seen without scrolling. */
  const stands = () =>
    on.page.evaluate<{ says: string; inSight: boolean }>(`(() => {
      const at = document.activeElement
      const { top, bottom } = at.getBoundingClientRect()
      return { says: at === document.body ? 'BODY' : at.textContent, inSight: top >= 0 && top < innerHeight && bottom > 0 }
    })()`)

  describe.each([1280, 360])('on a page %i px wide', width => {
    const narrow = () => on.page.setViewportSize({ width, height: 900 })

    it('of a new referral that is refused stands at the reason', async () => {
      await on.open('new')
      await on.page.locator('#language').selectOption('es')
      await fillReferral(on.page, { agencyType: 'child_protection' })
      on.served.answer(({ method, path }) =>
        method === 'POST' && path === '/redaction/subjects'
          ? { status: 403, body: { code: 'not_permitted', title: '', next: '' } }
          : undefined,
      )
      await narrow()
      await send(on.page)
      await on.page.locator('main .problem').waitFor()
      await expect
        .poll(stands)
        .toMatchObject({ says: expect.stringContaining('No se pierde nada de lo que escribió'), inSight: true })
    })

    it('of a request for evidence that has gaps stands at what it lacks', async () => {
      on.served.signInWith(['directory:read', 'evidence:request'])
      on.served.answer(({ method, path }) => {
        if (path === `/exchange/evidence-requests/${REQUEST}/submission`)
          return { status: 409, body: { code: 'essentials_missing', title: '', next: '' } }
        if (path === '/redaction/request-files') return { body: { files: [], sent: [], coming: [] } }
        if (path !== `/exchange/evidence-requests/${REQUEST}`) return undefined
        return method === 'GET' ? { body: written } : { body: { id: REQUEST, status: 'draft', version: 4 } }
      })
      await on.open(`evidence/${REQUEST}`)
      await narrow()
      await on.page.getByRole('button', { name: 'Hand it in' }).press('Enter')
      const problem = on.page.locator('#draft ~ [role=alert] .problem')
      await problem.waitFor()
      await expect.poll(stands).toEqual({ says: await problem.textContent(), inSight: true })
    })
  })

  /** Pressed by keyboard: until `then` is there, and something has the keyboard. Where it ends, a moment later perhaps, `stands` says. */
  const press = async (name: string, then: string) => {
    await on.page.getByRole('button', { name, exact: true }).first().press('Enter')
    await on.page.getByText(then).first().waitFor()
    await expect.poll(async () => (await stands()).says).not.toBe('BODY')
  }

  describe('on the page of a referral', () => {
    let referral: MadeUpReferral
    beforeEach(() => {
      referral = new MadeUpReferral('oas-64-standard', { side: 'recipient', scopes: CASEWORKER })
      on.served.signInWith(CASEWORKER)
      on.served.answer(async ({ method, path, body }) => {
        const at = `/referral/referrals/${referral.id}`
        if (path === at) return { body: referral.view() }
        if (path === `${at}/assignment`) return { body: referral.assign() }
        if (path === `${at}/steps`) return referral.asked(body as { step: string })
        if (path === '/redaction/views') return { body: { sealed: await sealed('POST /views', body, PERSON) } }
        if (path === '/redaction/message-views')
          return { body: { sealed: await sealed('POST /message-views', body, { more: false, messages: [] }) } }
        if (path === `/redaction/record-sheets/${SUBJECT}`) return { body: { items: [] } }
        if (method !== 'POST') return undefined
        if (path === '/redaction/record-sheets')
          return { body: { sealed: await sealed('POST /record-sheets', body, { ...SHEET, referralId: SUBJECT }) } }
        if (path === '/consent/withdrawals') return { status: 201, body: { id: id(82), state: 'effective' } }
        if (path === '/redaction/assessments') return { status: 201, body: { assessmentId: id(1) } }
        return path === '/redaction/messages' ? { status: 201, body: { messageId: id(1), withheld: [] } } : undefined
      })
    })
    const SUBJECT = id(801)
    const PERSON = {
      ...{ subjectRef: SUBJECT, purpose: 'shelter', basis: 'consent', handlingCode: 'h1' },
      categories: { identity: { names: ['Nayra Condori'] } },
      ...{ withheld: [], evaluation: null, auditEntry: { id: id(2), index: 7 } },
    }
    const SHEET = { number: 'K7QM-2RZX-9TBC', code: '204816', expiresAt: '2027-01-01T10:00:00.000Z', standBy: null }
    const sealed = (route: ReadingRoute, body: unknown, view: object) => {
      const { request } = body as { request: string }
      const { replyCertificate } = JSON.parse(Buffer.from(request.split('.')[1] ?? '', 'base64url').toString())
      const whole = { referralId: referral.id, ...view }
      return sealViewAnswer({
        ...{ view: whole, hub: 'XA', route, request, replyCertificate, signingKey: on.served.vault.signKey },
      })
    }

    it('stands at what was done, or at what was opened, and never at the beginning of the page', async () => {
      referral.extra = { messages: 1 }
      await on.open(`referrals/${referral.id}`)
      for (const [name, told] of [
        ['Assign to me', 'assigned to you'],
        ['Accept', 'Done: Accept'],
      ] as const) {
        await press(name, told)
        await expect.poll(stands).toMatchObject({ says: expect.stringContaining(told), inSight: true })
      }
      // The own step comes back as news, and is not told as somebody else’s.
      const loads = () => on.askedFor('GET', `/referral/referrals/${referral.id}`).length
      const before = loads()
      on.served.tell('changed', { referralId: referral.id })
      await expect.poll(loads).toBe(before + 1)
      expect(await stands()).toMatchObject({ says: 'Done: Accept.', inSight: true })
      const cleared = 'cleared from the screen in 5 minutes'
      for (const name of ['Open the person’s data', 'Open the messages']) {
        await press(name, cleared)
        // It is told of the one already while the other opens.
        await expect.poll(stands).toMatchObject({ says: expect.stringContaining(cleared), inSight: true })
      }
      await on.page.locator('#message-text').fill('Llega mañana.')
      const sent = 'The message is on its way'
      await press('Seal and send the message', sent)
      await expect.poll(stands).toMatchObject({ says: expect.stringContaining(sent) })
      await press('Read it with the person', 'Make a code sheet')
      await press('Make a code sheet', SHEET.number)
      await press('Take it back', 'Take back now')
    })

    it('stands in the line that was added, not below it', async () => {
      for (const step of ['accept', 'start']) referral.take('recipient', step)
      await on.open(`referrals/${referral.id}`)
      await press('Complete', 'Add a line')
      const add = on.page.getByRole('button', { name: 'Add a line' })
      for (const line of [0, 1]) {
        await add.press('Enter')
        await expect.poll(() => on.focused(`closest('fieldset.repeated')?.id`)).toBe(`d-services-row-${line}`)
      }
    })

    it('stands where it is told after what is asked twice, also when it is left', async () => {
      await on.open(`referrals/${referral.id}`)
      await press('Decline', 'Leave it as it is')
      await press('Leave it as it is', 'Accept')
      await expect.poll(stands).toMatchObject({ says: 'What you can do', inSight: true })
      await press('Decline', 'Leave it as it is')
      await on.page.locator('.step-form input[type=radio]').first().check()
      await on.page.locator('.step-form button[type=submit]').press('Enter')
      const told = 'Done: Decline'
      await press('Yes, go ahead: Decline', told)
      await expect.poll(stands).toMatchObject({ says: expect.stringContaining(told) })
    })
  })

  it('of a draft or of a second person’s confirmation stands at what was told', async () => {
    on.served.signInWith(['directory:read', 'evidence:request', 'consent:confirm'])
    on.served.answer(({ method, path }) => {
      if (path === '/redaction/request-files') return { body: { files: [], sent: [], coming: [] } }
      if (path === `/exchange/evidence-requests/${REQUEST}`) return { body: written }
      if (path === `/exchange/evidence-requests/${REQUEST}/draft`) return { body: { id: REQUEST, version: 4 } }
      return method === 'POST' && path === `/consent/consents/${id(83)}/confirmation`
        ? { body: { id: id(83), basis: 'consent', status: 'in_force' } }
        : undefined
    })
    await on.open(`evidence/${REQUEST}`)
    await press('Save the draft', 'The draft is saved')
    await expect.poll(stands).toMatchObject({ inSight: true })
    await on.open(`confirm/${id(83)}`)
    await on.page.locator('#sure').check()
    await press('Confirm', 'The basis stays in force')
    await expect.poll(stands).toMatchObject({
      ...{ says: expect.stringContaining('The basis stays in force'), inSight: true },
    })
  })

  it('that throws a draft away, or would leave a file out, is asked first', async () => {
    const item = id(710)
    const file = {
      item,
      fileId: id(711),
      state: 'kept',
      code: null,
      size: 215,
      received: 215,
      own: true,
      begunAt: AT,
      sha256: 'a'.repeat(64),
    }
    on.served.signInWith(['directory:read', 'evidence:request'])
    on.served.answer(({ method, path }) => {
      if (path === '/redaction/request-files') return { body: { files: [file], sent: [], coming: [] } }
      if (path === `/exchange/evidence-requests/${REQUEST}`) return { body: written }
      return method === 'POST' && path.startsWith(`/exchange/evidence-requests/${REQUEST}/`)
        ? { body: { id: REQUEST, status: 'in_review', version: 4 } }
        : undefined
    })
    await on.open(`evidence/${REQUEST}`)
    const sent = () =>
      on.served.asked.filter(({ method }) => method === 'POST').map(({ path }) => path.split('/').at(-1))
    const lost = 'All that was written is lost'
    await press('Discard it', lost)
    await expect.poll(stands).toMatchObject({ says: expect.stringContaining(lost), inSight: true })
    await press('No, change it', 'Discard it')
    const leftOut = 'A file that you uploaded is not ticked'
    await press('Hand it in to the central authority', leftOut)
    await expect.poll(stands).toMatchObject({
      says: expect.stringContaining(leftOut),
      inSight: true,
    })
    expect(sent()).toEqual([])
    await on.page.getByRole('button', { name: 'Yes, go ahead: Hand it in to the central authority' }).press('Enter')
    await expect.poll(sent).toContain('submission')
  })

  it('that does its work meanwhile keeps the keyboard on it, and presses nothing twice', async () => {
    let letIn = () => {}
    const before = new Promise<void>(resolve => {
      letIn = resolve
    })
    const referral = new MadeUpReferral('oas-64-standard', { side: 'recipient', scopes: CASEWORKER })
    on.served.signInWith(CASEWORKER)
    on.served.answer(async ({ path }) => {
      if (path === `/referral/referrals/${referral.id}`) return { body: referral.view() }
      if (path !== `/referral/referrals/${referral.id}/assignment`) return undefined
      await before
      return { body: referral.assign() }
    })
    await on.open(`referrals/${referral.id}`)
    const assign = on.page.getByRole('button', { name: 'Assign to me', exact: true })
    await assign.press('Enter')
    await on.page.locator('button[aria-disabled=true]', { hasText: 'Assign to me' }).waitFor()
    expect((await stands()).says).toBe('Assign to me')
    await on.page.keyboard.press('Enter')
    letIn()
    await on.page.getByRole('button', { name: 'Stop working on it myself' }).first().waitFor()
    expect(on.askedFor('POST', `/referral/referrals/${referral.id}/assignment`)).toHaveLength(1)
  })
})
