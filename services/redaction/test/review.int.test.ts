import { hash, randomUUID } from 'node:crypto'
import { Action, AgencyType, exclusionsRecorded, Protocol, Relation } from '@amparo/contracts'
import { openSandbox } from '@amparo/documents'
import { beforeEach, describe, expect, test } from 'vitest'
import { aFile, aPng } from './fixtures/files.ts'
import { aForm, aStatement, CANARIES } from './fixtures/forms.ts'
import { IDENTITY, NARRATIVE, NEEDS } from './fixtures/neighbours.ts'
import { READER, RECIPIENT, SENDER, STRANGER, WORKER } from './fixtures/parties.ts'
import { AUTHOR, at, REVIEWER, SECOND, useReviews } from './fixtures/reviews.ts'
import { CASEWORKER, SHELTER, useRedaction } from './fixtures/service.ts'
import { VIEWS } from './fixtures/views.ts'

const service = await useRedaction()
const {
  post,
  register,
  refer,
  readMessages,
  view,
  session,
  rows,
  everything,
  state,
  recogniser,
  publish,
  subjectOf,
  clock,
} = service
const { openRedaction, review, confirm, listed, request } = useReviews(service)

beforeEach(() => {
  Object.assign(state, { denial: undefined, tamperPermit: () => ({}), tamperReceipt: () => ({}) })
  state.categories = [IDENTITY, NARRATIVE, NEEDS]
  state.withheld = []
  state.reader = AgencyType.SHELTER
  state.away.clear()
  state.entries.length = 0
  recogniser.broken = false
})

const users = [READER, WORKER, REVIEWER.user, SECOND.user]
const subjectRef = await register()
const refered = (changes: object = {}) => refer(subjectRef, { users, ...changes })
const TEXT =
  'La señora Yaneth Quillahuaman pidió hablar con su hermana Eulogia. El encargado se llama Óscar Cruz. Baila danza de tijeras los sábados.'

let messages = 0
/** A message that nobody has written before: what was decided on a text holds wherever it stands. */
async function written(changes: object = {}) {
  const referralId = refered()
  const text = TEXT + ' Se pidió ayuda.'.repeat(messages++)
  const data = { referralId, lang: 'es', text, attachments: [], ...changes }
  const { body } = await post(CASEWORKER, '/messages', data)
  return { referralId, messageId: body.messageId, withheld: body.withheld }
}
async function underReview(profile = 'assistance') {
  const { referralId, messageId } = await written()
  const { body } = await request({ referralId, source: 'message', sourceId: messageId, profile })
  return {
    referralId,
    messageId,
    redactionId: body.redactionId,
    opened: (await openRedaction(body.redactionId)).opened,
  }
}
const masked = (words: string) => ({ ...at(TEXT, words), type: 'KINSHIP_RARE', reason: 'singles_out' })
const shownTo = async (referralId: string) => (await readMessages(referralId)).opened.messages[0]

