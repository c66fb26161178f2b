import { sealViewAnswer } from '@amparo/crypto'
import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { MadeUpReferral } from './support/page-alone/case.ts'
import { id, ME } from './support/page-alone/hub.ts'
import type { Answer, Asked } from './support/page-alone/serve.ts'
import { usePageAlone } from './support/page-alone/use.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const AT = '2026-11-20T10:00:00.000Z'
const SCOPES = ['referral:work', 'view:open', 'referral:read', 'referral:decide', 'directory:read']
const KEPT = ['uploading', 'received', 'quarantined', 'kept', 'refused'].map((state, n) => ({
  ...{ fileId: id(700 + n), state, size: 3_400_000_000 + n, received: 1_700_000_000, begunAt: AT },
}))
const SENT = ['sealing', 'sent', 'delivered', 'refused', 'expired'].map((state, n) => ({
  ...{ deliveryId: id(710 + n), fileId: id(720 + n), to: { hub: 'XB', agencyId: id(14) }, state, askedAt: AT },
  ...{ code: state === 'refused' ? 'file_infected' : null, size: 3_400_000_000, carried: 850_000_000 },
}))
const RECEIVED = ['coming', 'arrived', 'quarantined', 'stored', 'refused'].map((state, n) => ({
  ...{ deliveryId: id(730 + n), fileId: state === 'stored' ? id(740) : null, from: { hub: 'XB', agencyId: id(14) } },
  ...{ state, code: state === 'refused' ? 'list_altered' : null, parts: 2_331, here: 1_000, announcedAt: AT },
  sealedTo: null,
}))
const ENTRY = {
  ...{ v: 1, kind: 'amparo-custody', number: 0, previous: null, act: 'taken_in', to: null, at: AT },
  ...{ by: { hub: 'XB', agency: id(14) }, item: id(740), size: 7, signer: 'f'.repeat(40) },
  ...{ root: 'a'.repeat(64), sha256: 'b'.repeat(64), sha512_256: 'c'.repeat(64) },
}

