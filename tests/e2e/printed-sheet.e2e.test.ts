import { execFileSync } from 'node:child_process'
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import { afterAll, describe, expect, it } from 'vitest'
import { onPath } from '../../scripts/lib/on-path.ts'
import { BROWSERS } from '../../scripts/lib/prerequisites.ts'
import { noBrowser } from './support/browser.ts'

const STYLE = new URL('../../services/portal/web/style/paper.css', import.meta.url)

describe.skipIf(noBrowser)('a sheet that a person takes home', () => {
  const dir = tempDir('printed')
  afterAll(() => removeTempDir(dir))

  /** As a browser prints without being told anything: with title, day and address on the edge, where there is one. */
  function printed(sheet: string): string {
    const browser = BROWSERS.map(onPath).find(path => path !== undefined)
    if (browser === undefined) throw new Error('no Chromium here')
    cpSync(STYLE, join(dir, 'paper.css'))
    const page = join(dir, 'referrals.html')
    const pdf = join(dir, 'sheet.pdf')
    writeFileSync(
      page,
      `<!doctype html><title>Referral</title><link rel="stylesheet" href="paper.css"><main>${sheet}</main>`,
    )
    execFileSync(browser, ['--no-sandbox', '--disable-gpu', `--print-to-pdf=${pdf}`, pathToFileURL(page).href], {
      stdio: 'ignore',
    })
    return execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' })
  }

  it('says neither where it was printed nor when', () => {
    expect(printed('<article class="sheet">Number 4711</article>').trim()).toBe('Number 4711')
    // A form of the agency's own has an edge: so this can fail.
    expect(printed('<section class="sheet">Number 4711</section>')).toContain('referrals.html')
  })
})
