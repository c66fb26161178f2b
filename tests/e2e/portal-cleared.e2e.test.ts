import type { EvidenceDetail, OpenedRequestLetters, OpenedRequestTexts, SeenByLink, Text } from '@amparo/client'
import { openForm, type ReadingRoute, sealViewAnswer } from '@amparo/crypto'
import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { id } from './support/page-alone/hub.ts'
import { usePageAlone } from './support/page-alone/use.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const AT = '2026-11-20T10:00:00.000Z'
const REQUEST = id(700)
const NAME = 'Ximena Ocllo Huamán'
const [asking, here] = [
  { hub: 'XB', agencyId: id(14) },
  { hub: 'XA', agencyId: id(11) },
]
const said = (text: string): Text => ({ es: text, en: text, fr: text, pt: text })
const words = { 'no-victim': said('Nobody'), 'asked-and-safe': said('Asked'), 'other-nationality': said('Other') }
const received: EvidenceDetail = {
  ...{ id: REQUEST, status: 'received', type: 'documents', treaty: 'nassau', priority: 'normal', fromHub: 'XB' },
  ...{ toHub: 'XA', draftedBy: id(14), state: 'requested', turn: 'recipient', version: 3, updatedAt: AT },
  ...{ role: 'recipient', text: said('Documents'), treatyName: said('Nassau'), answers: {}, fields: [], instead: [] },
  ...{ words, returnedFor: null, missing: [], obstacles: [], grounds: [], stateText: said('Asked for') },
  specialty: { article: '25', toDefence: 'ask-first' },
  parties: { sender: asking, recipient: here },
  ...{ deadlines: [], clocks: [], steps: [], allowedSteps: [], items: [], permissions: [], uses: [], unread: [] },
  ...{ delivery: null, over: false, expedited: null, phone: null, unstated: [], contacts: [] },
}
const written = { by: asking, madeAt: AT, lang: 'es', text: NAME, attachments: [], delivery: null, deliveryCode: null }
const opened = { referralId: REQUEST, sealed: [], more: false, purpose: 'criminal_investigation', handlingCode: 'h2' }
const texts: OpenedRequestTexts = {
  ...opened,
  texts: [{ field: 'victim', sha256: 'a'.repeat(64), ...written }],
  elsewhere: [],
}
const letters: OpenedRequestLetters = {
  ...opened,
  letters: [{ letterId: id(710), reasonsFor: [], ...written }],
  oldest: id(710),
  unheld: [],
}
const seen: SeenByLink = {
  ...{
    referralId: id(500),
    subjectRef: id(501),
    purpose: 'shelter',
    basis: 'consent',
    withheld: [],
    notice: 'Perhaps',
  },
  categories: { narrative: { lang: 'es', text: 'Pidió un lugar donde dormir.' } },
  auditEntry: { id: id(502), index: 7, leafHash: 'b'.repeat(64) },
  ...{
    handlingCode: 'h1',
    policyHash: 'c'.repeat(64),
    expiresAt: AT,
    from: { name: 'Policía', phone: '+599 55 0171' },
  },
}

