import { readFileSync } from 'node:fs'
import type { ProofView } from '@amparo/client'
import { Action, create, EntrySchema } from '@amparo/contracts'
import { merkleLeaf, noteKeyText } from '@amparo/crypto/tlog'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { tellProof } from '../../scripts/lib/audit/tell-proof.ts'
import { readTrusted } from '../../scripts/lib/audit/trusted.ts'
import { verifyDelivery } from '../../scripts/lib/audit/verify-delivery.ts'
import { verifyProof } from '../../scripts/lib/audit/verify-proof.ts'
import { proofOf } from '../access-log/support/one-entry.ts'
import { keys, log } from '../access-log/support/small-log.ts'
import { statingHub } from '../access-log/support/stating-hub.ts'
import { noBrowser } from './support/browser.ts'
import {
  ALERTS,
  ANSWERS,
  BREACH,
  CERTIFICATION,
  DESK,
  ENTRY,
  ERASED,
  FOLLOWING,
  LEAVER,
  movedBy,
  QUESTION,
  SAMPLE,
} from './support/page-alone/desk.ts'
import { id, ME } from './support/page-alone/hub.ts'
import type { Answer, Answering } from './support/page-alone/serve.ts'
import { bodyOf, usePageAlone } from './support/page-alone/use.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const AUDITOR = ['audit:read', 'audit:review', 'directory:read']
const LANGUAGES = ['es', 'en', 'fr', 'pt']

/** A head as a log signs it, with lines that are long. */
const headOf = (origin: string, size: number) =>
  `${origin}\n${size}\n${'Ab1+'.repeat(11)}=\n\n— ${origin} ${'Zz9/'.repeat(22)}\n`
const [REWRITTEN_LOG, OTHER_LOG] = ['amparo.example/xb/access-log', 'amparo.example/xc/access-log']
const REWRITTEN = { ...ALERTS[2], id: id(719), proof: 'witnessed' }
const UNSHOWN = { ...ALERTS[2], id: id(720), proof: 'unshown' }
const WITNESSED = {
  witnessed: [REWRITTEN_LOG, OTHER_LOG].map(origin => ({ origin, size: 300, note: headOf(origin, 300) })),
  refused: [
    {
      ...{ origin: REWRITTEN_LOG, previous: 300, refusedAt: '2026-01-07T10:00:00.000Z' },
      ...{ note: headOf(REWRITTEN_LOG, 320), proof: [] },
    },
  ],
  unshown: [
    {
      ...{ origin: OTHER_LOG, previous: 300, refusedAt: '2026-01-07T10:00:00.000Z' },
      ...{ note: headOf(OTHER_LOG, 330), proof: [] },
    },
  ],
}

