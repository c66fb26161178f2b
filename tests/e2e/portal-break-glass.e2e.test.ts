import { type ReadingRoute, sealViewAnswer } from '@amparo/crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { People } from '../../scripts/lib/demo/people.ts'
import { noBrowser, usePortal } from './support/browser.ts'
import { forgetCodes } from './support/forget-codes.ts'
import { useHubs } from './support/hubs.ts'
import { send } from './support/journey.ts'
import { MadeUpReferral } from './support/page-alone/case.ts'
import { id } from './support/page-alone/hub.ts'
import type { Answer } from './support/page-alone/serve.ts'
import { bodyOf, CASEWORKER, usePageAlone } from './support/page-alone/use.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'
import { arrives } from './support/refer.ts'

const NAME = 'Nayra Condori Mamani'
const HOUR_MS = 3_600_000
const ENTRY = { id: id(2), index: 7, leafHash: 'b'.repeat(64) }

describe.skipIf(noBrowser)('the page of a referral, in an emergency', () => {
  const on = usePageAlone()
  let referral: MadeUpReferral
  /** How the vault answers the ordinary way, and the emergency's. */
  let ordinary: () => object
  let emergency: () => object

  const refusal = (status: number, code: string, refs = {}) => ({ status, body: { code, title: '', next: '', refs } })
  const sealed = (route: ReadingRoute, body: unknown, view: object) => {
    const { request } = body as { request: string }
    const { replyCertificate } = JSON.parse(Buffer.from(request.split('.')[1] ?? '', 'base64url').toString())
    const whole = { referralId: referral.id, withheld: [], notice: 'may be incomplete', ...view }
    return sealViewAnswer({
      ...{ view: whole, hub: 'XA', route, request, replyCertificate, signingKey: on.served.vault.signKey },
    })
  }
  const answered = async (route: ReadingRoute, body: unknown, found: object): Promise<Answer> =>
    'body' in found ? (found as Answer) : { body: { sealed: await sealed(route, body, found) } }

  const person = () => ({
    ...{ basis: 'vital_interest', policyHash: 'a'.repeat(64), until: new Date(Date.now() + HOUR_MS).toISOString() },
    categories: { identity: { names: [NAME] }, risk: { risks: ['trafficker_at_large'] } },
  })

  beforeEach(() => {
    referral = new MadeUpReferral('oas-64-standard', { side: 'recipient', scopes: CASEWORKER })
    referral.assign()
    on.served.signInWith(CASEWORKER)
    ordinary = () => refusal(503, 'service_unavailable')
    emergency = () => ({ ...person(), auditEntry: ENTRY })
    on.served.answer(async ({ path, body }) => {
      if (path === `/referral/referrals/${referral.id}`) return { body: referral.view() }
      if (path === '/redaction/views') return answered('POST /views', body, ordinary())
      if (path === '/redaction/break-glass') return answered('POST /break-glass', body, emergency())
      return undefined
    })
  })

  const opened = () => on.askedFor('POST', '/redaction/break-glass')
  const part = () => on.page.locator('section[aria-labelledby=emergency]')
  const name = () => part().getByText(NAME)
  const button = (label: string) => on.page.getByRole('button', { name: label, exact: true })
  const begin = () => part().getByRole('button', { name: 'Danger now: open alone' })
  const press = (key: string) => on.page.keyboard.press(key)
  /** From the form to the second word, by keyboard alone. */
  const choose = async () => {
    await on.page.locator('input[name=emergency-reason][value=child_in_danger]').press('Space')
    await part().getByRole('button', { name: 'Open alone', exact: true }).press('Enter')
    await expect.poll(() => on.focused('id')).toBe('emergency-sure')
  }
  const openAlone = async () => {
    await begin().press('Enter')
    await choose()
    await press('Tab')
    await press('Enter')
  }

  it('offers below a refusal to open alone, says first what happens, and opens for a reason and on a second word', async () => {
    await on.page.clock.install()
    await on.open(`referrals/${referral.id}`)
    await button('Open the person’s data').press('Enter')
    await on.page.locator('section[aria-labelledby=person] .problem button', { hasText: 'Danger now' }).press('Enter')
    await expect.poll(() => on.focused('textContent')).toBe('Before you open it alone')
    for (const said of ['danger now', 'supervisor and the auditor are told at once', 'few times a week', '60 minutes'])
      await part().locator('li', { hasText: said }).first().waitFor()

    // Without a reason nothing goes on.
    await part().getByRole('button', { name: 'Open alone', exact: true }).press('Enter')
    await part().locator('#emergency-reason-fault').waitFor()
    await expect.poll(() => on.focused('name')).toBe('emergency-reason')
    expect(await faultsAtAnyWidth(on.page)).toEqual([])
    await choose()
    // Pressed twice it opens nothing: the keyboard stands on the question.
    await press('Enter')
    expect(await faultsAtAnyWidth(on.page)).toEqual([])
    expect(opened()).toHaveLength(0)
    await press('Tab')
    await press('Enter')
    await name().waitFor()
    expect(opened().map(one => bodyOf(one)?.['reason'])).toEqual(['child_in_danger'])
    await part().getByText('Open until').waitFor()
    await expect.poll(() => on.focused('textContent')).toContain('Open until')
    await expect.poll(() => part().getByText('Entry 7 of the access log').count()).toBe(1)
    expect(await faultsAtAnyWidth(on.page)).toEqual([])
    const kept = await on.page.evaluate<string>(
      'JSON.stringify([location.href, {...localStorage}, {...sessionStorage}])',
    )
    expect(kept).not.toContain('Condori')

    // It stays while its hour lasts, and no longer.
    await on.page.clock.fastForward('58:00')
    await expect.poll(() => name().count()).toBe(1)
    await on.page.clock.fastForward('02:10')
    await expect.poll(() => name().count()).toBe(0)
  })

  it('clears it when asked, and when the page is put away, and opens it again', async () => {
    await on.open(`referrals/${referral.id}`)
    await openAlone()
    await name().waitFor()
    await part().getByRole('button', { name: 'Close and clear from the screen' }).press('Enter')
    await name().waitFor({ state: 'detached' })
    await part().getByText('counts as the same time').waitFor()
    await expect.poll(() => on.focused('textContent')).toContain('counts as the same time')
    await openAlone()
    await name().waitFor()
    await on.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    await name().waitFor({ state: 'detached' })
    expect(opened()).toHaveLength(2)
  })

  it('asks for nothing where it is left, and the keyboard stands at its heading', async () => {
    await on.open(`referrals/${referral.id}`)
    await begin().press('Enter')
    await button('Do not open').press('Enter')
    await begin().waitFor()
    await expect.poll(() => on.focused('textContent')).toBe('Emergency access')
    expect(opened()).toEqual([])
  })

  it('offers it where a name is withheld for the silence of the other hub, and says which line of the journal it is', async () => {
    ordinary = () => ({
      ...{ subjectRef: id(801), purpose: 'shelter', basis: 'consent', handlingCode: 'h1', categories: {} },
      withheld: [{ category: 'identity', reason: 'status_stale' }],
      auditEntry: ENTRY,
    })
    emergency = () => ({ ...person(), journal: { sequence: 3, hash: 'c'.repeat(64) } })
    await on.open(`referrals/${referral.id}`)
    await button('Open the person’s data').press('Enter')
    await on.page.locator('section[aria-labelledby=person] button', { hasText: 'Danger now' }).press('Enter')
    await choose()
    await press('Tab')
    await press('Enter')
    await name().waitFor()
    await part().getByText('Line 3 of the journal').waitFor()
    // Both are open, and neither takes the other's place.
    expect(await faultsAtAnyWidth(on.page)).toEqual([])
  })

  it.each([
    [403, 'glass_limit_reached', 'Esta semana ya abrió tantas identidades', 'Pídalo a una o un colega'],
    [404, 'not_found', 'Aquí no hay nada para usted', 'Revise la dirección'],
    [503, 'service_unavailable', 'Otra parte del nodo no responde', 'Inténtelo de nuevo en un momento'],
  ])('refused with %i %s it says so, what to do next, and whom to call', async (status, code, title, next) => {
    emergency = () => refusal(status, code)
    await on.open(`referrals/${referral.id}`)
    await openAlone()
    const problem = part().locator('.problem')
    await problem.waitFor()
    await on.page.locator('#language').selectOption('es')
    for (const said of [title, next, 'llame a los servicios de emergencia'])
      await problem.filter({ hasText: said }).waitFor()
    await expect.poll(() => on.page.locator('input[value=child_in_danger]').isChecked()).toBe(true)
    expect(await faultsAtAnyWidth(on.page)).toEqual([])
  })

  it('refused because it is with another agency, it says whose duty phone to call', async () => {
    const { agencyId } = referral.view().from
    emergency = () => refusal(403, 'glass_elsewhere', { hub: 'XA', agencyId, dutyPhone: '+999 555 01' })
    await on.open(`referrals/${referral.id}`)
    await openAlone()
    await part().locator('.problem a').waitFor()
    expect(await part().locator('.problem a').getAttribute('href')).toBe('tel:+99955501')
    await on.page.locator('#language').selectOption('fr')
    await part().getByText('Appelez le numéro de permanence de l’autre organisme').waitFor()
    expect(await faultsAtAnyWidth(on.page)).toEqual([])
  })

  it('refused because the referral is not theirs, it is not refused any more once they take it over', async () => {
    referral.assign(true)
    emergency = () => refusal(403, 'glass_not_yours')
    await on.open(`referrals/${referral.id}`)
    await openAlone()
    await part().locator('.problem').waitFor()
    on.served.answer(({ method, path }) => {
      const address = `/referral/referrals/${referral.id}`
      if (method === 'POST' && path.startsWith(`${address}/assign`)) return { body: referral.assign() }
      return path === address ? { body: referral.view() } : undefined
    })
    await button('Assign to me').press('Enter')
    await part().locator('.problem').waitFor({ state: 'detached' })
    // What they chose still stands there.
    expect(await on.page.locator('input[value=child_in_danger]').isChecked()).toBe(true)
  })

  it('offers it to nobody who declined it, and goes on to who sent it', async () => {
    referral.extra = { status: 'rejected', state: 'rejected', turn: 'sender' }
    await on.open(`referrals/${referral.id}`)
    await on.page.locator('section[aria-labelledby=steps]').waitFor()
    expect(await part().count()).toBe(0)
    const [from, to] = [referral.view().to, referral.view().from]
    referral.extra = { ...referral.extra, to, ...(from && { from }) }
    await on.open('inbox')
    await on.open(`referrals/${referral.id}`)
    await begin().waitFor()
  })

  it('asks for a recent sign-in; of whoever does not, the reason stays chosen', async () => {
    emergency = () => refusal(401, 'step_up_required')
    await on.open(`referrals/${referral.id}`)
    await openAlone()
    const again = on.page.getByRole('dialog')
    await again.getByText('needs a sign-in of the last five minutes').waitFor()
    await again.getByRole('button', { name: 'Cancel' }).press('Enter')
    await part().locator('.problem').waitFor()
    await expect.poll(() => on.page.locator('input[value=child_in_danger]').isChecked()).toBe(true)
  })

  it('offers it to the sender, and to whoever the referral is not assigned to, more quietly than the ordinary way', async () => {
    referral = new MadeUpReferral('oas-64-standard', { side: 'recipient', scopes: CASEWORKER })
    await on.open(`referrals/${referral.id}`)
    await begin().waitFor()
    await expect.poll(() => begin().getAttribute('class')).toBe('secondary')
    await expect
      .poll(() => on.page.locator('section[aria-labelledby=person] ~ section[aria-labelledby=emergency]').count())
      .toBe(1)
    const [from, to] = [referral.view().to, referral.view().from]
    referral.extra = { to, ...(from && { from }) }
    await on.open('inbox')
    await on.open(`referrals/${referral.id}`)
    await begin().waitFor()
    expect(await on.page.locator('section[aria-labelledby=person]').count()).toBe(0)
  })

  it('offers it to nobody without the right to, though the ordinary way be refused', async () => {
    on.served.signInWith(CASEWORKER.filter(scope => scope !== 'identity:emergency'))
    await on.open(`referrals/${referral.id}`)
    await button('Open the person’s data').press('Enter')
    await on.page.locator('section[aria-labelledby=person] .problem').waitFor()
    expect(await on.page.getByText('Danger now').count()).toBe(0)
    expect(await part().count()).toBe(0)
  })
})

