import type { EvidenceDetail, OpenedRequestText, Text } from '@amparo/client'
import { openForm, sealViewAnswer } from '@amparo/crypto'
import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { id } from './support/page-alone/hub.ts'
import type { Asked } from './support/page-alone/serve.ts'
import { bodyOf, usePageAlone } from './support/page-alone/use.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const AT = '2026-11-20T10:00:00.000Z'
const REQUEST = id(700)
const TEXTS = '/redaction/request-texts'
const DRAFT = `/exchange/evidence-requests/${REQUEST}/draft`
const SUBMISSION = `/exchange/evidence-requests/${REQUEST}/submission`
const said = (text: string): Text => ({ es: text, en: text, fr: text, pt: text })
const PENALTY = 'max-penalty-months'
const FIELDS = ['facts', 'assistance', 'persons', PENALTY].map(field => ({
  ...{ field, kind: field === PENALTY ? 'months' : 'sealed', text: said(`About ${field}`) },
  ...{ essential: false, sources: [], codes: [] },
}))
const HASHES = { facts: 'a'.repeat(64), assistance: 'b'.repeat(64), persons: 'c'.repeat(64) }
const drafted = {
  ...{ id: REQUEST, status: 'draft', type: 'documents', treaty: 'nassau', priority: 'normal', fromHub: 'XA' },
  ...{ toHub: 'XB', draftedBy: id(11), state: null, turn: null, version: 3, updatedAt: AT, role: 'drafter' },
  ...{ text: said('Documents'), treatyName: said('Nassau'), answers: HASHES, fields: FIELDS, instead: [], words: {} },
  ...{ returnedFor: null, missing: [], obstacles: [], grounds: [], stateText: null, parties: null, deadlines: [] },
  specialty: { article: '25', toDefence: 'ask-first' },
  ...{ clocks: [], steps: [], allowedSteps: [], items: [], permissions: [], uses: [], unread: [], delivery: null },
  ...{ over: false, expedited: null, phone: null, unstated: [], contacts: [] },
} as unknown as EvidenceDetail

