import type { EvidenceDetail, Text } from '@amparo/client'
import { describe, expect, it } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { id } from './support/page-alone/hub.ts'
import { usePageAlone } from './support/page-alone/use.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const AT = '2026-11-20T10:00:00.000Z'
const REQUEST = id(700)
const said = (text: string): Text => ({ es: text, en: text, fr: text, pt: text })
const [asking, asked] = [
  { hub: 'XB', agencyId: id(14) },
  { hub: 'XA', agencyId: id(11) },
]
const words = {
  ...{ extent: said('How far'), ground: said('Ground'), reasons: said('Reasons'), 'no-victim': said('Nobody') },
  ...{
    wholly: said('Wholly'),
    'in-part': said('In part'),
    'asked-and-safe': said('Asked'),
    'other-nationality': said('Other'),
  },
  ...{ withheld: said('What is not given'), 'rest-follows': said('A part'), expected: said('Expected on') },
  ...{
    kind: said('Kind'),
    recording: said('Recording'),
    statement: said('Statement'),
  },
}
const request: EvidenceDetail = {
  ...{ id: REQUEST, status: 'received', type: 'documents', treaty: 'nassau', priority: 'normal', fromHub: 'XB' },
  ...{ toHub: 'XA', draftedBy: id(14), state: 'in-progress', turn: 'recipient', version: 3, updatedAt: AT },
  ...{ role: 'recipient', text: said('Documents'), treatyName: said('Nassau'), answers: {}, fields: [], instead: [] },
  ...{ words, returnedFor: null, missing: [], obstacles: [], stateText: said('Being executed') },
  grounds: [{ code: 'not-public', text: said('Not public') }],
  specialty: { article: '25', toDefence: 'ask-first' },
  parties: { sender: asking, recipient: asked },
  ...{ deadlines: [], clocks: [], steps: [], items: [], permissions: [], uses: [], unread: [] },
  ...{ delivery: null, over: false, expedited: null, phone: null, unstated: [], contacts: [] },
  allowedSteps: [{ step: 'execute', text: said('Hand over what was executed'), blocked: false, data: {} }],
} as unknown as EvidenceDetail

describe.skipIf(noBrowser)('a request for evidence that is answered in part', () => {
  const on = usePageAlone()
  async function open(of: EvidenceDetail): Promise<void> {
    on.served.signInWith(['directory:read', 'evidence:request', 'evidence:decide'])
    on.served.answer(({ path }) => {
      if (path === '/redaction/request-files') return { body: { files: [], sent: [], coming: [] } }
      return path === `/exchange/evidence-requests/${REQUEST}` ? { body: of } : undefined
    })
    await on.open(`evidence/${REQUEST}`)
  }

  it('says of the answer exactly what it still lacks, and asks of the reasons and of the items apart whom they show', async () => {
    await open(request)
    const form = on.page.locator('form[aria-labelledby=execute-title]')
    const lacking = () => form.locator('ul.hint li').allTextContents()
    await form.waitFor()
    expect(await lacking()).toEqual(['Victims who can be recognised by it'])
    await form.locator('#execute-extent').selectOption('in-part')
    await expect.poll(lacking).toEqual(['Ground', 'Reasons, in words', 'Victims who can be recognised by it'])
    expect(await faultsAtAnyWidth(on.page)).toEqual([])
    await form.locator('#execute-ground').selectOption('not-public')
    await form.getByLabel('Reasons, in words').fill('They are not public.')
    await form.getByLabel('Victims who can be recognised by these reasons').selectOption('no-victim')
    await form.getByLabel('Victims who can be recognised by it').selectOption('no-victim')
    await expect.poll(lacking).toEqual([])
    expect(await form.locator('button[type=submit]').getAttribute('aria-disabled')).toBeNull()
  })

  it('asks for a ground for each kind that is not given, and for the day of the rest where only a part is ready', async () => {
    const row = { kind: { enum: ['recording', 'statement'] }, ground: { enum: ['not-public', 'political-offence'] } }
    const items = { type: 'object', required: ['kind', 'ground'], properties: row }
    const data = { type: 'object', properties: { withheld: { type: 'array', minItems: 1, items } } }
    await open({
      ...request,
      allowedSteps: [
        { step: 'execute', text: said('Hand over what was executed'), blocked: false, data },
        { step: 'execute-part', text: said('Hand over a part'), blocked: false, data: {} },
      ],
    } as unknown as EvidenceDetail)
    const form = on.page.locator('form[aria-labelledby=execute-title]')
    const lacking = () => form.locator('ul.hint li').allTextContents()
    const extent = form.locator('#execute-extent')
    await extent.selectOption('in-part')
    await form.getByLabel('Victims who can be recognised by it').selectOption('no-victim')
    await form.getByLabel('Reasons, in words').fill('They are not public.')
    await form.getByLabel('Victims who can be recognised by these reasons').selectOption('no-victim')
    await expect.poll(lacking).toEqual(['What is not given'])
    await form.getByLabel('Recording').check()
    // Of all grounds those of the treaty.
    expect(await form.getByRole('group', { name: 'Ground' }).getByRole('radio').count()).toBe(1)
    await form.getByLabel('Not public').check()
    await expect.poll(lacking).toEqual([])
    expect(await faultsAtAnyWidth(on.page)).toEqual([])
    await extent.selectOption('rest-follows')
    await expect.poll(lacking).toEqual(['Expected on', 'At least one item to hand over'])
    expect(await form.locator('button[type=submit]').textContent()).toBe('Hand over a part')
    await form.getByLabel('Expected on').fill('2999-12-31')
    await expect.poll(lacking).toEqual(['At least one item to hand over'])
    expect(await faultsAtAnyWidth(on.page)).toEqual([])
  })

  it('tells by when the rest is expected, until it is there', async () => {
    const data = { expected: '2999-12-31', items: [] }
    const step = { n: 1, step: 'execute-part', side: 'recipient', at: AT, text: said('A part'), data, effective: true }
    await open({
      ...request,
      role: 'drafter',
      status: 'sent',
      allowedSteps: [],
      steps: [step],
    } as unknown as EvidenceDetail)
    await on.page.getByText(/The rest is expected by .*2999/).waitFor()
  })

  it('tells whoever asked, and may not decide, who confirms it or asks for the rest, and where its reasons are read', async () => {
    const data = { extent: 'in-part', ground: 'not-public', reasons: 'a3'.repeat(32) }
    const step = { n: 1, step: 'execute', side: 'recipient', at: AT, text: said('Handed over'), data, effective: true }
    await open({
      ...request,
      ...{ role: 'drafter', status: 'sent', state: 'executed', turn: 'sender', allowedSteps: [], steps: [step] },
    } as unknown as EvidenceDetail)
    await on.page.getByText('Your central authority confirms what came').waitFor()
    await on.page.getByText('in a message about the request').waitFor()
    expect(await on.page.getByText('a3a3').count()).toBe(0)
    expect(await faultsAtAnyWidth(on.page)).toEqual([])
  })
})