describe.skipIf(noBrowser)('whoever breaks the glass', async () => {
  if (noBrowser) return
  const { system, people } = await useHubs(['XA'])
  const portal = usePortal(system)

  it('sees who it is where the ordinary way is refused, after a sign-in that is asked for; the auditor reads it in the log', async () => {
    const sender = await people.caseworker('XA', 'police')
    const { id } = await send({ system, sender, to: { hub: 'XA', type: 'shelter' } })
    const page = await portal.signIn('XA', 'shelter@xa', { locale: 'es-MX' })
    await page.goto(`${portal.origin('XA')}/#/referrals/${id}`)
    await page.getByRole('button', { name: 'Asignármela' }).press('Enter')
    // As it answers while consent is away.
    const away = { code: 'service_unavailable', title: 'away', next: 'again' }
    await page.route('**/api/redaction/views', route => route.fulfill({ status: 503, json: away }))
    await page.getByRole('button', { name: 'Abrir los datos de la persona' }).press('Enter')
    await page.locator('.problem button', { hasText: 'Peligro ahora' }).press('Enter')
    // Five minutes are too long for a test: the first answer is the one that a late sign-in would get.
    await page.route(
      '**/api/redaction/break-glass',
      route => route.fulfill({ status: 401, json: { code: 'step_up_required', title: 'late', next: 'again' } }),
      { times: 1 },
    )
    await page.locator('input[name=emergency-reason][value=danger_to_life]').press('Space')
    await page.getByRole('button', { name: 'Abrir a solas', exact: true }).press('Enter')
    await page.getByRole('button', { name: 'Sí, adelante: Abrir a solas' }).press('Enter')
    const [window] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('dialog').getByRole('button', { name: 'Iniciar sesión en otra ventana' }).press('Enter'),
    ])
    await portal.fillSignIn(window, 'XA', 'shelter@xa')
    const part = page.locator('section[aria-labelledby=emergency]')
    await part.getByText('Ximena Ocllo Huamán').waitFor()
    await part.getByText('Abierto hasta').waitFor()
    expect(await faultsAtAnyWidth(page)).toEqual([])
    const { items } = await (await people.auditor('XA')).auditEntries(id)
    expect(items).toContainEqual(expect.objectContaining({ action: 'glass_broken', code: 'danger_to_life' }))
    expect(JSON.stringify(items)).not.toContain('Ximena')
  })

  it('is reviewed by a supervisor, whose page says so by itself and until when, one keypress from where it is answered', async () => {
    const sender = await people.caseworker('XA', 'police')
    const { id } = await send({ system, sender, to: { hub: 'XA', type: 'shelter' } })
    const page = await portal.signIn('XA', 'shelter.supervisor@xa', { locale: 'en-GB' })
    await page.getByRole('heading', { level: 1 }).waitFor()
    await forgetCodes(system.postgres, ['XA'])
    const shelter = await new People(system).caseworker('XA', 'shelter')
    await arrives(shelter, id)
    await shelter.assign(id)
    await shelter.breakGlass(id, 'trafficker_is_near')
    const notice = page.getByRole('link', {
      name: /^(An emergency opening awaits|\d+ emergency openings await) your review/,
    })
    await notice.waitFor()
    expect(await notice.textContent()).toMatch(/by .*\d{1,2}:\d{2}/)
    expect(await faultsAtAnyWidth(page)).toEqual([])
    await notice.press('Enter')
    const card = page.locator('.card', { hasText: id })
    await card.getByRole('heading', { name: 'Review of an emergency opening' }).waitFor()
    expect(await card.textContent()).not.toContain('Ximena')
    await card.locator('select').selectOption('danger_confirmed')
    await card.getByRole('button', { name: 'Answer' }).press('Enter')
    await card.waitFor({ state: 'detached' })
    const { items: alerts } = await (await people.auditor('XA')).alerts('open')
    expect(alerts.find(({ referralId, rule }) => referralId === id && rule === 'glass_unreviewed')).toMatchObject({
      ...{ state: 'answered', history: [{ code: 'danger_confirmed' }] },
    })
  })
})
