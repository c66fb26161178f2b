import type { Page } from 'playwright-core'

/**
 * Runs in the page: what a person with a screen reader, a keyboard or a narrow screen would stumble over. A text, since the tests
 * are checked as programs of Node, where there is no document.
 */
const LOOK = `(() => {
  const faults = []
  const shown = element => element.getClientRects().length > 0
  const text = element => (element.textContent ?? '').trim()
  const named = element =>
    text(element) !== '' ||
    (element.getAttribute('aria-label') ?? '') !== '' ||
    (element.getAttribute('aria-labelledby') ?? '').split(' ').some(id => id && text(document.getElementById(id) ?? {}) !== '')
  const name = element => element.outerHTML.slice(0, 120)

  const ids = [...document.querySelectorAll('[id]')].map(element => element.id)
  for (const id of new Set(ids)) if (ids.filter(other => other === id).length > 1) faults.push('id twice: ' + id)
  for (const input of document.querySelectorAll('input, select, textarea'))
    if (![...(input.labels ?? [])].some(label => text(label) !== '')) faults.push('no label: ' + name(input))
  for (const button of document.querySelectorAll('button, a'))
    if (shown(button) && !named(button)) faults.push('no name: ' + name(button))
  for (const group of document.querySelectorAll('fieldset'))
    if (text(group.querySelector('legend') ?? {}) === '') faults.push('no legend: ' + name(group))
  for (const attribute of ['aria-describedby', 'aria-labelledby', 'for'])
    for (const element of document.querySelectorAll('[' + attribute + ']'))
      for (const id of element.getAttribute(attribute).split(' '))
        if (!document.getElementById(id)) faults.push(attribute + ' leads nowhere: ' + name(element))
  for (const option of document.querySelectorAll('option'))
    if (option.value !== '' && option.value === text(option) && !/^X[ABC]$/.test(option.value)) faults.push('a bare code: ' + option.value)
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1')
  if (document.querySelectorAll('main').length !== 1) faults.push('not one main')
  const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map(heading => Number(heading.tagName[1]))
  levels.forEach((level, i) => {
    if (i > 0 && level > levels[i - 1] + 1) faults.push('a heading of level ' + level + ' after one of ' + levels[i - 1])
  })
  if (document.title === '' || !document.title.includes(text(document.querySelector('h1')))) faults.push('title: ' + document.title)
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth > clientWidth) faults.push('wider than the screen by ' + (scrollWidth - clientWidth))
  if (scrollWidth > clientWidth) faults.push(...[...document.querySelectorAll('body *')].filter(element => element.getBoundingClientRect().right > clientWidth).slice(-1).map(name))
  for (const target of document.querySelectorAll('button, nav a, select, input[type=text], textarea')) {
    const box = target.getBoundingClientRect()
    if (shown(target) && !target.classList.contains('link') && box.height < 44) faults.push('target too low: ' + name(target))
  }
  return faults
})()`

/** Nothing is wrong with a page if the list is empty. */
export const pageFaults = (page: Page): Promise<string[]> => page.evaluate<string[]>(LOOK)

/** Many frames, also of a machine that is busy. */
const FRAMES_MS = 5_000

/** At 320 CSS pixels, the width of a wide page at 400 % (WCAG 2.2, 1.4.10), with letters twice as large at each width (1.4.4), and then as before. */
export async function faultsAtAnyWidth(page: Page): Promise<string[]> {
  const before = page.viewportSize()
  const wide = [...(await pageFaults(page)), ...(await withDoubledLetters(page))]
  await page.setViewportSize({ width: 320, height: 800 })
  await drawn(page)
  const narrow = [...(await pageFaults(page)), ...(await withDoubledLetters(page))]
  if (before) await page.setViewportSize(before)
  return [...new Set([...wide, ...narrow])]
}

async function withDoubledLetters(page: Page): Promise<string[]> {
  const size = (percent: string) => page.evaluate(`document.documentElement.style.fontSize = '${percent}'`)
  await size('200%')
  const faults = await pageFaults(page)
  await size('')
  return faults.map(fault => `with letters twice as large: ${fault}`)
}

/** A page hears that it is narrow with the next frame, and is drawn anew with the one after. One that the browser draws no frame of has no frame to wait for. */
const drawn = (page: Page) =>
  page.evaluate(
    `new Promise(drawn => { requestAnimationFrame(() => requestAnimationFrame(drawn)); setTimeout(drawn, ${FRAMES_MS}) })`,
  )
