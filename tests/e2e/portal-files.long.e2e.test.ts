import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { button, useFilesAtThePage } from './support/files-at-the-page.ts'
import { forgetCodes } from './support/forget-codes.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const MIB = 1024 ** 2

describe.skipIf(noBrowser)('files at the page, whose upload does not come to its end', async () => {
  if (noBrowser) return
  const { system, portal, dir, film, id, police, atTheReferral } = await useFilesAtThePage(24 * MIB)
  const other = join(dir, 'other.mp4')
  writeFileSync(other, Buffer.alloc(24 * MIB))
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
  /** Whether nothing more was asked for in a while. */
  async function quietSince(sent: readonly string[]): Promise<boolean> {
    const before = sent.length
    await new Promise(resolve => setTimeout(resolve, 1_000))
    return sent.length === before
  }
  /** Some of the film is at the hub, and most is not. */
  async function begunAt(page: Page): Promise<void> {
    await page.locator('#attach-file').setInputFiles(film)
    await button(page, 'Upload').click()
    await page.getByText('Being encrypted and sent').waitFor()
    await expect.poll(() => percent(page), { interval: 100 }).toBeGreaterThan(10)
  }

  it('go on after the line broke and after the page was left, from where they stopped', async () => {
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
    await expect.poll(() => starts.at(-1) ?? 0).toBeGreaterThan(before)
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
    await page.getByText('Verified and kept').waitFor()
    expect(starts[0]).toBeGreaterThanOrEqual(reached)
  })

  it('wait while the page is locked, and go on by themselves once it is unlocked', async () => {
    const before = (await police.filesOf(id)).kept.length
    const page = await atTheReferral('XA', 'police@xa', { clock: true })
    const line = await lineOf(page)
    await line('thin')
    await begunAt(page)
    const sent: string[] = []
    page.on('request', request => request.url().endsWith('/content') && sent.push(request.method()))
    await page.clock.fastForward('15:05')
    const lock = page.getByRole('dialog', { name: 'The page is locked' })
    await lock.waitFor()
    // What was on its way when it locked has come to its end; its token is over, and however long it stays locked there is no other.
    await expect.poll(() => quietSince(sent)).toBe(true)
    for (let minutes = 0; minutes < 10; minutes++) await page.clock.fastForward('01:00')
    expect(await quietSince(sent)).toBe(true)
    await expect.poll(() => page.locator('.under-way').isVisible()).toBe(false)

    // The issuer believes no proof from the future.
    await page.clock.setSystemTime(new Date())
    await line('as it is')
    await forgetCodes(system.postgres, ['XA'])
    const [window] = await Promise.all([
      page.context().waitForEvent('page'),
      lock.getByRole('button', { name: 'Sign in in a new window' }).click(),
    ])
    await portal.fillSignIn(window, 'XA', 'police@xa')
    await lock.waitFor({ state: 'detached' })
    await page.getByText('Verified and kept').nth(before).waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('are taken back from the hub when the upload is cancelled', async () => {
    const page = await atTheReferral('XA', 'police@xa')
    await (await lineOf(page))('thin')
    await begunAt(page)
    await button(page, 'Cancel the upload').click()
    await page.getByText('nothing of it stays at the hub').waitFor()
    const { kept } = await police.filesOf(id)
    expect(kept.map(({ state }) => state)).toEqual(['kept', 'kept'])
  })
})