describe('an original beside its masks', () => {
  test('is opened by a reviewer on a permit, in the log first, with what would be masked and what may be lifted', async () => {
    const { referralId, redactionId, opened } = await underReview()
    expect(opened.text.startsWith(TEXT)).toBe(true)
    expect(opened).toMatchObject({ redactionId, referralId, state: 'waiting', why: 'asked', review: null })
    const stays = (words: string) =>
      opened.masks.find((m: { start: number; end: number }) => TEXT.slice(m.start, m.end) === words)
    expect(stays('Yaneth Quillahuaman')).toMatchObject({ stays: 'of_the_person' })
    expect(stays('Óscar Cruz').stays).toBeUndefined()
    expect(opened.shown).not.toContain('Yaneth')
    expect(state.entries.at(-1)).toMatchObject({
      ...{ action: Action.REDACTION_OPENED, userId: REVIEWER.user, agency: SENDER, code: 'message:assistance' },
      ...{ referralId, categories: [NARRATIVE], entryId: opened.auditEntry.id, relations: [Relation.UNKNOWN] },
    })
    expect(state.decided.at(-1)).toMatchObject({ sender: RECIPIENT, recipient: SENDER })
  })

  test('is not opened while consent or the log does not answer, or once consent is withdrawn', async () => {
    const { redactionId } = await underReview()
    for (const away of ['consent', 'audit']) {
      state.away.add(away)
      expect((await openRedaction(redactionId)).status).toBe(503)
      state.away.clear()
    }
    state.denial = 'consent_withdrawn'
    expect(await openRedaction(redactionId)).toMatchObject({ status: 403, body: { code: 'consent_withdrawn' } })
  })

  test('is there for nobody of another agency, nobody unassigned, and nobody whom the person excludes', async () => {
    const { redactionId, opened, referralId } = await underReview()
    const nobody = [
      { ...SHELTER, scope: 'redaction:review' },
      { ...REVIEWER, agencyId: STRANGER.agencyId },
      { ...REVIEWER, user: randomUUID() },
    ]
    state.types.set(RECIPIENT.agencyId, AgencyType.SHELTER)
    state.types.set(STRANGER.agencyId, AgencyType.POLICE)
    const gone = [404, 'not_found']
    for (const who of nobody) {
      const answers = [
        await openRedaction(redactionId, who),
        await review(opened, { added: [], lifted: [] }, who),
        await confirm(redactionId, 'ab'.repeat(32), who),
        await request({ referralId, source: 'message', sourceId: randomUUID() }, who),
      ]
      for (const { status, body } of answers) expect([status, body.code]).toEqual(gone)
    }
    const [listedBefore] = [(await listed()).items.length]
    const excluded = { hub: 'XA', agencyId: SENDER.agencyId, userId: REVIEWER.user }
    const otherRef = await register()
    const referral = refer(otherRef, { users })
    const note = { referralId: referral, lang: 'es', text: TEXT, attachments: [] }
    const { body } = await post(CASEWORKER, '/messages', note)
    const asked = await request({ referralId: referral, source: 'message', sourceId: body.messageId })
    expect((await listed()).items).toHaveLength(listedBefore + 1)
    await publish(exclusionsRecorded, { subjectId: await subjectOf(otherRef), exclusions: [excluded] })
    expect((await openRedaction(asked.body.redactionId)).status).toBe(404)
    expect((await listed()).items).toHaveLength(listedBefore)
    expect((await openRedaction(asked.body.redactionId, SECOND)).status).toBe(200)
    // By whichever of linked records they have said so.
    const linkedRef = await register()
    const third = refer(linkedRef, { users })
    const message = (await post(CASEWORKER, '/messages', { ...note, referralId: third })).body.messageId
    expect((await request({ referralId: third, source: 'message', sourceId: message })).status).toBe(201)
    expect((await listed()).items).toHaveLength(listedBefore + 1)
    const records = [await subjectOf(otherRef), await subjectOf(linkedRef)].sort()
    await rows('insert into record_link (link_id, one, other, linked_at) values ($1, $2, $3, now())', [
      ...[randomUUID(), ...records],
    ])
    expect((await listed()).items).toHaveLength(listedBefore)
  })
})

describe('what stands in another referral of the person', () => {
  const asked = (referralId: string, source: string, sourceId: string) => request({ referralId, source, sourceId })
  const gone = { status: 404, body: { code: 'not_found' } }

  test('is opened by nobody who is assigned to this one alone: not a message, and nothing across a compartment’s border', async () => {
    const apart = { protocol: Protocol.WITNESS_PROTECTION }
    const others = [WORKER, SECOND.user]
    const elsewhere = refered({ users: others })
    const hidden = refered({ ...apart, users: others })
    const here = refered({ users })
    const { messageId } = (await post(CASEWORKER, '/messages', note(elsewhere))).body
    expect(await asked(here, 'message', messageId)).toMatchObject(gone)
    expect((await request({ referralId: elsewhere, source: 'message', sourceId: messageId }, SECOND)).status).toBe(201)
    const stated = async (referralId: string) =>
      (await post(CASEWORKER, '/statements', { referralId, ...aStatement('Nadie sabía nada del taller.') })).body
        .statementId
    const [secret, open] = [await stated(hidden), await stated(elsewhere)]
    expect(await asked(here, 'statement', secret)).toMatchObject(gone)
    expect((await asked(here, 'statement', open)).status).toBe(201)
    const within = refered({ ...apart, users })
    for (const one of [secret, open]) expect(await asked(within, 'statement', one)).toMatchObject(gone)
  })
  const note = (referralId: string) => ({ referralId, lang: 'es', text: `${TEXT} Aparte.`, attachments: [] })
})

