import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { button, sha256, useFilesAtThePage } from './support/files-at-the-page.ts'
import { processesIn } from './support/memory.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const MIB = 1024 ** 2

/** What breaks off on the way is tried in portal-files.long.e2e.test.ts. */
describe.skipIf(noBrowser)('files with a referral, at the page', async () => {
  if (noBrowser) return
  const { system, dir, film, id, police, theirs, atTheReferral } = await useFilesAtThePage(18 * MIB)

  /** Some of it is in the other hub, and no more comes there before it goes on. */
  async function onItsWay() {
    const pid = processesIn(system.layout.root).get('XB core')
    if (pid === undefined) throw new Error('XB does not run')
    const carried = async () => (await police.filesOf(id)).sent[0]?.carried ?? 0
    await expect.poll(carried, { interval: 50 }).toBeGreaterThan(0)
    process.kill(pid, 'SIGSTOP')
    return { goesOn: () => process.kill(pid, 'SIGCONT') }
  }

  it('are handed over, and shown on their way; the other agency opens them there, and both see who has had them', async () => {
    const page = await atTheReferral('XA', 'police@xa')
    page.on('request', request => expect(request.url()).not.toContain('ximena'))
    await page.locator('#attach-file').setInputFiles(film)
    await button(page, 'Upload').click()
    await page.getByText('Verified and kept').waitFor()
    await button(page, /^Hand over to/).click()
    const held = await onItsWay()
    const bar = page.getByRole('progressbar', { name: 'Arrived at the other hub' })
    await expect.poll(() => bar.getAttribute('aria-valuetext')).toMatch(/MB of .* MB \([1-9]\d? %\)/)
    expect(await faultsAtAnyWidth(page)).toEqual([])
    held.goesOn()
    await page.getByText('Delivered; the other hub has signed that').waitFor()
    await button(page, /^Chain of custody/).press('Enter')
    const own = page.getByRole('region', { name: 'Chain of custody' })
    await own.getByText('Taken in').waitFor()
    await expect.poll(() => own.textContent()).toContain(sha256(film))
    expect(await faultsAtAnyWidth(page)).toEqual([])

    const [came] = (await theirs.filesOf(id)).received
    expect(came?.state).toBe('stored')
    const there = await atTheReferral('XB', 'legal-aid@xb')
    await there.getByText('Verified and kept').waitFor()
    const saving = there.waitForEvent('download')
    await button(there, /^Download/).click()
    const saved = await saving
    expect(saved.suggestedFilename()).toBe(`${came?.fileId}.mp4`)
    const path = join(dir, 'back')
    await saved.saveAs(path)
    expect(sha256(path)).toBe(sha256(film))
    await there.getByText('There it is in clear').waitFor()
    await button(there, /^Chain of custody/).click()
    const sheet = there.getByRole('region', { name: 'Chain of custody' })
    for (const act of ['Taken in', 'Handed over', 'Received']) await sheet.getByText(act, { exact: true }).waitFor()
    expect(await faultsAtAnyWidth(there)).toEqual([])
  })
})