/** What an audit service with these matters answers. */
const answering: Answering = ({ method, path, query, body }) => {
  const code = String((body as { code?: string } | undefined)?.code)
  const listed = { open: ALERTS, following: [FOLLOWING], closed: [movedBy(FOLLOWING, 'settled', 'recorded')] }
  const state = (query.get('state') ?? 'open') as keyof typeof listed
  const [first] = ALERTS
  const known: Readonly<Record<string, () => unknown>> = {
    'GET /audit/desk': () => DESK,
    'GET /audit/alerts': () =>
      query.has('cursor')
        ? { alerts: [REWRITTEN] }
        : { alerts: listed[state], ...(state === 'open' && { next: `1_${id(713)}` }) },
    [`GET /audit/alerts/${first?.id}`]: () => ({ ...first, entries: [ENTRY] }),
    [`GET /audit/alerts/${FOLLOWING.id}`]: () => ({ ...FOLLOWING, entries: [] }),
    [`POST /audit/alerts/${first?.id}/questions`]: () => first && movedBy(first, 'asked', code),
    [`POST /audit/alerts/${first?.id}/finding`]: () => first && movedBy(first, 'found', code),
    [`POST /audit/alerts/${FOLLOWING.id}/measure`]: () => movedBy(FOLLOWING, 'settled', code),
    [`GET /audit/alerts/${REWRITTEN.id}`]: () => ({ ...REWRITTEN, entries: [ENTRY] }),
    [`GET /audit/alerts/${UNSHOWN.id}`]: () => ({ ...UNSHOWN, entries: [ENTRY] }),
    'GET /audit/witnessed': () => WITNESSED,
    'GET /audit/entries': () => ({ entries: [ENTRY], ...(query.has('cursor') ? {} : { next: '40' }) }),
    'GET /audit/registers/breach': () => ({ lines: [BREACH] }),
    'GET /audit/registers/leaver': () => ({ lines: [LEAVER] }),
    'POST /audit/registers/breach': () => BREACH,
    [`POST /audit/register-lines/${BREACH.id}/steps`]: () => BREACH,
    'GET /audit/erasures': () => ({ erasures: [ERASED] }),
    [`GET /audit/erasures/${ERASED.erasureId}/proof`]: () => ERASED,
    'GET /audit/samples': () => ({
      samples: [{ period: '2026-01', population: 120, drawn: 2, left: 2, drawnAt: SAMPLE.drawnAt }],
    }),
    'POST /audit/samples': () => SAMPLE,
    'GET /exchange/reconciliations': () => booksOf(query.get('different') === 'true'),
    'GET /exchange/edge-refusals': () => ({ items: [NOT_BELIEVED] }),
    'GET /audit/samples/2026-01': () => SAMPLE,
    [`POST /audit/samples/2026-01/items/${ENTRY.id}/review`]: () => SAMPLE,
  }
  const answer = known[`${method} ${path}`]
  return answer && { body: answer() }
}

/** What left by the entry that is searched for. */
const releasedBy = (entryId: string) =>
  create(EntrySchema, {
    ...{ entryId, action: Action.PACKAGE_RELEASED, source: 'redaction', referralId: id(801) },
    ...{ agency: { hub: 'XA', agencyId: id(11) }, recipient: { hub: 'XB', agencyId: id(14) } },
    ...{ packageId: id(803), packageHash: '1d'.repeat(32) },
  })

/** By which nothing left the hub. */
const viewOpened = (entryId: string) =>
  create(EntrySchema, { entryId, action: Action.VIEW_OPENED, source: 'redaction' })

/** As the service answers `GET /entries/:id/proof` for the only entry of a log. */
function proofViewOf(entryId: string): ProofView {
  const file = proofOf(create(EntrySchema, { entryId, source: 'redaction' }))
  const [, extra = '', checkpoint = ''] = /\nextra (\S+)\nindex 0\n\n(.+)$/s.exec(file) ?? []
  const shown = JSON.parse(Buffer.from(extra, 'base64').toString())
  const leafHash = Buffer.from(merkleLeaf(Buffer.from(shown.record, 'base64'))).toString('hex')
  return { ...shown, index: 0, checkpoint, leafHash, proof: [] }
}

const NOT_BELIEVED = {
  ...{ day: '2026-01-07', hub: 'XB', code: 'edge_signature_invalid', times: 31 },
  lastAt: '2026-01-07T10:00:00.000Z',
}

/** Of two days: one has not been answered, of the other one message is missing. */
function booksOf(different: boolean) {
  const lost = { messageId: id(900), referralId: id(901), kind: 'not_here' }
  const of = (day: string, direction: string, rest: object) => ({ day, hub: 'XB', direction, differences: [], ...rest })
  const differs = of('2026-01-06', 'sent', { state: 'differs', messages: 3, found: 1, differences: [lost] })
  if (different) return { items: [differs] }
  return {
    items: [
      of('2026-01-07', 'sent', { state: 'awaited', messages: 12, found: 0 }),
      differs,
      of('2026-01-06', 'received', { state: 'agreed', messages: 1, found: 0 }),
    ],
    next: '2026-01-06',
  }
}