describe.skipIf(noBrowser)('the files of a referral', () => {
  const alone = usePageAlone()

  function referralWith(side: 'sender' | 'recipient', listed: object): MadeUpReferral {
    const referral = new MadeUpReferral('oas-64-standard', { side, scopes: SCOPES })
    referral.assigned.add(ME)
    referral.extra = { to: { hub: 'XB', agencyId: id(14) } }
    alone.served.signInWith(SCOPES)
    alone.served.answer(async ({ path, body }: Asked) => {
      if (path === `/referral/referrals/${referral.id}`) return { body: referral.view() }
      if (path === '/redaction/file-deliveries') return { body: { kept: [], sent: [], received: [], ...listed } }
      if (path === '/redaction/received-file-views') return { body: { sealed: await opened(referral.id, body) } }
      return undefined
    })
    return referral
  }
  const opened = (referralId: string, body: unknown): Promise<string> => {
    const { request } = body as { request: string }
    const { replyCertificate } = JSON.parse(Buffer.from(request.split('.')[1] ?? '', 'base64url').toString())
    const custody = [{ base64: Buffer.from(JSON.stringify(ENTRY)).toString('base64'), signature: 'signed' }]
    const hashes = {
      size: 7,
      chunkBytes: 4_194_304,
      root: ENTRY.root,
      sha256: ENTRY.sha256,
      sha512_256: ENTRY.sha512_256,
    }
    const what = { fileId: id(740), mediaType: 'video/mp4', secret: Buffer.alloc(32).toString('base64'), scanned: true }
    return sealViewAnswer({
      view: { referralId, ...what, ...hashes, custody, purpose: 'shelter', handlingCode: 'h1', evaluation: null },
      ...{ hub: 'XA', route: 'POST /received-file-views', request, replyCertificate },
      signingKey: alone.served.vault.signKey,
    })
  }
  const speaking = (language: string) =>
    alone.page.addInitScript(`localStorage.setItem('amparo.language', '${language}')`)

  it.each(['es', 'en', 'fr', 'pt'])(
    'say in %s how each stands, with a screen reader and on a narrow screen, for whoever sends',
    async language => {
      await speaking(language)
      const referral = referralWith('sender', { kept: KEPT, sent: SENT })
      await alone.open(`referrals/${referral.id}`)
      const section = alone.page.locator('section[aria-labelledby=files]')
      await section.locator('li').nth(9).waitFor()
      expect(await faultsAtAnyWidth(alone.page)).toEqual([])
      expect(await section.textContent()).not.toMatch(/_|quarantined|sealing|uploading/)
      const [uploaded, carried] = await section
        .locator('progress')
        .evaluateAll(all => all.map(one => one.getAttribute('aria-valuetext')))
      expect(uploaded).toMatch(/50\s?%/)
      expect(carried).toMatch(/25\s?%/)
    },
  )

  it.each(['es', 'en', 'fr', 'pt'])(
    'and for whoever receives, in %s; who has had one is read by keyboard',
    async language => {
      await speaking(language)
      const referral = referralWith('recipient', { received: RECEIVED })
      await alone.open(`referrals/${referral.id}`)
      const section = alone.page.locator('section[aria-labelledby=files]')
      await section.locator('li').nth(4).waitFor()
      expect(await section.locator('input[type=file]').count()).toBe(0)
      const custody = section.locator('button[aria-expanded]')
      await custody.press('Enter')
      await section.getByText(ENTRY.sha512_256).waitFor()
      await expect.poll(() => custody.getAttribute('aria-expanded')).toBe('true')
      expect(await faultsAtAnyWidth(alone.page)).toEqual([])
      await section.getByText(ENTRY.signer).waitFor()
      expect(await section.textContent()).not.toMatch(/_|quarantined|list_altered/)
    },
  )

  describe('that begin to be sent', () => {
    const button = (name: string) => alone.page.getByRole('button', { name, exact: true })
    const attach = async () => {
      await alone.page.locator('#attach-file').setInputFiles({
        ...{ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('Llega mañana.') },
      })
      await button('Upload').click()
    }
    /** What POST /redaction/files answers. */
    async function referralThat(answers: () => Answer | Promise<Answer>): Promise<void> {
      const referral = referralWith('sender', {})
      referral.extra = { subjectRef: id(801) }
      alone.served.answer(({ path }: Asked) => {
        if (path === `/referral/referrals/${referral.id}`) return { body: referral.view() }
        return path === '/redaction/files' ? answers() : undefined
      })
      await alone.open(`referrals/${referral.id}`)
    }
    const begun: Answer = { status: 201, body: { fileId: id(760) } }
    const content = `/redaction/files/${id(760)}/content`

    it('are one file, however often the answer to that is lost', async () => {
      let answer: Answer = 'cut'
      await referralThat(() => answer)
      await attach()
      await button('Go on with the upload').waitFor()
      answer = begun
      await button('Go on with the upload').click()
      await expect.poll(() => alone.askedFor('HEAD', content).length).toBeGreaterThan(0)
      const asked = alone.askedFor('POST', '/redaction/files')
      expect(asked.length).toBeGreaterThanOrEqual(4)
      expect(new Set(asked.map(({ key, body }) => JSON.stringify([key, body]))).size).toBe(1)
    })

    it('are taken back where that was cancelled before the hub had answered', async () => {
      const line = Promise.withResolvers<void>()
      await referralThat(() => line.promise.then(() => begun))
      await attach()
      await expect.poll(() => alone.askedFor('POST', '/redaction/files').length).toBe(1)
      await button('Cancel the upload').click()
      await alone.page.locator('#attach-file').waitFor()
      line.resolve()
      await expect.poll(() => alone.askedFor('DELETE', content).length).toBe(1)
      expect(alone.askedFor('HEAD', content)).toEqual([])
    })
  })

  it('go to the police with what is said of them, chosen and handed over by keyboard', async () => {
    await speaking('es')
    const kept = KEPT.filter(({ state }) => state === 'kept')
    const referral = referralWith('sender', { kept })
    referral.extra = { to: { hub: 'XA', agencyId: id(12) } }
    await alone.open(`referrals/${referral.id}`)
    const said = alone.page.locator('section[aria-labelledby=files] select')
    await said.waitFor()
    await said.press('ArrowDown')
    await expect.poll(() => said.inputValue()).toBe('nothing')
    expect(await faultsAtAnyWidth(alone.page)).toEqual([])
    await alone.page.keyboard.press('Tab')
    await alone.page.keyboard.press('Enter')
    await expect
      .poll(() => alone.askedFor('POST', '/redaction/file-deliveries').map(({ body }) => body))
      .toEqual([{ fileId: kept[0]?.fileId, referralId: referral.id, incriminating: 'nothing' }])
  })

  it('are not asked for by whoever is not assigned, and are nothing where the referral has ended', async () => {
    await speaking('en')
    const referral = referralWith('recipient', { received: RECEIVED })
    referral.assigned.delete(ME)
    await alone.open(`referrals/${referral.id}`)
    await alone.page.getByText('Take the referral over to open its files.').waitFor()
    expect(alone.askedFor('GET', '/redaction/file-deliveries')).toEqual([])

    referral.assigned.add(ME)
    alone.served.answer(({ path }) => {
      if (path === `/referral/referrals/${referral.id}`) return { body: referral.view() }
      return path === '/redaction/file-deliveries' ? { status: 404, body: { code: 'not_found' } } : undefined
    })
    await alone.page.reload()
    await alone.page.locator('section[aria-labelledby=thread]').waitFor()
    await expect.poll(() => alone.askedFor('GET', '/redaction/file-deliveries').length).toBe(1)
    expect(await alone.page.getByRole('heading', { name: 'Files', exact: true }).count()).toBe(0)
  })

  it('ask for a file before anything is sent', async () => {
    await speaking('en')
    const referral = referralWith('sender', {})
    await alone.open(`referrals/${referral.id}`)
    await alone.page.getByRole('button', { name: 'Upload' }).click()
    await expect.poll(() => alone.page.locator('#attach-file').getAttribute('aria-invalid')).toBe('true')
    expect(alone.askedFor('POST', '/redaction/files')).toEqual([])
  })
})
