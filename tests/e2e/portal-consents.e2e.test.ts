import pg from 'pg'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { databaseOf } from '../../scripts/lib/hubs/environment.ts'
import { anAdult, consentTo } from './support/a-person.ts'
import { noBrowser, usePortal } from './support/browser.ts'
import { useHubs } from './support/hubs.ts'
import { agencyOf } from './support/journey.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const ENGLISH = { locale: 'en-GB' }
const PORTUGUESE = { locale: 'pt-BR' }

describe.skipIf(noBrowser)('what a person agreed to', async () => {
  if (noBrowser) return
  const { system, people } = await useHubs(['XA'])
  const portal = usePortal(system)

  /** Nobody touches a mouse. */
  const press = (within: Page | Locator, name: string) =>
    within.getByRole('button', { name, exact: true }).press('Enter')
  const toggle = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true }).press('Space')

  it('is taken back in part, and then agreed to anew for longer, by keyboard; each time one consent stands in the place of the other', async () => {
    const police = await people.caseworker('XA', 'police')
    const { subjectRef } = await police.registerSubject(anAdult())
    const consent = consentTo(subjectRef, { hub: 'XA', type: 'shelter' })
    const recipients = [...consent.recipients, { hub: 'XA', agencyType: 'prosecution' }]
    await police.recordConsent({ ...consent, recipients })
    const asked = { subjectRef, protocol: 'oas-64-standard', priority: 'urgent', services: ['housing'] }
    const { id } = await police.submitReferral({ ...asked, to: agencyOf(system, 'XA', 'shelter') })
    const standing = async () => (await police.consentsOf(subjectRef)).filter(({ status }) => status === 'in_force')

    // A code is good once, and the client has taken this one.
    await portal.credentials('XA', 'police@xa')
    const desk = await portal.signIn('XA', 'police@xa', ENGLISH)
    await desk.goto(`${portal.origin('XA')}/#/referrals/${id}/consents`)
    await press(desk, 'Take back a part')
    await press(desk, 'Take this part back')
    await desk.getByText('Nothing is taken back yet').waitFor()
    await toggle(desk, 'Legal assistance')
    await toggle(desk, 'Account in words (masked)')
    await press(desk, 'Take this part back')
    // Not before the person was spoken with alone; and what may be said under pressure is taken where it waits.
    await desk.locator('#narrow-alone-fault').waitFor()
    await toggle(desk, 'I spoke with the person alone and asked about pressure')
    await desk.getByLabel('It may be: a colleague speaks').check()
    await press(desk, 'Take this part back')
    await desk.getByText('A part is not taken back under pressure').waitFor()
    expect(await faultsAtAnyWidth(desk)).toEqual([])
    await desk.getByLabel('Nothing speaks for it').check()
    await press(desk, 'Take this part back')
    await desk.getByText('Taken back in part').waitFor()
    const [narrower, ...others] = await standing()
    expect(others).toEqual([])
    expect(narrower).toMatchObject({ purposes: ['shelter'], supersedes: expect.any(String) })
    expect(narrower?.dataCategories).not.toContain('narrative')
    await desk.getByText('Stands in the place of an earlier consent').waitFor()

    await press(desk, 'Ask anew')
    await desk.locator('#f-validUntil').fill('2032-01-31')
    await press(desk, 'Record what they agree to now')
    // Whoever asks anew says how it was taken anew.
    await desk.locator('#f-languageExplained-fault').waitFor()
    await desk.getByLabel('The person', { exact: true }).check()
    await desk.locator('#f-languageExplained').selectOption('spa')
    await desk.locator('#f-comprehensionChecked').check()
    await desk.locator('#f-capacity').selectOption('able')
    await desk.locator('input[name=f-signature][value=pictogram]').check()
    // Prosecution may read what could be used against the person only after they were advised.
    await desk.locator('#f-ownWordsAgreed').check()
    await press(desk, 'Record what they agree to now')
    await desk.locator('#f-advisedBy-fault').waitFor()
    await desk.getByLabel('Public defender', { exact: true }).check()
    await desk.locator('#f-advisedOn').fill('2026-01-15')
    // What is less is taken back as a part is, and asked about only then.
    await desk.locator('#f-validUntil').fill('2030-06-30')
    await press(desk, 'Record what they agree to now')
    await desk.locator('#renew-alone-fault').waitFor()
    await desk.locator('#renew-duress-fault').waitFor()
    expect(await faultsAtAnyWidth(desk)).toEqual([])
    await desk.locator('#f-validUntil').fill('2032-01-31')
    await desk.locator('#renew-alone').waitFor({ state: 'detached' })
    expect(await faultsAtAnyWidth(desk)).toEqual([])
    await press(desk, 'Record what they agree to now')
    await desk.getByText('Recorded in the place of the one before').waitFor()
    const [renewed, ...more] = await standing()
    expect(more).toEqual([])
    expect(renewed).toMatchObject({ validUntil: '2032-01-31', supersedes: narrower?.id, purposes: ['shelter'] })
    expect(renewed).toHaveProperty('selfIncriminating', { advisedBy: 'public_defender', advisedOn: '2026-01-15' })
    // The referral rests on what stands now.
    expect((await police.get(id)).state).not.toBe('halted')
  })

  it('and what an officer did without asking is reviewed by somebody else, who finds it in the list of what is overdue', async () => {
    const police = await people.caseworker('XA', 'police')
    const { subjectRef } = await police.registerSubject(anAdult())
    const { id } = await police.recordConsent({
      ...consentTo(subjectRef, { hub: 'XA', type: 'shelter' }),
      ...{ basis: 'court_order', grantedBy: 'none', signature: null, taken: undefined },
      justification: {
        ...{ reason: 'court_ordered', authority: 'court', document: 'a'.repeat(64) },
        ...{ compels: ['exploitation'], until: '2030-12-31' },
      },
    })
    const admin = new pg.Client({ connectionString: system.postgres.superuserUrl(databaseOf('XA')) })
    await admin.connect()
    await admin.query(`update consent.basis set review_by = now() - interval '2 hours' where id = $1`, [id])
    await admin.end()

    const lead = await portal.signIn('XA', 'police.supervisor@xa', PORTUGUESE)
    await lead.goto(`${portal.origin('XA')}/#/reviews`)
    // Others may be due in the same hub.
    const review = lead.locator('section[aria-labelledby=due-review] li', { has: lead.locator(`#due-review-${id}`) })
    await review.getByRole('heading', { name: 'Ordem judicial' }).waitFor()
    await press(review, 'O que se apoia nela')
    await review.getByText('Ninguém tem nada').waitFor()
    await press(review, 'Registrar a revisão')
    await lead.locator(`#outcome-${id}-fault`).waitFor()
    expect(await faultsAtAnyWidth(lead)).toEqual([])
    await review.getByLabel('O motivo não existe mais').press('Space')
    await press(review, 'Registrar a revisão')
    await lead.getByText('Revista: terminou').waitFor()
    await review.waitFor({ state: 'detached' })
    expect((await police.getConsent(id)).status).toBe('withdrawn')
  })

  it('and what nobody agreed to ends by a court’s order once somebody else has seen it, who may compare the file', async () => {
    const police = await people.caseworker('XA', 'police')
    const { subjectRef } = await police.registerSubject(anAdult())
    const { id: basis } = await police.recordConsent({
      ...consentTo(subjectRef, { hub: 'XA', type: 'shelter' }),
      ...{ basis: 'vital_interest', grantedBy: 'none', signature: null, taken: undefined, purposes: ['shelter'] },
      ...{ dataCategories: ['identity', 'contact', 'needs', 'risk'], justification: { reason: 'danger_to_life' } },
    })
    const asked = { subjectRef, protocol: 'oas-64-standard', priority: 'urgent', services: ['housing'] }
    const { id } = await police.submitReferral({ ...asked, to: agencyOf(system, 'XA', 'shelter') })
    await police.assign(id)
    const order = { name: 'order.pdf', mimeType: 'application/pdf', buffer: Buffer.from('The order.') }

    await portal.credentials('XA', 'police@xa')
    const desk = await portal.signIn('XA', 'police@xa', ENGLISH)
    await desk.goto(`${portal.origin('XA')}/#/referrals/${id}`)
    const back = desk.locator('section[aria-labelledby=take-back]')
    await press(back, 'Take it back')
    await back.getByLabel('A court', { exact: true }).check()
    await back.getByLabel('Nothing speaks for it').check()
    await toggle(desk, 'I spoke with the person alone and asked about pressure')
    await press(back, 'Take back now')
    await back.locator('#take-back-order-fault').waitFor()
    expect(await back.locator('input[name=take-back-what]').count()).toBe(0)
    await back.locator('#take-back-order').setInputFiles(order)
    expect(await faultsAtAnyWidth(desk)).toEqual([])
    await press(back, 'Take back now')
    await desk.locator('[role=status]', { hasText: 'Taken back.' }).waitFor()
    expect((await police.getConsent(basis)).status).toBe('in_force')

    const lead = await portal.signIn('XA', 'police.supervisor@xa', ENGLISH)
    await lead.goto(`${portal.origin('XA')}/#/reviews`)
    const alone = lead.locator('section[aria-labelledby=due-review] li', { has: lead.locator(`#due-review-${basis}`) })
    await press(alone, 'What rests on it')
    await alone.getByRole('link', { name: 'A second person is awaited' }).click()
    await lead.getByLabel('I have spoken with my colleague').check()
    await press(lead, 'Confirm')
    await lead.getByText('Confirmed. The basis stays').waitFor()

    await lead.goto(`${portal.origin('XA')}/#/confirm`)
    const check = lead.locator('section[aria-labelledby=orders] form', { hasText: basis })
    await press(check, 'Record')
    await expect.poll(() => check.locator('.fault').count()).toBe(2)
    await check.locator('input[type=file]').setInputFiles({ ...order, buffer: Buffer.from('Another.') })
    await check.getByText('This is not the file').waitFor()
    await check.locator('input[type=file]').setInputFiles(order)
    await check.getByText('This is the file that was recorded').waitFor()
    await check.getByLabel('Yes, a court has ordered it').check()
    await check.getByLabel('I have seen the court’s order').check()
    expect(await faultsAtAnyWidth(lead)).toEqual([])
    await press(check, 'Record')
    await lead.getByText('It has ended; all who have something').waitFor()
    await check.waitFor({ state: 'detached' })
    expect((await police.getConsent(basis)).status).toBe('withdrawn')
  })
})