describe.skipIf(noBrowser)("an auditor's desk", () => {
  const on = usePageAlone()
  const open = async (place: string) => {
    on.served.answer(answering)
    on.served.signInWith(AUDITOR)
    await on.open(place)
  }
  const said = (text: string) => on.page.locator('[role=status]', { hasText: text }).first().waitFor()

  it('begins with what to look into, ranked as the hub ranks it, each in words', async () => {
    await open('')
    await on.page.getByRole('heading', { name: 'What to look into' }).waitFor()
    const cards = on.page.locator('.cards > li')
    await expect.poll(() => cards.count()).toBe(3)
    const [first] = await cards.allTextContents()
    for (const words of [
      'opened by somebody to whom no case of theirs was assigned',
      'Usual is an assignment first',
      'Was due',
    ])
      expect(first).toContain(words)
    await expect.poll(() => on.page.locator('main').textContent()).toContain('an entry of the access log')
    const more = on.page.getByRole('button', { name: 'Show more' })
    await more.click()
    await expect.poll(() => cards.count()).toBe(4)
    await more.waitFor({ state: 'detached' })
  })

  it('asks the supervisor about an alert by the keyboard alone, and closes it with a finding', async () => {
    await open('alerts')
    await on.page.locator('.cards a').first().press('Enter')
    await on.page.getByRole('heading', { name: 'Person opened' }).waitFor()
    const ask = on.page.locator('section[aria-labelledby=ask]')
    await ask.locator('button').press('Enter')
    await on.page.locator('#question-fault').waitFor()
    expect(on.askedFor('POST', `/audit/alerts/${id(711)}/questions`)).toEqual([])
    await on.page.locator('#question').selectOption('who_told')
    await ask.locator('button').press('Enter')
    await said('Asked.')
    expect(on.last('POST', `/audit/alerts/${id(711)}/questions`)?.body).toEqual({ code: 'who_told' })
    await on.page.locator('.timeline', { hasText: 'Who told this user to do it?' }).waitFor()
    // It is the supervisor's turn; a finding needs no answer.
    await ask.waitFor({ state: 'detached' })
    await on.page.locator('#finding').selectOption('by_mistake')
    await on.page.getByRole('button', { name: 'Record the finding' }).click()
    await said('Recorded.')
    await on.page.getByRole('heading', { name: 'What was done about it' }).waitFor()
  })

  it('cannot ask about somebody of another hub, and is told whom to ask', async () => {
    on.served.answer(asked => {
      const of = ALERTS[2]
      if (asked.path === `/audit/alerts/${of?.id}`) return { body: { ...of, entries: [] } }
      return answering(asked)
    })
    on.served.signInWith(AUDITOR)
    await on.open(`alerts/${ALERTS[2]?.id}`)
    await on.page.getByText('ask the auditor of the other hub').waitFor()
    expect(await on.page.locator('#question').count()).toBe(0)
  })

  it('is led from the alert of a log that was rewritten to the heads that prove it, and saves them', async () => {
    await open(`alerts/${REWRITTEN.id}`)
    const proof = on.page.locator('section[aria-labelledby=proof]')
    await proof.getByText('Signed by this hub').waitFor()
    await expect
      .poll(() => proof.locator('pre').allTextContents())
      .toEqual([headOf(REWRITTEN_LOG, 300), headOf(REWRITTEN_LOG, 320)])
    expect(await proof.textContent()).not.toContain(OTHER_LOG)
    const [download] = await Promise.all([
      on.page.waitForEvent('download'),
      proof.getByRole('button', { name: 'Save the heads' }).press('Enter'),
    ])
    expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toEqual(WITNESSED)
  })

  it('is led from the alert of a log that shows no proof to the heads that have to be compared, which prove nothing', async () => {
    await open(`alerts/${UNSHOWN.id}`)
    const heads = on.page.locator('section[aria-labelledby=proof]')
    await heads.getByText('Not shown to go on from it').waitFor()
    await expect
      .poll(() => heads.locator('pre').allTextContents())
      .toEqual([headOf(OTHER_LOG, 300), headOf(OTHER_LOG, 330)])
    await expect.poll(() => heads.textContent()).toContain('they prove nothing')
    expect(await heads.textContent()).not.toContain(REWRITTEN_LOG)
  })

  it('follows a finding until something was done about it', async () => {
    await open('findings')
    const following = on.page.locator('section[aria-labelledby=following]')
    await following.locator('.card a').first().click()
    await on.page.locator('#measure').selectOption('instructed')
    await on.page.getByRole('button', { name: 'Record the measure' }).click()
    await said('Closed.')
    expect(await on.page.locator('#measure').count()).toBe(0)
  })

  it('searches the log by all that is typed together, and is told first that this is logged', async () => {
    await open('log')
    await on.page.locator('main .notice', { hasText: 'is itself an entry of the log, under your name' }).waitFor()
    await on.page.locator('#user-id').fill('María López')
    await on.page.getByRole('button', { name: 'Show the entries' }).click()
    await on.page.locator('#user-id-fault').waitFor()
    expect(on.askedFor('GET', '/audit/entries')).toEqual([])
    await on.page.locator('#user-id').fill(id(2))
    await on.page.locator('#search-agency').selectOption(`XB/${id(14)}`)
    await on.page.locator('#search-purpose').selectOption('formal_identification')
    await on.page.locator('#search-basis').selectOption('consent')
    await on.page.locator('#search-from').fill('2026-01-01T00:00')
    await on.page.locator('#search-actions').selectOption('view_opened')
    await on.page.getByRole('button', { name: 'Add: What was done' }).click()
    await on.page.getByRole('button', { name: 'Show the entries' }).click()
    await on.page.getByRole('heading', { name: 'Person opened' }).waitFor()
    const asked = Object.fromEntries(on.last('GET', '/audit/entries')?.query ?? [])
    expect(asked).toMatchObject({
      ...{ userId: id(2), agencyHub: 'XB', agencyId: id(14), purpose: 'formal_identification', basis: 'consent' },
      ...{ actions: 'view_opened', from: new Date('2026-01-01T00:00').toISOString() },
    })
    await on.page.getByRole('button', { name: 'Show older ones' }).click()
    await said('2 entries')
    await on.page.getByRole('button', { name: 'Who looked at this person' }).first().click()
    await expect
      .poll(() => Object.fromEntries(on.last('GET', '/audit/entries')?.query ?? []))
      .toEqual({ subjectRef: id(802) })
    await on.page.locator('main .notice', { hasText: 'stands in that hub’s log' }).waitFor()
    // What an auditor suspects stands in no address, and so in no history.
    expect(on.page.url()).not.toContain(id(802))
  })

  it('shows of an entry how who did it had signed in, and on which version, policy and decision it rests', async () => {
    await open('log')
    await on.page.getByRole('button', { name: 'Show the entries' }).click()
    const card = on.page.locator('.cards > li').first()
    const rows = [
      ['Signed in by', 'password and second factor'],
      ['Version of the basis', '3'],
      ['That version of the basis (hash)', 'b1'.repeat(32)],
      ['Policy of the decision (hash)', 'a2'.repeat(32)],
      ['Signed decision (hash)', 'd3'.repeat(32)],
    ]
    await card.getByText('Signed in by').waitFor()
    const shown = await card.locator('dl > div').allTextContents()
    for (const row of rows) expect(shown).toContain(row.join(''))
    for (const language of LANGUAGES) {
      await on.page.locator('#language').selectOption(language)
      expect(await faultsAtAnyWidth(on.page)).toEqual([])
    }
  })

  it('says in words what was read and by which permission, and keeps the codes for whoever compares', async () => {
    const read = { ...ENTRY, action: 'log_read', source: 'audit', code: 'alerts:open', scope: 'audit:read' }
    const denied = { ...ENTRY, id: id(702), action: 'disclosure_denied', code: 'consent_expired', scope: 'view:open' }
    on.served.answer(asked =>
      asked.path === '/audit/entries' ? { body: { entries: [read, denied] } } : answering(asked),
    )
    on.served.signInWith(AUDITOR)
    for (const [language, ...words] of [
      ['es', 'la lista de alertas', 'Leer el registro de accesos', 'El consentimiento'],
      ['en', 'the list of alerts', 'Read the access log', 'consent'],
      ['fr', 'la liste des alertes', 'Lire le registre des accès', 'Le consentement'],
      ['pt', 'a lista de alertas', 'Ler o registro de acessos', 'O consentimento'],
    ] as const) {
      await on.open('log')
      await on.page.locator('#language').selectOption(language)
      await on.open(`log/${id(801)}`)
      const cards = on.page.locator('.cards > li')
      await expect.poll(() => cards.count()).toBe(2)
      const shown = (await cards.allTextContents()).join(' ')
      for (const said of words) expect([language, shown]).toEqual([language, expect.stringContaining(said)])
      const codes = await cards.locator('code').allTextContents()
      expect(codes).toEqual(expect.arrayContaining(['alerts:open', 'audit:read', 'consent_expired', 'view:open']))
      const headings = (await cards.locator('h2').allTextContents()).join(' ')
      expect(headings).not.toMatch(/alerts:open|consent_expired/)
      expect([language, await faultsAtAnyWidth(on.page)]).toEqual([language, []])
    }
  })

  it('tells a line that is down from an entry that the log cannot prove, and which entries were not asked about', async () => {
    const entries = [1, 2, 3, 4].map(n => ({ ...ENTRY, id: id(950 + n), index: 40 + n }))
    const views = entries.map(({ id: entryId }) => proofViewOf(entryId))
    let broken = (_: ProofView): Answer => ({ status: 503, body: { code: 'log_unavailable', title: 'No', next: '' } })
    on.served.believe(noteKeyText(log.key))
    on.served.answer(asked => {
      if (asked.path === '/audit/entries') return { body: { entries } }
      const n = entries.findIndex(({ id: entryId }) => asked.path === `/audit/entries/${entryId}/proof`)
      const view = views[n]
      if (view === undefined) return answering(asked)
      return n === 2 ? broken(view) : { body: view }
    })
    on.served.signInWith(AUDITOR)
    await on.open(`log/${id(801)}`)
    const verify = on.page.getByRole('button', { name: 'Verify all proofs' })
    await verify.click()
    await said('Proofs asked for: 2 of 4')
    await on.page.locator('.problem').waitFor()
    const proofs = on.page.locator('.proof')
    await expect
      .poll(() => proofs.allTextContents())
      .toEqual([
        ...['Proof: ✓ Verified: leaf 0', 'Proof: ✓ Verified: leaf 0', 'Proof: not asked for', 'Proof: not asked for'],
      ])
    expect(await on.page.locator('.proof.bad').count()).toBe(0)
    for (const language of LANGUAGES) {
      await on.page.locator('#language').selectOption(language)
      expect(await faultsAtAnyWidth(on.page)).toEqual([])
    }
    await on.page.locator('#language').selectOption('en')

    const other = Buffer.from('something else').toString('base64')
    broken = view => ({ body: { ...view, actor: { ...view.actor, bytes: other } } })
    await verify.click()
    await said('Proofs asked for: 4 of 4')
    await expect.poll(() => on.page.locator('.problem').count()).toBe(0)
    await expect
      .poll(() => proofs.allTextContents())
      .toEqual([
        ...['Proof: ✓ Verified: leaf 0', 'Proof: ✓ Verified: leaf 0'],
        ...['Proof: ✗ The log could not prove this entry', 'Proof: ✓ Verified: leaf 0'],
      ])
    await expect.poll(() => on.page.locator('.proof.bad').count()).toBe(1)
  })

  it('saves the proof of an entry by the keyboard, which holds, with what the other hub signed', async () => {
    const xb = await statingHub('XB')
    const released = releasedBy(ENTRY.id)
    const { packageId, packageHash } = released
    const items = [await xb.state({ kind: 'delivered', id: packageId, hash: packageHash })]
    const bodies: Readonly<Record<string, unknown>> = {
      [`/audit/entries/${ENTRY.id}/tlog-proof`]: proofOf(released),
      [`/exchange/deliveries/${packageId}/evidence`]: { items },
      '/directory/hubs/XB': xb.listed,
    }
    on.served.believe(noteKeyText(log.key))
    on.served.answer(asked => (asked.path in bodies ? { body: bodies[asked.path] } : answering(asked)))
    on.served.signInWith(AUDITOR)
    await on.open(`log/${id(801)}`)
    const save = on.page.getByRole('button', { name: 'Save the proof for a court' })
    const [download] = await Promise.all([on.page.waitForEvent('download'), save.press('Enter')])
    expect(download.suggestedFilename()).toBe(`${ENTRY.id}.tlog-proof`)
    const file = readFileSync(await download.path())
    const proven = verifyProof(file, readTrusted(keys))
    const stated = await verifyDelivery(proven, { jurisdictions: [xb.jurisdiction], now: new Date() })
    expect(tellProof(proven, stated)).toContain('XB has signed that it received exactly what left')
    await said('signed by 1 witness outside the hub. 1 signed statement of hubs about what left is in it.')
  })

  it('saves the proofs of all that was found in one file, and goes on where a fault stopped it', async () => {
    const [other, pruned] = [id(901), id(902)]
    const pathOf = (entryId: string) => `/audit/entries/${entryId}/tlog-proof`
    const bodies: Readonly<Record<string, unknown>> = {
      '/audit/entries': { entries: [ENTRY, { ...ENTRY, id: other }, { ...ENTRY, id: pruned }] },
      ...Object.fromEntries([ENTRY.id, other].map(entryId => [pathOf(entryId), proofOf(viewOpened(entryId))])),
    }
    let isDown = true
    on.served.believe(noteKeyText(log.key))
    on.served.answer(asked => {
      if (asked.path === pathOf(pruned)) return { status: 404, body: { code: 'not_found', title: 'No', status: 404 } }
      if (asked.path === pathOf(other) && isDown) return { status: 503, body: { code: 'unavailable', status: 503 } }
      return asked.path in bodies ? { body: bodies[asked.path] } : answering(asked)
    })
    on.served.signInWith(AUDITOR)
    await on.open(`log/${id(801)}`)
    const save = on.page.getByRole('button', { name: 'Save the proofs of all 3 entries shown' })
    await save.press('Enter')
    await on.page.locator('.problem').waitFor()
    isDown = false
    const [download] = await Promise.all([on.page.waitForEvent('download'), save.press('Enter')])
    expect(download.suggestedFilename()).toBe('log-proofs.zip')
    const files = unzipSync(readFileSync(await download.path()))
    expect(Object.keys(files).sort()).toEqual([ENTRY.id, other].map(entryId => `entries/${entryId}.tlog-proof`).sort())
    for (const file of Object.values(files)) verifyProof(file, readTrusted(keys))
    await said('Saved: 2 proofs in one file. There is no proof of 1 of the entries')
    expect(on.served.asked.filter(({ path }) => path === pathOf(ENTRY.id))).toHaveLength(1)
    for (const language of LANGUAGES) {
      await on.page.locator('#language').selectOption(language)
      expect(await faultsAtAnyWidth(on.page)).toEqual([])
    }
  })

  it('keeps registers, with each clock in words and drawn', async () => {
    await open('registers')
    const card = on.page.locator('.cards > li').first()
    await card.getByText('Done in time').waitFor()
    await card.locator('.heat-over', { hasText: 'To tell the persons' }).waitFor()
    await expect.poll(() => card.locator('svg.run').count()).toBe(3)
    await card.locator('select').selectOption('authority_notified')
    await card.getByRole('button', { name: 'Record the step' }).click()
    await said('Recorded.')
    // What was done is not offered again.
    expect(await card.locator('option[value=contained]').count()).toBe(0)
    await on.page.locator('#line-kind').selectOption('stolen_access')
    await on.page.getByRole('button', { name: 'Enter', exact: true }).click()
    await on.page.locator('#line-known-fault').waitFor()
    await on.page.locator('#line-known').fill('2026-01-02T10:00')
    await on.page.getByRole('button', { name: 'Enter', exact: true }).click()
    await said('Entered.')
    expect(bodyOf(on.last('POST', '/audit/registers/breach'))).toEqual({
      ...{ kind: 'stolen_access', knownAt: new Date('2026-01-02T10:00').toISOString() },
    })
    await on.page.locator('main nav a', { hasText: 'Who leaves' }).click()
    await on.page.locator('.cards', { hasText: 'by itself' }).waitFor()
  })

  it('draws a month by lot and reviews what was drawn', async () => {
    await open('samples')
    await on.page.getByText('2% of all accesses, and at least 2 of each agency').waitFor()
    // Drawn once: it is not offered again.
    await on.page.getByRole('button', { name: 'Show January 2026' }).waitFor()
    expect(await on.page.locator('#sample-month option[value="2026-01"]').count()).toBe(0)
    await on.page.getByRole('button', { name: 'Show January 2026' }).click()
    await on.page.getByText('The log tells nothing of this access any more').waitFor()
    await expect.poll(() => on.focused('id')).toBe('sample')
    const item = on.page.locator('section[aria-labelledby=sample] .cards > li').first()
    await item.locator('select').selectOption('in_order')
    await item.getByRole('button', { name: 'Record the review' }).click()
    await said('Recorded.')
    expect(on.last('POST', `/audit/samples/2026-01/items/${ENTRY.id}/review`)?.body).toEqual({ finding: 'in_order' })
  })

  it('shows that somebody was erased by two decisions, and saves the document that verifies elsewhere', async () => {
    await open('erasures')
    await on.page.locator('.cards a').first().click()
    await on.page.locator('.printed', { hasText: '17' }).waitFor()
    for (const who of ['Erasure requested', 'Erasure confirmed by a second person', 'the service, after the time'])
      await on.page.locator('.timeline', { hasText: who }).waitFor()
    const [download] = await Promise.all([
      on.page.waitForEvent('download'),
      on.page.getByRole('button', { name: 'Save the document' }).click(),
    ])
    expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toEqual(ERASED)
    // On paper: the document alone.
    await on.page.emulateMedia({ media: 'print' })
    await expect.poll(() => on.page.locator('header').isVisible()).toBe(false)
    await expect.poll(() => on.page.locator('.printed').isVisible()).toBe(true)
  })

  it('shows what left one hub and is not in the other, and what came that nobody believed', async () => {
    await open('books')
    await on.page.getByText('Sent to XB: 12 messages, the other hub has not answered yet').waitFor()
    await on.page.getByText('Received from XB: 1 message, both agree').waitFor()
    await on.page.getByText('Answered for, and the receiver has it no more').waitFor()
    await expect
      .poll(() => on.page.getByRole('link', { name: 'Entries of its referral' }).getAttribute('href'))
      .toBe(`#/log/${id(901)}`)
    await on.page.getByRole('row', { name: 'edge_signature_invalid' }).getByText('31').waitFor()
    await on.page.getByLabel('Only days that differ').press('Space')
    await on.page.getByText('both agree').waitFor({ state: 'detached' })
    await on.page.getByText('1 differs').waitFor()
  })

  it('can be used with a screen reader and on a narrow screen, in every language', async () => {
    const faults: Record<string, string[]> = {}
    for (const place of [
      'alerts',
      `alerts/${id(711)}`,
      'findings',
      `log/${id(801)}`,
      'registers',
      'books',
      'samples',
      'erasures',
      `erasures/${ERASED.erasureId}`,
      ...[`alerts/${REWRITTEN.id}`, `alerts/${UNSHOWN.id}`],
    ]) {
      await open(place)
      for (const language of LANGUAGES) {
        await on.page.locator('#language').selectOption(language)
        await on.page.locator('.cards, .printed').first().waitFor({ state: 'attached' })
        const found = await faultsAtAnyWidth(on.page)
        if (found.length > 0) faults[`${place} ${language}`] = found
      }
    }
    expect(faults).toEqual({})
  })
})