describe.skipIf(noBrowser)('what was opened', () => {
  const alone = usePageAlone()
  const viewOf = (path: string, _before?: string): object =>
    path === '/request-views' ? texts : path === '/link-views' ? seen : letters
  const answerTo = (path: string, request: string, replyCertificate: string, view = viewOf(path)) => {
    const route = `POST ${path}` as ReadingRoute
    return sealViewAnswer({
      ...{ view, hub: 'XA', route, request, replyCertificate, signingKey: alone.served.vault.signKey },
    })
  }
  interface Asked {
    readonly request: string
    readonly before?: string
  }
  const serveRequest = (views = viewOf) => {
    alone.served.signInWith(['directory:read', 'evidence:request', 'evidence:decide', 'evidence:contact'])
    alone.served.answer(async ({ path, body }) => {
      if (path === `/exchange/evidence-requests/${REQUEST}`) return { body: received }
      if (path === '/redaction/request-files') return { body: { files: [], sent: [], coming: [] } }
      if (!path.startsWith('/redaction/') || !path.endsWith('-views')) return undefined
      const { request, before } = body as Asked
      const { replyCertificate } = JSON.parse(Buffer.from(request.split('.')[1] ?? '', 'base64url').toString())
      const at = path.replace('/redaction', '')
      return { body: { sealed: await answerTo(at, request, replyCertificate, views(at, before)) } }
    })
  }
  const putAway = () => alone.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")

  const PARTS = [
    ['the texts', 'texts', 'Open the texts'],
    ['the letters', 'letters', 'Open the messages'],
    ['the contact', 'contact', 'Open what was said'],
  ] as const
  it.each(PARTS)('of a request for evidence, %s, is cleared from the screen after a while', async (_, part, open) => {
    const { page } = alone
    serveRequest()
    await page.clock.install()
    await alone.open(`evidence/${REQUEST}`)
    const section = page.locator(`section[aria-labelledby=${part}]`)
    const shown = section.getByText(NAME)
    const openIt = async () => {
      await section.getByRole('button', { name: open }).click()
      await shown.waitFor()
    }
    await openIt()
    await section.getByText('cleared from the screen in 5 minutes').waitFor()
    expect(await faultsAtAnyWidth(page)).toEqual([])
    await page.clock.fastForward('05:05')
    await section.getByText('The data were cleared from the screen').waitFor()
    await shown.waitFor({ state: 'detached' })
    await openIt()
    await section.getByRole('button', { name: 'Close and clear from the screen' }).press('Enter')
    await shown.waitFor({ state: 'detached' })
    await openIt()
    await putAway()
    await shown.waitFor({ state: 'detached' })
  })

  it.each(PARTS.slice(1))(
    'of %s goes on to the first ones, page by page, and is cleared in whole',
    async (_, part, open) => {
      const { page } = alone
      const older = {
        ...letters.letters[0],
        letterId: id(711),
        text: 'La primera carta',
      } as (typeof letters.letters)[0]
      const pages = new Map<string | undefined, OpenedRequestLetters>([
        [undefined, { ...letters, more: true }],
        [letters.oldest ?? '', { ...letters, letters: [older], oldest: older.letterId }],
      ])
      serveRequest((path, before) => pages.get(before) ?? viewOf(path))
      await alone.open(`evidence/${REQUEST}`)
      const section = page.locator(`section[aria-labelledby=${part}]`)
      await section.getByRole('button', { name: open }).click()
      await section.getByText(NAME).waitFor()
      expect(await faultsAtAnyWidth(page)).toEqual([])
      expect(await section.getByText(older.text).count()).toBe(0)
      const more = section.getByRole('button', { name: 'Show more' })
      await more.press('Enter')
      await section.getByText(older.text).waitFor()
      await expect.poll(() => section.getByText(NAME).count()).toBe(1)
      await more.waitFor({ state: 'detached' })
      await section.getByRole('button', { name: 'Close and clear from the screen' }).click()
      await section.getByText(older.text).waitFor({ state: 'detached' })
      await expect.poll(() => section.getByText(NAME).count()).toBe(0)
    },
  )

  it('by a link is cleared by the clock, asleep or not, and when the page is put away', async () => {
    const { page, served } = alone
    const offered = async (path: string) => (await fetch(`${served.origin}/api${path}`)).json()
    const seal = await offered('/directory/hubs/own/seal-certificate')
    const { certificates } = (await offered('/directory/hubs/XA')) as { certificates: unknown[] }
    served.answer(async ({ path, body }) => {
      if (path === '/redaction/link-certificates') return { body: { seal, sign: certificates[0] } }
      if (path !== '/redaction/link-views') return undefined
      const { sealed } = body as { sealed: string }
      const { data } = await openForm(served.vault.sealKey, sealed)
      const { replyCertificate } = data as { replyCertificate: string }
      return { body: { sealed: await answerTo('/link-views', sealed, replyCertificate) } }
    })
    await page.clock.install()
    await alone.open(`link/${'A'.repeat(24)}`)
    const shown = page.getByText('Pidió un lugar')
    const openIt = async () => {
      await page.locator('#code').fill('12345678')
      await page.getByRole('button', { name: 'Open', exact: true }).click()
      await shown.waitFor()
    }
    await openIt()
    await putAway()
    await shown.waitFor({ state: 'detached' })
    // With the code, whoever comes next would open it.
    await expect.poll(() => page.locator('#code').inputValue()).toBe('')
    await openIt()
    // The clock went on while nothing ran.
    await page.clock.setSystemTime(new Date(Date.now() + 16 * 60_000))
    await page.clock.runFor(6_000)
    await shown.waitFor({ state: 'detached' })
  })
})
