import { waitFor } from '@amparo/testing/platform'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { noBrowser, usePortal } from './support/browser.ts'
import { useHubs } from './support/hubs.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'
import { arrives, refer } from './support/refer.ts'

/** A red and a white half, drawn by the browser itself. */
const PICTURE = `(() => {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width: 160, height: 80 })
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, 160, 80)
  context.fillStyle = '#c00'
  context.fillRect(0, 0, 80, 80)
  return canvas.toDataURL('image/png').split(',')[1]
})()`
/** The colour at a place of a picture that is given as base64. */
const colourAt = (page: Page, mediaType: string, base64: string, x: number) =>
  page.evaluate<number[]>(`(async () => {
    const bytes = Uint8Array.from(atob('${base64}'), char => char.charCodeAt(0))
    const picture = await createImageBitmap(new Blob([bytes], { type: '${mediaType}' }))
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: picture.width, height: picture.height })
    const context = canvas.getContext('2d')
    context.drawImage(picture, 0, 0)
    return [...context.getImageData(${x}, 40, 1, 1).data].slice(0, 3)
  })()`)

describe.skipIf(noBrowser)('a reviewer', async () => {
  if (noBrowser) return
  const { system, people } = await useHubs(['XA'])
  const portal = usePortal(system)
  const receiver = await people.caseworker('XA', 'shelter')
  const sender = await people.caseworker('XA', 'police')
  const supervisor = await people.named('XA', 'police.supervisor')

  // They have signed in by program: the code of that moment is spent.
  for (const spent of ['police@xa', 'police.supervisor@xa']) await portal.credentials('XA', spent)
  const page = await portal.signIn('XA', 'police.supervisor@xa', { locale: 'es-MX' })

  /** Assigned to both reviewers of the sender, and to the reader. */
  async function referred(): Promise<string> {
    const id = await refer(people, system.hub('XA').installed)
    await arrives(receiver, id)
    await receiver.assign(id)
    await sender.assign(id)
    await supervisor.assign(id)
    return id
  }
  /** At once: a page that was just opened takes the keyboard to its heading. */
  const press = (page: Page, selector: string) => page.locator(selector).press('Enter')
  const openOriginal = async (page: Page, redactionId: string) => {
    // Another one that was shown before has the same button.
    await page.goto(`${portal.origin('XA')}/#/redactions`)
    await page.locator('main button:has-text("Abrir el original")').waitFor({ state: 'detached' })
    await page.goto(`${portal.origin('XA')}/#/redactions/${redactionId}`)
    await press(page, 'main button:has-text("Abrir el original")')
  }
  const said = (page: Page, text: string) => page.locator('[role=status]', { hasText: text }).waitFor()

  it('paints over a picture by the keyboard alone, and only then is it shown, painted over', async () => {
    const id = await referred()
    const base64 = await page.evaluate<string>(PICTURE)
    const attachments = [{ name: 'foto.png', mediaType: 'image/png', base64 }]
    await sender.writeMessage({ referralId: id, lang: 'es', text: 'Adjunto la foto.', attachments })
    const shown = async () => (await receiver.openMessages(id)).messages[0]?.attachments?.[0]
    expect(await shown()).toMatchObject({ withheld: 'needs_review' })

    await press(page, 'nav a[href="#/redactions"]')
    await page.locator('.cards h2', { hasText: 'Archivo adjunto' }).waitFor()
    expect(await faultsAtAnyWidth(page)).toEqual([])
    await press(page, '.cards h2:has-text("Archivo adjunto") a')
    await press(page, 'main button:has-text("Abrir el original")')
    await page.locator('canvas.picture').waitFor()
    await press(page, 'main button:has-text("Añadir un recuadro")')
    await page.locator('#box-1-width').fill('80')
    await press(page, 'main form button[type=submit]')
    // What was left out is said; nothing was sent.
    await page.locator('#looked-fault').waitFor()
    expect(await page.locator('main [role=alert] .problem').count()).toBe(0)
    await page.locator('#box-1-reason').selectOption('face')
    await page.locator('#looked').press('Space')
    expect(await faultsAtAnyWidth(page)).toEqual([])
    await press(page, 'main form button[type=submit]')
    await said(page, 'Guardada')
    expect(await page.locator('canvas').count()).toBe(0)
    // Who looks again sees how much is covered, and is told that it stays.
    await press(page, 'main button:has-text("Abrir el original")')
    await page
      .locator('section[aria-labelledby=picture] p', { hasText: 'Ya cubierto por personas revisoras: 1' })
      .waitFor()
    expect(await faultsAtAnyWidth(page)).toEqual([])

    await waitFor(async () => 'base64' in ((await shown()) ?? {}))
    const picture = await shown()
    if (picture === undefined || !('base64' in picture)) throw new Error('no picture')
    expect(await colourAt(page, picture.mediaType, picture.base64 ?? '', 20)).toEqual([0, 0, 0])
    expect(await colourAt(page, picture.mediaType, picture.base64 ?? '', 140)).toEqual([255, 255, 255])
  })

  it('draws a box with the pointer where they point', async () => {
    const id = await referred()
    const base64 = await page.evaluate<string>(PICTURE)
    const attachments = [{ name: 'foto.png', mediaType: 'image/png', base64 }]
    const { withheld } = await sender.writeMessage({ referralId: id, lang: 'es', text: 'Otra foto.', attachments })
    await openOriginal(page, withheld[0]?.redactionId ?? '')
    const place = await page.locator('canvas.picture').boundingBox()
    if (place === null) throw new Error('no picture')
    await page.mouse.move(place.x + place.width / 4, place.y + place.height / 4)
    await page.mouse.down()
    await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2)
    await page.mouse.up()
    const side = async (name: string) => Number(await page.locator(`#box-1-${name}`).inputValue())
    for (const [name, about] of Object.entries({ x: 40, y: 20, width: 40, height: 20 }))
      expect([name, Math.abs((await side(name)) - about) <= 2]).toEqual([name, true])
    // Not kept: whoever goes elsewhere is asked first.
    await press(page, 'nav a[href="#/redactions"]')
    await press(page, 'dialog button:has-text("Salir y perderlo")')
    await page.locator('canvas').waitFor({ state: 'detached' })
  })

  it('masks words that were missed at once, and lifts a mask with a colleague', async () => {
    const id = await referred()
    const asked = { referralId: id, source: 'narrative', profile: 'assistance' } as const
    const { redactionId } = await sender.requestReview(asked)
    // The text alone: dates and ids beside it may hold any number.
    const read = async () => {
      const narrative = (await receiver.openView(id)).categories['narrative']
      return (narrative as { readonly text: string }).text
    }
    expect(await read()).toContain('un lugar donde dormir')
    expect(await read()).not.toContain('28 años')

    await openOriginal(page, redactionId)
    await page.locator('mark', { hasText: 'Nayra Condori' }).waitFor()
    // The person's own name is lifted by nobody.
    expect(await page.locator('.masks li', { hasText: 'Ximena' }).locator('select').count()).toBe(0)
    await page.locator('#mask-words').fill('un sitio que no está')
    await press(page, 'section[aria-labelledby=add] button[type=submit]')
    await page.locator('#mask-words-fault').waitFor()
    await page.locator('#mask-words').fill('lugar donde dormir')
    await page.locator('#mask-type').selectOption('PLACE_SMALL')
    await page.locator('#mask-reason').selectOption('singles_out')
    await press(page, 'section[aria-labelledby=add] button[type=submit]')
    await page.locator('#added').waitFor()
    await page.locator('.masks li', { hasText: '28' }).locator('select').selectOption('not_identifying')
    expect(await faultsAtAnyWidth(page)).toEqual([])
    await press(page, 'main > form button[type=submit], main form:last-of-type button[type=submit] >> nth=-1')
    await said(page, 'espera a otra persona')
    expect(await read()).not.toContain('donde dormir')
    expect(await read()).not.toContain('28')

    // Nobody confirms their own.
    await press(page, 'main button:has-text("Abrir el original")')
    await page.locator('main p', { hasText: 'nadie confirma lo suyo' }).waitFor()
    const other = await portal.signIn('XA', 'police@xa', { locale: 'es-MX' })
    await openOriginal(other, redactionId)
    await other.locator('section[aria-labelledby=proposal] q', { hasText: '28' }).waitFor()
    // What a colleague added is among the masks, with why, and that it stays.
    const added = other.locator('section[aria-labelledby=masks] li', { hasText: 'donde dormir' })
    await added.locator('.hint', { hasText: 'Lo añadió una persona revisora: Distingue a alguien' }).waitFor()
    await other.locator('section[aria-labelledby=masks] p', { hasText: 'se queda' }).waitFor()
    expect(await faultsAtAnyWidth(other)).toEqual([])
    await press(other, 'section[aria-labelledby=proposal] button')
    await said(other, 'Confirmado')
    expect(await read()).toContain('28')
    expect(await read()).not.toContain('donde dormir')
  })
})