describe('what a reviewer adds', () => {
  test('is masked at every reading from then on, though nobody confirmed it, and the label says that it was reviewed', async () => {
    const { referralId, redactionId, opened } = await underReview()
    expect((await shownTo(referralId)).text).toContain('danza de tijeras')
    const kept = await review(opened, { added: [masked('danza de tijeras')], lifted: [] })
    expect([kept.status, kept.body.state]).toEqual([201, 'reviewed'])
    const shown = await shownTo(referralId)
    expect(shown.text).toContain('Baila [KINSHIP_RARE] los')
    expect(shown.review).toBe('reviewed')
    const [entry] = state.entries.filter(({ action }) => action === Action.REDACTION_REVIEWED)
    expect(entry?.code).toBe(`message:assistance:a1:l0:${kept.body.diffSha256}`)
    expect((await listed()).items.some((one: { redactionId: string }) => one.redactionId === redactionId)).toBe(false)
    expect((await openRedaction(redactionId)).opened).toMatchObject({ state: 'reviewed', review: { second: false } })
  })

  test('is not asked for twice: the same words sent again are masked the same', async () => {
    const text = `${TEXT} Otra vez.`
    const { referralId, messageId } = await written({ text })
    const { body } = await request({ referralId, source: 'message', sourceId: messageId })
    const { opened } = await openRedaction(body.redactionId)
    const added = [{ ...at(text, 'danza de tijeras'), type: 'KINSHIP_RARE', reason: 'singles_out' }]
    await review(opened, { added, lifted: [] })
    const again = await written({ text })
    expect((await shownTo(again.referralId)).text).not.toContain('tijeras')
  })

  /** One that two referrals hold, reviewed in the first, and how it is opened in the second. */
  async function reviewedElsewhere() {
    const text = `${TEXT} Otra vez más.${' Se pidió ayuda.'.repeat(messages++)}`
    const asked = async () => {
      const { referralId, messageId } = await written({ text })
      const { body } = await request({ referralId, source: 'message', sourceId: messageId })
      return { referralId, redactionId: body.redactionId }
    }
    const first = await asked()
    const mask = { ...at(text, 'danza de tijeras'), type: 'KINSHIP_RARE' }
    const { opened } = await openRedaction(first.redactionId)
    await review(opened, { added: [{ ...mask, reason: 'singles_out' }], lifted: [] })
    const second = await asked()
    const shown = async () => [(await shownTo(first.referralId)).text, (await shownTo(second.referralId)).text].join()
    return { second, shown, mask, opened: (await openRedaction(second.redactionId, SECOND)).opened }
  }

  test('stands among the masks for whoever looks where the same text stands, and stays if they decide nothing', async () => {
    const { opened, shown, mask } = await reviewedElsewhere()
    expect(opened).toMatchObject({ state: 'waiting', review: null })
    expect(opened.masks).toContainEqual({ ...mask, added: 'singles_out' })
    expect((await review(opened, { added: [], lifted: [] }, SECOND)).body.state).toBe('reviewed')
    expect(await shown()).not.toContain('tijeras')
    const more = { ...at(opened.text, 'los sábados'), type: 'DATE', reason: 'singles_out' }
    expect((await review(opened, { added: [more], lifted: [] }, SECOND)).status).toBe(201)
    expect(await shown()).not.toMatch(/tijeras|sábados/)
  })

  test('is lifted by two, with a reason', async () => {
    const { second, opened, shown, mask } = await reviewedElsewhere()
    const lift = { ...mask, reason: 'not_identifying' }
    const { body } = await review(opened, { added: [], lifted: [lift] }, SECOND)
    expect(body.state).toBe('proposed')
    expect(await shown()).not.toContain('tijeras')
    expect((await confirm(second.redactionId, body.diffSha256, SECOND)).body.code).toBe('review_second_person')
    expect((await confirm(second.redactionId, body.diffSha256, REVIEWER)).status).toBe(200)
    expect((await shown()).match(/danza de tijeras/g)).toHaveLength(2)
  })

  test('holds for readers of that profile alone', async () => {
    const { referralId, opened } = await underReview('proceedings_masked')
    await review(opened, { added: [masked('tijeras los')], lifted: [] })
    expect((await shownTo(referralId)).text).toContain('tijeras los')
  })

  test.each([
    ['outside of the text', { start: 5, end: 9_000 }],
    ['without any letter', { start: 5, end: 5 }],
  ])('is refused %s', async (_, where) => {
    const { opened } = await underReview()
    const added = [{ ...masked('danza'), ...where }]
    const { status, body } = await review(opened, { added, lifted: [] })
    expect([status, body.code, body.errors?.[0]?.pointer ?? body.fields?.[0]?.pointer]).toEqual([
      ...[400, 'mask_misplaced', '/added/0'],
    ])
  })
})