describe.skipIf(noBrowser)('a supervisor whom an auditor asks', () => {
  const on = usePageAlone()

  it('sees it on every page, and answers in words of the hub', async () => {
    let waiting = [QUESTION]
    on.served.answer(asked => {
      if (asked.path === '/audit/alert-questions') return { body: { questions: waiting, answers: ANSWERS } }
      if (asked.path === `/audit/alert-questions/${QUESTION.id}/answer`) {
        waiting = []
        return { body: movedBy(QUESTION, 'answered', 'stood_in') }
      }
      return undefined
    })
    await on.open('inbox')
    const notice = on.page.getByRole('link', { name: 'An auditor asks you' })
    await notice.press('Enter')
    await on.page.getByRole('heading', { name: 'What was this access needed for?' }).waitFor()
    for (const language of LANGUAGES) {
      await on.page.locator('#language').selectOption(language)
      expect(await faultsAtAnyWidth(on.page)).toEqual([])
    }
    await on.page.locator('#language').selectOption('en')
    await on.page.locator('main select').selectOption('stood_in')
    await on.page.getByRole('button', { name: 'Answer' }).click()
    await on.page.locator('[role=status]', { hasText: 'Answered.' }).waitFor()
    expect(on.last('POST', `/audit/alert-questions/${QUESTION.id}/answer`)?.body).toEqual({ code: 'stood_in' })
    await notice.waitFor({ state: 'detached' })
  })

  it('is told on every page whom to certify, says it of each colleague, and not of themselves', async () => {
    let certifying = CERTIFICATION
    on.served.answer(asked => {
      if (asked.path === '/audit/certifications') return { body: { certifications: [certifying] } }
      if (asked.path !== `/audit/certifications/${CERTIFICATION.id}/posts`) return undefined
      const posts = CERTIFICATION.posts.map(post =>
        post.userId === ME ? post : { ...post, needed: post.userId === id(2) },
      )
      certifying = { ...CERTIFICATION, posts }
      return { body: certifying }
    })
    await on.open('inbox')
    const notice = on.page.getByRole('link', { name: 'Say who of your agency still needs their account' })
    await notice.press('Enter')
    await on.page.getByText('Of you somebody else says it').waitFor()
    for (const language of LANGUAGES) {
      await on.page.locator('#language').selectOption(language)
      expect(await faultsAtAnyWidth(on.page)).toEqual([])
    }
    await on.page.locator('#language').selectOption('en')
    await on.page.getByText('0 of 3 accounts answered').waitFor()
    const colleague = (name: string) => on.page.getByRole('group', { name })
    await colleague('benicio@xa: works cases').getByLabel('Needed as it is').check()
    await colleague('carmela@xa: works cases, supervises').getByLabel('Not needed').check()
    await on.page.getByRole('button', { name: 'Certify' }).click()
    await on.page.getByText('Recorded. It is not taken back.').waitFor()
    expect(on.last('POST', `/audit/certifications/${CERTIFICATION.id}/posts`)?.body).toEqual({
      posts: [
        { userId: id(2), needed: true },
        { userId: id(3), needed: false },
      ],
    })
    await notice.waitFor({ state: 'detached' })
  })

  it('is asked nothing where nobody supervises', async () => {
    on.served.signInWith(['referral:read', 'directory:read'])
    await on.open('inbox')
    expect(on.askedFor('GET', '/audit/alert-questions')).toEqual([])
    expect(on.askedFor('GET', '/audit/certifications')).toEqual([])
    await on.page.goto(on.address('questions'))
    await on.page.getByRole('heading', { name: 'There is nothing here' }).waitFor()
  })
})