describe.skipIf(noBrowser)('whoever drafts a request for evidence', () => {
  const alone = usePageAlone()
  const read = async (asked: Asked) => {
    const { sealed } = asked.body as { sealed: string }
    return (await openForm(alone.served.vault.sealKey, sealed)).data as { field: string; suspects?: string[] }
  }

  /** @param outdated what the persons, written anew, leave to be written anew */
  function hub(outdated: readonly string[], shown: readonly Partial<OpenedRequestText>[] = []): void {
    alone.served.signInWith(['directory:read', 'evidence:request'])
    alone.served.answer(async asked => {
      const { method, path, body } = asked
      if (path === TEXTS) {
        const { field } = await read(asked)
        const left = field === 'persons' ? outdated : []
        return { status: 201, body: { field, sha256: 'd'.repeat(64), outdated: left } }
      }
      if (path === DRAFT) return { body: { id: REQUEST, status: 'draft', version: 4 } }
      if (path === SUBMISSION) return { body: { id: REQUEST, status: 'submitted', version: 5 } }
      if (path === '/redaction/request-files') return { body: { files: [], sent: [], coming: [] } }
      if (path === '/redaction/request-views') return { body: { sealed: await opened(shown, body) } }
      return method === 'GET' && path === `/exchange/evidence-requests/${REQUEST}` ? { body: drafted } : undefined
    })
  }
  const opened = (texts: readonly Partial<OpenedRequestText>[], body: unknown): Promise<string> => {
    const { request } = body as { request: string }
    const { replyCertificate } = JSON.parse(Buffer.from(request.split('.')[1] ?? '', 'base64url').toString())
    const more = { sealed: [], elsewhere: [], more: false, purpose: 'criminal_investigation', handlingCode: 'h2' }
    return sealViewAnswer({
      view: { referralId: REQUEST, texts, ...more },
      ...{ hub: 'XA', route: 'POST /request-views', request, replyCertificate },
      signingKey: alone.served.vault.signKey,
    })
  }
  const fill = async () => {
    await alone.page.locator('#evidence-facts').fill('El sospechoso Ramiro Quispetupa huyó.')
    await alone.page.locator('#evidence-persons').fill('Ramiro Quispetupa y Pedro Ruiz, nacidos en 1984.')
    await alone.page.locator('#evidence-persons-suspects').fill(' Ramiro Quispetupa \n\nPedro Ruiz\n')
  }

  it('writes the persons first, and says who of them is a suspect, a name a line', async () => {
    hub([])
    await alone.open(`evidence/${REQUEST}`)
    await fill()
    await alone.page.getByRole('button', { name: 'Save the draft' }).press('Enter')
    await expect.poll(() => alone.last('POST', DRAFT)).toBeDefined()
    const written = await Promise.all(alone.askedFor('POST', TEXTS).map(read))
    expect(written.map(({ field, suspects }) => [field, suspects])).toEqual([
      ['persons', ['Ramiro Quispetupa', 'Pedro Ruiz']],
      ['facts', undefined],
    ])
  })

  it('goes on writing while it is saved, and loses nothing of it', async () => {
    hub([])
    const line = Promise.withResolvers<void>()
    await alone.page.route(`**/api${TEXTS}`, async route => {
      await line.promise
      await route.continue()
    })
    await alone.open(`evidence/${REQUEST}`)
    const facts = alone.page.locator('#evidence-facts')
    await facts.fill('El sospechoso huyó.')
    const asked = alone.page.waitForRequest(`**/api${TEXTS}`)
    await alone.page.getByRole('button', { name: 'Save the draft' }).press('Enter')
    await asked
    await facts.fill('El sospechoso huyó. Lo vieron en el puerto.')
    line.resolve()
    await expect.poll(() => alone.last('POST', DRAFT)).toBeDefined()
    await alone.page.getByText('The draft is saved').waitFor()
    expect(await facts.inputValue()).toBe('El sospechoso huyó. Lo vieron en el puerto.')
    // Nor does it go with another page unasked.
    await alone.page.evaluate("location.hash = '#/evidence'")
    await alone.page.getByRole('dialog', { name: 'What you entered has not been sent' }).waitFor()
  })

  describe('that a colleague drafts too', () => {
    const months = () => alone.page.locator(`#evidence-${PENALTY}`)
    const save = () => alone.page.getByRole('button', { name: 'Save the draft' }).press('Enter')
    const behind = () => alone.page.getByRole('alert').getByText('has saved this draft meanwhile')
    const sent = () => alone.askedFor('POST', DRAFT).map(one => bodyOf(one))
    let now = drafted
    const colleagueSaves = (penalty: number) => {
      now = { ...now, version: now.version + 1, answers: { ...now.answers, [PENALTY]: penalty } }
    }
    let isCut = false

    const open = async () => {
      now = drafted
      isCut = false
      alone.served.signInWith(['directory:read', 'evidence:request'])
      alone.served.answer(({ method, path, body, key }) => {
        if (method === 'GET' && path === `/exchange/evidence-requests/${REQUEST}`) return { body: now }
        if (path === TEXTS) return { status: 201, body: { field: 'facts', sha256: 'd'.repeat(64), outdated: [] } }
        if (path === '/redaction/request-files') return { body: { files: [], sent: [], coming: [] } }
        if (path !== DRAFT) return undefined
        const { version, answers } = body as Pick<EvidenceDetail, 'version' | 'answers'>
        const isAgain = answered.has(key)
        if (!isAgain && version !== now.version) return REFUSED
        answered.add(key)
        if (!isAgain) now = { ...now, version: version + 1, answers }
        return isCut ? 'cut' : { body: { id: REQUEST, status: 'draft', version: version + 1 } }
      })
      await alone.open(`evidence/${REQUEST}`)
      await months().waitFor()
    }
    const answered = new Set<string | undefined>()
    const REFUSED = { status: 409, body: { code: 'request_moved_on', title: 'The request has changed', next: '' } }
    const loadAgain = async () => {
      alone.served.tell('request-written', { requestId: REQUEST })
      await alone.page.locator('[role=status].news button').press('Enter')
    }

    it('sees at once what they have saved, where nothing was entered', async () => {
      await open()
      colleagueSaves(48)
      await loadAgain()
      await expect.poll(() => months().inputValue()).toBe('48')
      expect(await behind().count()).toBe(0)
    })

    it('is told of it, and saves nothing over it', async () => {
      await open()
      await months().fill('96')
      await alone.page.locator('#evidence-facts').fill('Huyó.')
      colleagueSaves(48)
      await loadAgain()
      await behind().waitFor()
      expect(await months().inputValue()).toBe('96')
      await save()
      await alone.page.locator('form .problem').waitFor()
      expect(sent()).toMatchObject([{ version: 3 }])
      expect(await faultsAtAnyWidth(alone.page)).toEqual([])
      await alone.page.getByRole('button', { name: 'Use what was saved' }).press('Enter')
      await expect.poll(() => months().inputValue()).toBe('48')
      await behind().waitFor({ state: 'detached' })
      expect(await alone.focused('id')).toBe('evidence-lang')
      await save()
      await alone.page.getByText('The draft is saved').waitFor()
      expect(sent().at(-1)).toMatchObject({ version: 4, answers: { [PENALTY]: 48, facts: 'd'.repeat(64) } })
    })

    it('is told of it by the refusal, where no news came before', async () => {
      await open()
      await months().fill('96')
      colleagueSaves(48)
      await save()
      await behind().waitFor()
    })

    it('is not taken for a colleague of their own, once an answer was lost', async () => {
      await open()
      await months().fill('96')
      isCut = true
      await save()
      await alone.page.locator('form .problem', { hasText: 'The hub did not answer' }).waitFor()
      isCut = false
      await save()
      await alone.page.getByText('The draft is saved').waitFor()
      expect(new Set(alone.askedFor('POST', DRAFT).map(({ key }) => key)).size).toBe(1)
      expect([now.version, await behind().count()]).toEqual([4, 0])
    })
  })

  it.each(['Save the draft', 'Hand it in'])(
    'hears of no draft that is saved beside a number that is none: %s',
    async button => {
      hub([])
      await alone.open(`evidence/${REQUEST}`)
      const months = alone.page.locator(`#evidence-${PENALTY}`)
      await months.fill('eight years')
      await alone.page.locator('#evidence-facts').fill('El sospechoso huyó.')
      await alone.page.getByRole('button', { name: button }).press('Enter')
      await expect.poll(() => alone.focused('id')).toBe(`evidence-${PENALTY}`)
      expect([...alone.askedFor('POST', TEXTS), ...alone.askedFor('POST', DRAFT)]).toEqual([])
      await months.fill('96')
      await alone.page.getByRole('button', { name: button }).press('Enter')
      await expect.poll(() => bodyOf(alone.last('POST', DRAFT))?.['answers']).toMatchObject({ [PENALTY]: 96 })
    },
  )

  it('is told what is to be written anew since somebody is listed no more, before it is handed in without it', async () => {
    hub(['facts', 'assistance'])
    await alone.open(`evidence/${REQUEST}`)
    await fill()
    const handIn = alone.page.getByRole('button', { name: 'Hand it in' })
    await handIn.press('Enter')
    const notice = alone.page.getByText('Write them anew: About assistance.')
    await notice.waitFor()
    expect(bodyOf(alone.last('POST', DRAFT))?.['answers']).toEqual({ facts: 'd'.repeat(64), persons: 'd'.repeat(64) })
    expect(alone.askedFor('POST', SUBMISSION)).toEqual([])
    await handIn.press('Enter')
    await expect.poll(() => alone.last('POST', SUBMISSION)).toBeDefined()
  })

  it.each([
    ['es', 'Constan como sospechosos: Ramiro Quispetupa', 'Así se lee en el otro Estado'],
    ['en', 'Listed as suspects: Ramiro Quispetupa', 'So it is read in the other state'],
    ['fr', 'Figurent comme suspects : Ramiro Quispetupa', 'C’est ainsi que l’autre État le lit'],
    ['pt', 'Constam como suspeitos: Ramiro Quispetupa', 'É assim que se lê no outro Estado'],
  ])('sees in %s what is masked before it is signed, and how a suspect is read', async (language, listed, preview) => {
    const text = { by: { hub: 'XA', agencyId: id(11) }, madeAt: AT, lang: 'es', attachments: [], delivery: null }
    hub(
      [],
      [
        { ...text, field: 'facts', text: 'El sospechoso Ramiro Quispetupa huyó con el tratante [PERSON].' },
        { ...text, field: 'persons', text: 'Ramiro Quispetupa.', suspects: ['Ramiro Quispetupa'] },
      ],
    )
    await alone.open(`evidence/${REQUEST}`)
    await alone.page.locator('#language').selectOption(language)
    const texts = alone.page.locator('section[aria-labelledby=texts]')
    await texts.getByText(preview).waitFor()
    await texts.locator('.buttons button').first().press('Enter')
    await texts.getByText(listed).waitFor()
    await texts.getByText('huyó con el tratante').waitFor()
    await alone.page.locator('#evidence-persons').fill('Ramiro Quispetupa.')
    await alone.page.locator('#evidence-persons-suspects').waitFor()
    expect(await faultsAtAnyWidth(alone.page)).toEqual([])
  })
})