describe('what a reviewer lifts', () => {
  interface Mask {
    readonly start: number
    readonly end: number
    readonly type: string
  }
  const lifted = ({ masks }: { masks: Mask[] }, words: string, reason = 'suspect_or_official') => {
    const { start, end } = at(TEXT, words)
    const type = masks.find(mask => mask.start === start && mask.end === end)?.type ?? 'PERSON'
    return { start, end, type, reason }
  }

  test('is refused of the person’s own, and where the profile lets nobody be read', async () => {
    const { opened } = await underReview()
    for (const words of ['Yaneth Quillahuaman', 'Óscar Cruz']) {
      const { status, body } = await review(opened, { added: [], lifted: [lifted(opened, words)] })
      expect([words, status, body.code]).toEqual([words, 403, 'mask_stays'])
    }
  })

  test('is refused where no mask stands, or a smaller one', async () => {
    const { opened } = await underReview()
    for (const words of ['pidió hablar', 'Óscar']) {
      const { body } = await review(opened, { added: [], lifted: [lifted(opened, words, 'not_identifying')] })
      expect(body.code).toBe('mask_misplaced')
    }
  })

  test('yields to the second search, which still finds somebody', async () => {
    const { opened } = await underReview()
    const { body } = await review(opened, { added: [], lifted: [lifted(opened, 'Óscar Cruz', 'not_identifying')] })
    expect(body.code).toBe('review_leaks')
    expect(await rows('select 1 from redaction_review where redaction_id = $1', [opened.redactionId])).toEqual([])
  })

  async function dated() {
    const text = `Se reunió con la trabajadora el 3 de mayo de 2024 en la oficina.${' Se pidió ayuda.'.repeat(messages++)}`
    const { referralId, messageId } = await written({ text })
    const { body } = await request({ referralId, source: 'message', sourceId: messageId })
    const { opened } = await openRedaction(body.redactionId)
    const [mask] = opened.masks.filter(({ type }: { type: string }) => type === 'DATE')
    const { start, end, type } = mask
    return { referralId, opened, lift: { start, end, type, reason: 'publicly_known' } }
  }

  test('is shown once a second reviewer has confirmed it, never the first, and only what they have seen', async () => {
    const { referralId, opened, lift } = await dated()
    const { redactionId } = opened
    const { body } = await review(opened, { added: [], lifted: [lift] })
    expect(body.state).toBe('proposed')
    expect((await shownTo(referralId)).text).not.toContain('3 de mayo')
    expect((await confirm(redactionId, body.diffSha256, REVIEWER)).body.code).toBe('review_second_person')
    expect((await confirm(redactionId, 'ab'.repeat(32))).body.code).toBe('review_not_waiting')
    const seen = (await openRedaction(redactionId, SECOND)).opened
    expect(seen).toMatchObject({ state: 'proposed', review: { own: false, second: true, confirmed: false } })
    expect((await confirm(redactionId, seen.review.diffSha256)).status).toBe(200)
    expect((await shownTo(referralId)).text).toContain('3 de mayo de 2024')
    expect((await confirm(redactionId, seen.review.diffSha256)).body.code).toBe('review_not_waiting')
    expect(state.entries.filter(({ action }) => action === Action.REDACTION_CONFIRMED)).toMatchObject([
      { userId: SECOND.user, code: `message:assistance:${body.diffSha256}` },
    ])
  })

  test('is masked again by a later review, at once', async () => {
    const { referralId, opened, lift } = await dated()
    const { body } = await review(opened, { added: [], lifted: [lift] })
    await confirm(opened.redactionId, body.diffSha256)
    const { reason: _, ...piece } = lift
    await review(opened, { added: [{ ...piece, reason: 'finds_somebody' }], lifted: [lift] })
    expect((await shownTo(referralId)).text).not.toContain('3 de mayo')
  })

  test('is confirmed by the database itself for nobody’s own', async () => {
    const { opened, lift } = await dated()
    await review(opened, { added: [], lifted: [lift] })
    const { redactionId } = opened
    const own = `insert into redaction_confirmation (review_id, reviewed_by, confirmed_by, confirmed_at)
      select review_id, reviewed_by, reviewed_by, now() from redaction_review where redaction_id = $1`
    await expect(rows(own, [redactionId])).rejects.toThrow(/check/)
  })
})

