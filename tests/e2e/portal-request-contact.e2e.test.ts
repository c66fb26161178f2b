import type { EvidenceDetail, RequestLetter, Text } from '@amparo/client'
import { sealViewAnswer } from '@amparo/crypto'
import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { AGENCIES, id } from './support/page-alone/hub.ts'
import type { Asked } from './support/page-alone/serve.ts'
import { bodyOf, usePageAlone } from './support/page-alone/use.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const AT = '2026-11-20T10:00:00.000Z'
const REQUEST = id(700)
const VIEWS = '/redaction/request-contact-views'
const SENDING = '/redaction/request-texts/sending'
const POLICE = { hub: 'XA', agencyId: id(12), type: 'police', name: 'Policía de Puerto Alba' }
const SUSPENDED = { hub: 'XA', agencyId: id(15), type: 'prosecution', name: 'Fiscalía suspendida', suspended: true }
const COURT = { hub: 'XA', agencyId: id(16), type: 'court', name: 'Juzgado de Puerto Alba' }
const [asking, asked] = [
  { hub: 'XB', agencyId: id(14) },
  { hub: 'XA', agencyId: id(11) },
]
const said = (text: string): Text => ({ es: text, en: text, fr: text, pt: text })

/** Of what a message says of the victims in it. */
const words = { 'no-victim': said('Nobody'), 'asked-and-safe': said('Asked'), 'other-nationality': said('Other') }
const received: EvidenceDetail = {
  ...{ id: REQUEST, status: 'received', type: 'documents', treaty: 'nassau', priority: 'normal', fromHub: 'XB' },
  ...{ toHub: 'XA', draftedBy: id(14), state: 'requested', turn: 'recipient', version: 3, updatedAt: AT },
  ...{ role: 'recipient', text: said('Documents'), treatyName: said('Nassau'), answers: {}, fields: [], instead: [] },
  ...{ words, returnedFor: null, missing: [], obstacles: [], grounds: [], stateText: said('Asked for') },
  specialty: { article: '25', toDefence: 'ask-first' },
  parties: { sender: asking, recipient: asked },
  ...{ deadlines: [], clocks: [], steps: [], allowedSteps: [], items: [], permissions: [], uses: [], unread: [] },
  ...{ delivery: null, over: false, expedited: null, phone: null, unstated: [], contacts: [] },
}

const message = (changes: Partial<RequestLetter>): RequestLetter => ({
  ...{ letterId: id(710), reasonsFor: [], by: POLICE, madeAt: AT, lang: 'es', text: 'Hallados.', attachments: [] },
  ...{ delivery: 'refused', deliveryCode: null },
  ...changes,
})

