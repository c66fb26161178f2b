import { SCOPES } from '@amparo/contracts'
import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { usePageAlone } from './support/page-alone/use.ts'

/** WCAG 2.2: 1.4.10 and 1.4.4, and both at once. */
const SIZES = [
  [320, '100%'],
  [1280, '200%'],
  [640, '200%'],
  [320, '200%'],
] as const

describe.skipIf(noBrowser)('no page is wider than the screen', () => {
  const on = usePageAlone()

  /** How much too wide, and what is. */
  const tooWide = () =>
    on.page.evaluate<string | undefined>(`(() => {
      const { scrollWidth, clientWidth } = document.documentElement
      if (scrollWidth <= clientWidth) return undefined
      const last = [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > clientWidth).at(-1)
      return scrollWidth - clientWidth + ' px: ' + last?.outerHTML.slice(0, 120)
    })()`)

  it('whatever the size of the letters', async () => {
    on.served.signInWith([...SCOPES])
    // The longest words of the four.
    await on.page.addInitScript(`localStorage.setItem('amparo.language', 'fr')`)
    await on.open('home')
    const places = await on.page.evaluate<string[]>(
      `[...new Set([...document.querySelectorAll('nav a')].map(link => link.getAttribute('href').replace('#/', '')))]`,
    )
    expect(places.length).toBeGreaterThan(20)
    const parts = [
      'overdue',
      'new',
      'quick',
      'many',
      'paper',
      'handover',
      'capacity',
      'name-basis',
      'find',
      'certifications',
    ]
    const faults: string[] = []
    for (const place of [...places, ...parts]) {
      await on.open(place)
      await expect.poll(() => on.page.locator('main').textContent()).not.toContain('Chargement')
      for (const [width, letters] of SIZES) {
        await on.page.setViewportSize({ width, height: 900 })
        await on.page.evaluate(`document.documentElement.style.fontSize = '${letters}'`)
        const fault = await tooWide()
        if (fault !== undefined) faults.push(`${place} at ${width} px, letters of ${letters}: ${fault}`)
      }
    }
    expect(faults).toEqual([])
  })
})