describe('a review', () => {
  test('lapses when the narrative is another one, and says so in the list and in the view', async () => {
    const ref = await register()
    const referralId = refer(ref, { users })
    const { body } = await request({ referralId, source: 'narrative', profile: 'assistance' })
    const { opened } = await openRedaction(body.redactionId)
    expect(opened.text).toBe(aForm().narrative?.text)
    const added = [{ ...at(opened.text, 'vivía en el'), type: 'PLACE_SMALL', reason: 'finds_somebody' }]
    expect((await review(opened, { added, lifted: [] })).status).toBe(201)
    const seen = async () => session.open((await view(referralId)).body.sealed)
    const before = await seen()
    expect(before.categories.narrative.derivative.review).toBe('reviewed')
    expect(before.categories.narrative.text).not.toContain('vivía en el')
    const text = 'La señora vivía en el mismo lugar que sus patrones.'
    const supplement = { referralId, narrative: { lang: 'es', text } }
    expect((await post(CASEWORKER, '/supplements', supplement)).status).toBe(200)
    const after = await seen()
    expect(after.categories.narrative.derivative.review).toBe('lapsed')
    expect(after.categories.narrative.text).not.toContain('vivía en el')
    const [line] = (await listed(REVIEWER, '?state=lapsed')).items
    expect(line).toMatchObject({ redactionId: body.redactionId, source: 'narrative', state: 'lapsed' })
    expect((await review(opened, { added, lifted: [] })).body.code).toBe('review_lapsed')
  })

  test('lapses as well when the narrative becomes another one while it is being looked at', async () => {
    const ref = await register()
    const referralId = refer(ref, { users })
    const { redactionId } = (await request({ referralId, source: 'narrative' })).body
    const { opened } = await openRedaction(redactionId)
    const looked = new Date()
    // The search takes ten seconds, and within them the record was completed.
    const slowly = () => {
      clock.ahead = 10_000
      return false
    }
    Object.defineProperty(recogniser, 'broken', { configurable: true, get: slowly })
    state.tamperReceipt = async () => {
      await rows('update redaction set changed_at = $2 where redaction_id = $1', [
        ...[redactionId, new Date(looked.getTime() + 5_000)],
      ])
      return {}
    }
    expect((await review(opened, { added: [], lifted: [] })).status).toBe(201)
    Object.defineProperty(recogniser, 'broken', { configurable: true, writable: true, value: false })
    clock.ahead = 0
    const [one] = (await listed(REVIEWER, '?state=lapsed&limit=100')).items.filter(
      (item: { redactionId: string }) => item.redactionId === redactionId,
    )
    expect(one).toMatchObject({ state: 'lapsed' })
  })

  test('that added a nickname hides it in what the narrative becomes, in the view and for who looks next', async () => {
    const ref = await register()
    const here = refer(ref, { users })
    const told = 'En el taller todos preguntaban cada noche por la golondrina. Pidió hablar con su hermana.'
    const narrative = (text: string) =>
      post(CASEWORKER, '/supplements', { referralId: here, narrative: { lang: 'es', text } })
    expect((await narrative(told)).status).toBe(200)
    const { body } = await request({ referralId: here, source: 'narrative', profile: 'assistance' })
    const { opened } = await openRedaction(body.redactionId)
    const seen = async () => (await session.open((await view(here)).body.sealed)).categories.narrative.text
    expect(await seen()).toContain('golondrina')
    const added = [{ ...at(told, 'golondrina'), type: 'PERSON', reason: 'names_somebody' }]
    expect((await review(opened, { added, lifted: [] })).status).toBe(201)
    const corrected = `${told.replace('taller', 'taller azul')}.`
    expect((await narrative(corrected)).status).toBe(200)
    expect(await seen()).toMatch(/^En el taller azul todos preguntaban cada noche por la .*Pidió hablar/)
    expect(await seen()).not.toContain('golondrina')
    const again = (await openRedaction(body.redactionId)).opened
    const mask = { ...at(corrected, 'golondrina'), type: 'PERSON' }
    expect(again).toMatchObject({ state: 'lapsed', text: corrected })
    expect(again.masks).toContainEqual({ ...mask, added: 'names_somebody' })
    expect(again.shown).not.toContain('golondrina')
  })

  test('of a statement hides what it added in the statement that corrects it', async () => {
    const referralId = refered()
    const stated = async (text: string, supersedes: string | null = null) =>
      (await post(CASEWORKER, '/statements', { referralId, ...aStatement(text), supersedes })).body.statementId
    const first = await stated('En el taller todos preguntaban cada noche por la golondrina.')
    const { body } = await request({ referralId, source: 'statement', sourceId: first })
    const { opened } = await openRedaction(body.redactionId)
    const added = [{ ...at(opened.text, 'golondrina'), type: 'PERSON', reason: 'names_somebody' }]
    expect((await review(opened, { added, lifted: [] })).status).toBe(201)
    const second = await stated('En el taller chico todos preguntaban cada noche por la golondrina.', first)
    const seen = await session.open((await view(referralId)).body.sealed)
    const shown = seen.categories.narrative.statements.map(({ text }: { text: string }) => text).join()
    expect(shown).toContain('taller chico')
    expect(shown).not.toContain('golondrina')
    const asked = await request({ referralId, source: 'statement', sourceId: second })
    expect((await openRedaction(asked.body.redactionId)).opened.shown).not.toContain('golondrina')
  })

  test('of a statement is of the text without what incriminates, and holds in it', async () => {
    const referralId = refered()
    const said = 'Trabajaba de noche en el taller azul. Crucé sin papeles por el río. Luego me fui.'
    const passage = { ...at(said, 'Crucé sin papeles por el río.'), kind: 'irregular_entry_or_stay' }
    const { body } = await post(CASEWORKER, '/statements', {
      ...{ referralId, ...aStatement(said), selfIncriminating: [passage] },
    })
    const asked = await request({ referralId, source: 'statement', sourceId: body.statementId })
    const { opened } = await openRedaction(asked.body.redactionId)
    expect(opened.text).toBe('Trabajaba de noche en el taller azul. Luego me fui.')
    const added = [{ ...at(opened.text, 'taller azul'), type: 'ORG_SMALL', reason: 'finds_somebody' }]
    expect((await review(opened, { added, lifted: [] })).status).toBe(201)
    const seen = await session.open((await view(referralId)).body.sealed)
    const [shown] = seen.categories.narrative.statements.filter((one: { text: string }) =>
      one.text.includes('de noche'),
    )
    expect(shown.text).toContain('en el [ORG_SMALL]. Luego')
    expect(shown.review).toBe('reviewed')
  })

  test('sealed for another redaction, or of another policy, is refused', async () => {
    const { opened } = await underReview()
    const other = await underReview()
    const nothing = { added: [], lifted: [] }
    const wrong = await review(opened, nothing, REVIEWER, other.redactionId)
    expect(wrong.body.code).toBe('seal_context_mismatch')
    expect((await review({ ...opened, policyHash: 'ab'.repeat(32) }, nothing)).body.code).toBe('review_lapsed')
    expect((await review({ ...opened, digest: 'ab'.repeat(32) }, nothing)).body.code).toBe('review_lapsed')
  })

  test('is never changed nor removed, by whoever owns the table either', async () => {
    const { opened } = await underReview()
    await review(opened, { added: [masked('danza')], lifted: [] })
    for (const statement of [
      'update redaction_review set second = false',
      'delete from redaction_review',
      'delete from redaction',
      'truncate redaction_confirmation',
    ])
      await expect(rows(statement)).rejects.toThrow(/never changed/)
  })

  test('waits while the recogniser fails: the text is withheld, reviewed or not, and in the list', async () => {
    const { referralId, messageId } = await written()
    recogniser.broken = true
    expect(await shownTo(referralId)).toMatchObject({ withheld: 'redaction_failed' })
    const waiting = (await listed(REVIEWER, '?state=waiting&limit=100')).items
    const line = waiting.find((one: { sourceId: string }) => one.sourceId === messageId)
    expect(line).toMatchObject({ source: 'message', why: 'redaction_failed', profile: 'assistance', referralId })
    expect((await openRedaction(line.redactionId)).body.code).toBe('review_not_possible')
    recogniser.broken = false
    expect((await openRedaction(line.redactionId)).status).toBe(200)
  })
})