describe.skipIf(noBrowser)('the contact about a request for evidence', () => {
  const alone = usePageAlone()

  function hubWith(request: EvidenceDetail, written: readonly RequestLetter[] = []): void {
    alone.served.signInWith(['directory:read', 'evidence:request', 'evidence:decide', 'evidence:contact'])
    alone.served.answer(async ({ method, path, body }: Asked) => {
      if (path === '/directory/agencies')
        return {
          body: { items: [...AGENCIES.filter(one => one.type !== 'police'), POLICE, SUSPENDED, COURT], next: null },
        }
      if (path === `/exchange/evidence-requests/${REQUEST}`) return { body: request }
      if (path === '/redaction/request-files') return { body: { files: [], sent: [], coming: [] } }
      if (path === '/exchange/evidence-contacts')
        return {
          body: { items: [{ requestId: REQUEST, fromHub: 'XB', sender: asking, openedAt: AT, unread: [] }], words },
        }
      if (path === VIEWS) return { body: { sealed: await opened(written, body) } }
      return method === 'POST' && path === SENDING ? { body: { sent: 1 } } : undefined
    })
  }
  const opened = (letters: readonly RequestLetter[], body: unknown): Promise<string> => {
    const { request } = body as { request: string }
    const { replyCertificate } = JSON.parse(Buffer.from(request.split('.')[1] ?? '', 'base64url').toString())
    const more = { sealed: [], more: false, unheld: [], purpose: 'criminal_investigation', handlingCode: 'h2' }
    return sealViewAnswer({
      view: { referralId: REQUEST, letters, ...more },
      ...{ hub: 'XA', route: 'POST /request-contact-views', request, replyCertificate },
      signingKey: alone.served.vault.signKey,
    })
  }
  const contact = () => alone.page.locator('section[aria-labelledby^=contact]')
  const open = () => contact().getByRole('button', { name: 'Open what was said' }).press('Enter')
  const again = () => contact().getByRole('button', { name: 'Send again what did not arrive' })

  it.each(['es', 'en', 'fr', 'pt'])('says in %s why a message did not get there, and what to do', async language => {
    hubWith(received, [
      message({ delivery: 'expired', deliveryCode: 'request_text_unknown', mayBeSentAgain: true }),
      message({ letterId: id(711), deliveryCode: 'no_instrument', mayBeSentAgain: true }),
      message({ letterId: id(712), deliveryCode: 'message_malformed', mayBeSentAgain: false }),
    ])
    await alone.open(`evidence/${REQUEST}`)
    await open()
    await again().waitFor()
    await alone.page.locator('#language').selectOption(language)
    const unnamed = { es: 'el código', en: 'the code', fr: 'le code', pt: 'o código' }[language] ?? '?'
    const leftNot =
      { es: 'No ha salido', en: 'It has not left', fr: 'Il n’a pas quitté', pt: 'Não saiu' }[language] ?? '?'
    const hints = contact().locator('article > .hint')
    // In that language by now.
    await hints.nth(1).filter({ hasText: leftNot }).waitFor()
    const lines = await hints.allTextContents()
    expect(lines).toHaveLength(3)
    for (const line of lines) {
      expect(line).toContain(': ')
      expect(line).not.toMatch(/_/)
      expect(line).not.toContain(unnamed)
    }
    expect(lines[0]).not.toContain(leftNot)
    expect(await faultsAtAnyWidth(alone.page)).toEqual([])
  })

  it('is sent again by the authority, by keyboard, where that can help', async () => {
    hubWith(received, [message({ delivery: 'expired', mayBeSentAgain: true })])
    await alone.open(`evidence/${REQUEST}`)
    await open()
    await again().press('Enter')
    await expect.poll(() => bodyOf(alone.last('POST', SENDING))).toEqual({ requestId: REQUEST })
    await expect.poll(() => alone.askedFor('POST', VIEWS).length).toBe(2)
  })

  it('offers nothing of the kind where all was refused for what it is', async () => {
    hubWith(received, [message({ deliveryCode: 'message_malformed', mayBeSentAgain: false })])
    await alone.open(`evidence/${REQUEST}`)
    await open()
    await contact().locator('article > .hint').waitFor()
    expect(await again().count()).toBe(0)
  })

  it('tells the agency that executes it who sends it again', async () => {
    hubWith(received, [message({ delivery: 'expired', mayBeSentAgain: true })])
    await alone.open('contacts')
    await open()
    await contact().getByText('The central authority can send it again').waitFor()
    expect(await again().count()).toBe(0)
  })

  it('is offered to agencies that can have it, and to none once the request is over', async () => {
    const openedTo = { agencyId: COURT.agencyId, openedAt: AT, closedAt: null }
    hubWith({ ...received, contacts: [openedTo] })
    await alone.open(`evidence/${REQUEST}`)
    const choices = contact().locator('#contact-agency option')
    await expect.poll(() => choices.allTextContents()).toEqual([expect.any(String), POLICE.name])
    hubWith({ ...received, contacts: [openedTo], over: true, turn: null })
    await alone.page.reload()
    await contact().getByRole('button', { name: 'Close the contact' }).waitFor()
    expect(await contact().getByRole('button', { name: 'Let it write' }).count()).toBe(0)
  })
})
