import type { EvidenceDetail, Text } from '@amparo/client'
import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { id } from './support/page-alone/hub.ts'
import { usePageAlone } from './support/page-alone/use.ts'
import { fillReferral, send } from './support/referral-form.ts'

const said = (text: string): Text => ({ es: text, en: text, fr: text, pt: text })
const AT = '2026-11-20T10:00:00.000Z'
const REQUEST = id(700)
/** Of a request that is being written: as many fields as put its buttons far below its beginning. */
const FIELDS = ['offence', 'facts', 'evidence', 'purpose'].map(field => ({
  ...{ field, kind: 'sealed', text: said(`About ${field}`), essential: true, sources: [], codes: [] },
}))
const written = {
  ...{ id: REQUEST, status: 'draft', type: 'documents', treaty: 'nassau', priority: 'normal', fromHub: 'XA' },
  ...{ toHub: 'XB', draftedBy: id(11), state: null, turn: null, version: 3, updatedAt: AT },
  ...{ role: 'drafter', text: said('Documents'), treatyName: said('Nassau'), answers: {}, fields: FIELDS, instead: [] },
  ...{ words: {}, returnedFor: null, missing: [], obstacles: [], grounds: [], stateText: null },
  specialty: { article: '25', toDefence: 'ask-first' },
  ...{ parties: null, deadlines: [], clocks: [], steps: [], allowedSteps: [], items: [], permissions: [], uses: [] },
  ...{ unread: [], delivery: null, over: false, expedited: null, phone: null, unstated: [], contacts: [] },
} as unknown as EvidenceDetail

describe.skipIf(noBrowser)('whoever pressed a button', () => {
  const on = usePageAlone()
  /** What has the keyboard, and whether it can be seen without scrolling. */
  const stands = () =>
    on.page.evaluate<{ says: string; inSight: boolean }>(`(() => {
      const at = document.activeElement
      const { top, bottom } = at.getBoundingClientRect()
      return { says: at === document.body ? 'BODY' : at.innerText, inSight: top >= 0 && top < innerHeight && bottom > 0 }
    })()`)

  describe.each([1280, 360])('on a page %i px wide', width => {
    const narrow = () => on.page.setViewportSize({ width, height: 900 })

    it('of a new referral that is refused stands at the reason', async () => {
      await on.open('new')
      await on.page.locator('#language').selectOption('es')
      await fillReferral(on.page, { agencyType: 'child_protection' })
      on.served.answer(({ method, path }) =>
        method === 'POST' && path === '/redaction/subjects'
          ? { status: 403, body: { code: 'not_permitted', title: '', next: '' } }
          : undefined,
      )
      await narrow()
      await send(on.page)
      await on.page.locator('main .problem').waitFor()
      await expect
        .poll(stands)
        .toMatchObject({ says: expect.stringContaining('No se pierde nada de lo que escribió'), inSight: true })
    })

    it('of a request for evidence that has gaps stands at what it lacks', async () => {
      on.served.signInWith(['directory:read', 'evidence:request'])
      on.served.answer(({ method, path }) => {
        if (path === `/exchange/evidence-requests/${REQUEST}/submission`)
          return { status: 409, body: { code: 'request_incomplete', title: '', next: '' } }
        if (path === '/redaction/request-files') return { body: { files: [], sent: [], coming: [] } }
        if (path !== `/exchange/evidence-requests/${REQUEST}`) return undefined
        return method === 'GET' ? { body: written } : { body: { id: REQUEST, status: 'draft', version: 4 } }
      })
      await on.open(`evidence/${REQUEST}`)
      await narrow()
      await on.page.getByRole('button', { name: 'Hand it in' }).press('Enter')
      const problem = on.page.locator('#draft ~ [role=alert] .problem')
      await problem.waitFor()
      await expect.poll(stands).toEqual({ says: await problem.innerText(), inSight: true })
    })
  })
})
