import { ProblemError } from '@amparo/client'
import { waitFor } from '@amparo/testing/platform'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { nextStatement, statementIn, writeStatement } from '../../scripts/lib/hubs/statement.ts'
import { anAdult } from './support/a-person.ts'
import { noBrowser, usePortal } from './support/browser.ts'
import { useHubs } from './support/hubs.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'
import { arrives } from './support/refer.ts'
import { signedIn } from './support/signed-in.ts'

const HUBS = ['XA', 'XB'] as const

describe.skipIf(noBrowser)('where no agreement stands between two hubs', async () => {
  if (noBrowser) return
  const { system } = await useHubs(HUBS, { own: true })
  const portal = usePortal(system)
  for (const hub of HUBS) {
    const paths = system.layout.hub(hub)
    const before = statementIn(paths.directoryStatement)
    const instruments = before.instruments.filter(({ matter }) => matter === 'criminal')
    await writeStatement(paths, nextStatement(before, { instruments }, new Date()))
  }
  const { client: police } = await signedIn(system, 'XA', 'police')
  const { client: shelter, agencyId } = await signedIn(system, 'XB', 'shelter')

  async function focalPoint(hub: string, username: string, locale: string): Promise<Page> {
    const page = await portal.signIn(hub, `${username}@${hub.toLowerCase()}`, { locale })
    await page.goto(`${portal.origin(hub)}/#/one-case`)
    await page.locator('#told').waitFor()
    expect(await faultsAtAnyWidth(page)).toEqual([])
    return page
  }

  it('the focal points let one vital interest cross, and a second person of each stands behind it', async () => {
    const { subjectRef } = await police.registerSubject(anAdult())
    await police.recordConsent({
      ...{ subjectRef, basis: 'vital_interest', grantedBy: 'none', purposes: ['shelter'] },
      recipients: [{ hub: 'XB', agencyType: 'shelter', agencyId }],
      dataCategories: ['identity', 'contact', 'needs', 'risk'],
      ...{ languageExplained: 'spa', interpreter: false, comprehensionChecked: false, signature: null },
      ...{ justification: { reason: 'danger_to_life' }, validUntil: '2030-12-31' },
    })
    const refer = () =>
      police.submitReferral({
        ...{ subjectRef, protocol: 'oas-64-standard', priority: 'urgent', services: ['housing'] },
        to: { hub: 'XB', agencyId },
      })
    // The directories take up what their jurisdictions state within half a minute.
    await waitFor(async () => (await refusalOf(refer())) === 'no_instrument')

    const calls = await focalPoint('XA', 'central-authority', 'en-GB')
    const waiting = calls.getByRole('region', { name: 'Waiting for your word' })
    await waiting.getByRole('button', { name: 'Record that it was agreed' }).click()
    await waiting.getByRole('button', { name: 'Record it' }).click()
    await waiting.locator('.fault').waitFor()
    await waiting.getByLabel('I have spoken with the focal point of XB').check()
    expect(await faultsAtAnyWidth(calls)).toEqual([])
    await waiting.getByRole('button', { name: 'Record it' }).click()
    const said = await calls.getByText('Say this number to the other focal point').textContent()
    const [number = ''] = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(said ?? '') ?? []
    await calls.getByText('You recorded it: somebody else of the focal point confirms it.').waitFor()
    expect(await faultsAtAnyWidth(calls)).toEqual([])

    const answers = await focalPoint('XB', 'central-authority', 'es-MX')
    await answers.getByLabel('Número', { exact: true }).fill(number.replaceAll('-', ' ').toUpperCase())
    await answers.getByLabel('De qué institución').selectOption({ label: 'XA police (XA)' })
    await answers.getByLabel('A qué institución').selectOption({ label: 'XB shelter (XB)' })
    await answers.getByLabel('He hablado con el punto focal de XA').check()
    await answers.getByRole('button', { name: 'Registrarlo' }).click()
    await answers.getByText('Registrado. Ahora una segunda persona').waitFor()

    const { id } = await refer()
    await arrives(shelter, id)

    for (const [hub, locale, box, button, done] of [
      ['XA', 'fr-FR', 'Je connais ce cas', 'S’en porter garant', 'Confirmé. Il vaut'],
      ['XB', 'pt-BR', 'Conheço este caso', 'Responder por ele', 'Confirmado. Vale'],
    ] as const) {
      const second = await focalPoint(hub, 'central-authority.supervisor', locale)
      await second.getByLabel(box).check()
      await second.getByRole('button', { name: button }).press('Enter')
      await second.getByText(done).waitFor()
    }
  })
})

const refusalOf = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof ProblemError ? error.code : undefined),
  )