describe('a picture', () => {
  const png = aPng(60, 40, 'Yaneth Quillahuaman')
  const sent = () => written({ attachments: [aFile('foto.png', 'image/png', png)] })
  const BOX = { x: 10, y: 5, width: 20, height: 12 }
  const boxes = [{ ...BOX, reason: 'face' }]

  test('waits, and whoever wrote is told under which name', async () => {
    const { referralId, messageId, withheld } = await sent()
    expect(withheld).toMatchObject([{ file: 0, reason: 'needs_review', redactionId: expect.any(String) }])
    const items = (await listed(REVIEWER, '?limit=100')).items
    expect(items.find((one: { redactionId: string }) => one.redactionId === withheld[0].redactionId)).toMatchObject({
      ...{ source: 'attachment', sourceId: messageId, file: 0, profile: 'all', state: 'waiting', referralId },
    })
    expect((await shownTo(referralId)).attachments).toMatchObject([{ withheld: 'needs_review' }])
  })

  test('is shown with its boxes painted over and nothing else but pixels, once somebody else has looked', async () => {
    const { referralId, withheld } = await sent()
    const [{ redactionId }] = withheld
    const { opened } = await openRedaction(redactionId)
    expect(opened).toMatchObject({ kind: 'picture', digest: hash('sha256', png) })
    expect(Buffer.from(opened.base64, 'base64').toString('latin1')).not.toContain('Yaneth')
    expect((await review(opened, { boxes }, AUTHOR)).body.code).toBe('review_of_own')
    expect((await shownTo(referralId)).attachments).toMatchObject([{ withheld: 'needs_review' }])
    expect((await review(opened, { boxes })).body).toMatchObject({ state: 'reviewed' })
    const [shown] = (await shownTo(referralId)).attachments
    const bytes = Buffer.from(shown.base64, 'base64')
    expect(bytes.toString('latin1')).not.toContain('Yaneth')
    const checked = { kind: 'png' as const, bytes: shown.base64, width: 60, height: 40, boxes: [BOX] }
    expect(await openSandbox()('checkRepainted', checked)).toEqual({})
    const wider = { ...checked, boxes: [{ ...BOX, width: 30 }] }
    await expect(openSandbox()('checkRepainted', wider)).rejects.toThrow('document_unprovable')
    const again = await sent()
    expect(again.withheld).toEqual([])
  })

  test('keeps what was painted over when somebody looks again', async () => {
    const other = aPng(60, 40, 'otra')
    const { referralId, withheld } = await written({ attachments: [aFile('foto.png', 'image/png', other)] })
    const [{ redactionId }] = withheld
    const { opened } = await openRedaction(redactionId)
    expect(opened.boxes).toEqual([])
    await review(opened, { boxes })
    const seen = (await openRedaction(redactionId, SECOND)).opened
    expect(seen.boxes).toEqual(boxes)
    const FORGOTTEN = { x: 40, y: 20, width: 8, height: 8 }
    expect((await review(seen, { boxes: [{ ...FORGOTTEN, reason: 'face' }] }, SECOND)).status).toBe(201)
    const [shown] = (await shownTo(referralId)).attachments
    const checked = { kind: 'png' as const, bytes: shown.base64, width: 60, height: 40, boxes: [BOX, FORGOTTEN] }
    expect(await openSandbox()('checkRepainted', checked)).toEqual({})
  })

  test('is opened as it leaves, however another program reads the file; a box lies in that, or nothing is kept', async () => {
    // TIFF of one entry: to be turned by a quarter.
    const turned = Buffer.from('49492a0008000000010012010300010000000600000000000000', 'hex')
    const file = aPng(60, 40, 'turned', { gAMA: Buffer.from('00000001', 'hex'), eXIf: turned })
    const { referralId, withheld } = await written({ attachments: [aFile('foto.png', 'image/png', file)] })
    const { opened } = await openRedaction(withheld[0].redactionId)
    const seen = Buffer.from(opened.base64, 'base64')
    expect(seen.toString('latin1')).not.toMatch(/gAMA|eXIf/)
    expect([seen.readUInt32BE(16), seen.readUInt32BE(20)]).toEqual([60, 40])
    // As it would lie in a picture of 40 by 60.
    const beyond = { ...BOX, y: 45, reason: 'face' }
    expect((await review(opened, { boxes: [beyond] })).body.code).toBe('picture_not_paintable')
    expect((await openRedaction(opened.redactionId)).opened.state).toBe('waiting')
    expect((await review(opened, { boxes: [] })).status).toBe(201)
    expect((await shownTo(referralId)).attachments[0].base64).toBe(opened.base64)
  })

  test('that was looked at in another rendering is looked at again, and nothing is painted where its boxes lay', async () => {
    const other = aPng(60, 40, 'before')
    const { referralId, withheld } = await written({ attachments: [aFile('foto.png', 'image/png', other)] })
    const [{ redactionId }] = withheld
    const { opened } = await openRedaction(redactionId)
    await review(opened, { boxes })
    await rows('alter table redaction_review disable trigger review_immutable')
    await rows('update redaction_review set policy_hash = $2 where redaction_id = $1', [redactionId, VIEWS.hash])
    await rows('alter table redaction_review enable trigger review_immutable')
    expect((await shownTo(referralId)).attachments).toMatchObject([{ withheld: 'needs_review' }])
    const lapsed = (await listed(REVIEWER, '?state=lapsed&limit=100')).items
    expect(lapsed.map((one: { redactionId: string }) => one.redactionId)).toContain(redactionId)
    expect((await review({ ...opened, policyHash: VIEWS.hash }, { boxes })).body.code).toBe('review_lapsed')
    const again = (await openRedaction(redactionId)).opened
    expect(again).toMatchObject({ state: 'lapsed', boxes: [] })
    expect((await review(again, { boxes: [] })).status).toBe(201)
    expect((await shownTo(referralId)).attachments[0].base64).toBe(again.base64)
  })

  test('that cannot be made anew stays withheld, and nobody opens it', async () => {
    const broken = Buffer.from(aPng(20, 20, 'x'))
    broken.fill(7, 60, 90)
    const { withheld } = await written({ attachments: [aFile('foto.png', 'image/png', broken)] })
    state.entries.length = 0
    const { status, body } = await openRedaction(withheld[0].redactionId)
    expect([status, body.code]).toEqual([400, 'picture_not_paintable'])
    expect(state.entries).toEqual([])
  })
})

