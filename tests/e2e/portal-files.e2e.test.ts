import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, it } from 'vitest'
import { anAdult, consentTo } from './support/a-person.ts'
import { noBrowser, usePortal } from './support/browser.ts'
import { useHubs } from './support/hubs.ts'
import { processesIn } from './support/memory.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'
import { arrives } from './support/refer.ts'
import { signedIn } from './support/signed-in.ts'

const ENGLISH = { locale: 'en-GB' }
const MIB = 1024 ** 2

describe.skipIf(noBrowser)('files with a referral, at the page', async () => {
  if (noBrowser) return
  const { system } = await useHubs(['XA', 'XB'])
  const portal = usePortal(system)
  const dir = tempDir('portal-files')
  afterAll(() => removeTempDir(dir))
  const { client: police } = await signedIn(system, 'XA', 'police')
  const { client: lawyers, files: theirs, agencyId } = await signedIn(system, 'XB', 'legal_aid')

  const film = join(dir, 'declaracion-de-ximena.mp4')
  writeFileSync(film, randomBytes(24 * MIB))
  const other = join(dir, 'other.mp4')
  writeFileSync(other, Buffer.alloc(24 * MIB))
  const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
  const percent = async (page: Page) =>
    Number(
      /\((\d+) %\)/.exec(
        (await page
          .locator('.under-way')
          .textContent({ timeout: 1_000 })
          .catch(() => '')) ?? '',
      )?.[1],
    )

  /** The network of a page: so many bytes a second go out. */
  async function lineOf(page: Page) {
    const devTools = await page.context().newCDPSession(page)
    const out = { thin: 3 * MIB, away: 0, 'as it is': -1 }
    return (state: keyof typeof out) =>
      devTools.send('Network.emulateNetworkConditions', {
        ...{ offline: state === 'away', latency: 0, downloadThroughput: -1, uploadThroughput: out[state] },
      })
  }
  /** Some of the film is at the hub, and most is not. */
  async function begunAt(page: Page): Promise<void> {
    await page.locator('#attach-file').setInputFiles(film)
    await button(page, 'Upload').click()
    await page.getByText('Being encrypted and sent').waitFor()
    await expect.poll(() => percent(page), { timeout: 60_000, interval: 100 }).toBeGreaterThan(10)
  }

  /** Some of it is in the other hub, and no more comes there before it goes on. */
  async function onItsWay() {
    const pid = processesIn(system.layout.root).get('XB core')
    if (pid === undefined) throw new Error('XB does not run')
    const carried = async () => (await police.filesOf(id)).sent[0]?.carried ?? 0
    await expect.poll(carried, { timeout: 60_000, interval: 50 }).toBeGreaterThan(0)
    process.kill(pid, 'SIGSTOP')
    return { goesOn: () => process.kill(pid, 'SIGCONT') }
  }

  const { subjectRef } = await police.registerSubject(anAdult())
  const consent = consentTo(subjectRef, { hub: 'XB', type: 'legal_aid' })
  await police.recordConsent({ ...consent, dataCategories: [...consent.dataCategories, 'documents'] })
  const { id } = await police.submitReferral({
    ...{ subjectRef, protocol: 'oas-64-standard', priority: 'urgent', services: ['legal'] },
    to: { hub: 'XB', agencyId },
  })
  await police.assign(id)
  await arrives(lawyers, id)
  await lawyers.assign(id)

  async function atTheReferral(hub: string, username: string): Promise<Page> {
    // A code is good once, and the client has taken this one.
    portal.credentials(hub, username)
    const page = await portal.signIn(hub, username, ENGLISH)
    await page.goto(`${portal.origin(hub)}/#/referrals/${id}`)
    await page.getByRole('heading', { name: 'Files', exact: true }).waitFor()
    return page
  }

  it('go on after the line broke and after the page was left, from where they stopped, and are handed over', async () => {
    const page = await atTheReferral('XA', 'police@xa')
    const starts: number[] = []
    page.on('request', request => {
      const offset = request.method() === 'PATCH' ? request.headers()['upload-offset'] : undefined
      if (offset !== undefined) starts.push(Number(offset))
      expect(request.url()).not.toContain('ximena')
    })
    const line = await lineOf(page)
    await line('thin')
    await begunAt(page)
    expect(await faultsAtAnyWidth(page)).toEqual([])
    await line('away')
    const before = starts.at(-1) ?? 0
    await page.waitForTimeout(1_500)
    await line('thin')
    await expect.poll(() => starts.at(-1) ?? 0, { timeout: 60_000 }).toBeGreaterThan(before)
    // Nothing that had arrived was sent again.
    expect(starts).toEqual(starts.toSorted((a, b) => a - b))

    // The browser asks whether the page is to be left.
    page.once('dialog', dialog => void dialog.accept())
    const reached = starts.at(-1) ?? 0
    await page.reload()
    await line('as it is')
    starts.length = 0
    const again = page.getByLabel('Choose the same file to go on')
    await again.waitFor()
    expect(await faultsAtAnyWidth(page)).toEqual([])
    await again.setInputFiles(other)
    await page.getByText('The file is not the one with which the upload began').waitFor()
    expect(starts).toEqual([])
    expect(await faultsAtAnyWidth(page)).toEqual([])
    await page.getByLabel('Choose the same file to go on').setInputFiles(film)
    await page.getByText('Verified and kept').waitFor({ timeout: 120_000 })
    expect(starts[0]).toBeGreaterThanOrEqual(reached)

    await button(page, /^Hand over to/).click()
    const held = await onItsWay()
    const bar = page.getByRole('progressbar', { name: 'Arrived at the other hub' })
    await expect.poll(() => bar.getAttribute('aria-valuetext')).toMatch(/MB of .* MB \([1-9]\d? %\)/)
    expect(await faultsAtAnyWidth(page)).toEqual([])
    held.goesOn()
    await page.getByText('Delivered; the other hub has signed that').waitFor({ timeout: 120_000 })
    expect(await faultsAtAnyWidth(page)).toEqual([])
    await button(page, /^Chain of custody/).focus()
    await page.keyboard.press('Enter')
    const sheet = page.getByRole('region', { name: 'Chain of custody' })
    await sheet.getByText('Taken in').waitFor()
    expect(await sheet.textContent()).toContain(sha256(film))
    expect(await faultsAtAnyWidth(page)).toEqual([])
  }, 400_000)

  it('come to the other agency, which opens them there, and sees who has had them', async () => {
    const [came] = (await theirs.filesOf(id)).received
    expect(came?.state).toBe('stored')
    const page = await atTheReferral('XB', 'legal-aid@xb')
    await page.getByText('Verified and kept').waitFor()
    const saving = page.waitForEvent('download', { timeout: 120_000 })
    await button(page, /^Download/).click()
    const saved = await saving
    expect(saved.suggestedFilename()).toBe(`${came?.fileId}.mp4`)
    const path = join(dir, 'back')
    await saved.saveAs(path)
    expect(sha256(path)).toBe(sha256(film))
    await page.getByText('There it is in clear').waitFor()
    await button(page, /^Chain of custody/).click()
    const sheet = page.getByRole('region', { name: 'Chain of custody' })
    for (const act of ['Taken in', 'Handed over', 'Received']) await sheet.getByText(act, { exact: true }).waitFor()
    expect(await faultsAtAnyWidth(page)).toEqual([])
  }, 200_000)

  it('are taken back from the hub when the upload is cancelled', async () => {
    const page = await atTheReferral('XA', 'police@xa')
    await (await lineOf(page))('thin')
    await begunAt(page)
    await button(page, 'Cancel the upload').click()
    await page.getByText('nothing of it stays at the hub').waitFor()
    const { kept } = await police.filesOf(id)
    expect(kept.map(({ state }) => state)).toEqual(['kept'])
  }, 120_000)
})