test('the list is read page by page, and nothing in it tells about whom', async () => {
  const all = (await listed(REVIEWER, '?limit=100')).items
  const first = await listed(REVIEWER, '?limit=2')
  const second = await listed(REVIEWER, `?limit=2&cursor=${first.next}`)
  expect([...first.items, ...second.items]).toEqual(all.slice(0, 4))
  expect(Object.keys(all[0]).sort()).toEqual(
    ['file', 'madeAt', 'profile', 'redactionId', 'referralId', 'sourceId', 'source', 'state', 'why'].sort(),
  )
})

test('who is erased takes every review along, and nothing else does', async () => {
  const ref = await register()
  const referralId = refer(ref, { users })
  const { body } = await request({ referralId, source: 'narrative' })
  const { opened } = await openRedaction(body.redactionId)
  const [date] = opened.masks.filter(({ type }: { type: string }) => type === 'AGE')
  const { start, end, type } = date
  const kept = await review(opened, { added: [], lifted: [{ start, end, type, reason: 'not_identifying' }] })
  expect((await confirm(body.redactionId, kept.body.diffSha256)).status).toBe(200)
  const of = [await subjectOf(ref)]
  await rows('delete from subject where id = $1', of)
  expect(await rows('select 1 from redaction_review where subject_id = $1', of)).toEqual([])
  expect(await rows('select 1 from redaction_confirmation where review_id = $1', [kept.body.reviewId])).toEqual([])
})

test('after all this nothing of the person stands in clear anywhere, nor which words were masked', async () => {
  const all = await everything()
  for (const word of [...CANARIES, 'tijeras', 'KINSHIP_RARE']) expect([word, all.includes(word)]).toEqual([word, false])
})
