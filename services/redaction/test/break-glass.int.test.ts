import { createHash, randomUUID } from 'node:crypto'
import {
  Action,
  AgencyType,
  Basis,
  EntrySchema,
  exclusionsRecorded,
  fromBinary,
  glassBroken,
  JournalHeadSchema,
  JournalLineSchema,
  journalHead,
  journalWritten,
  Place,
  placed,
  referralSubmitted,
  timestampFromDate,
} from '@amparo/contracts'
import { verifyRecord } from '@amparo/crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { linkingIn } from './fixtures/linked.ts'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/parties.ts'
import { LIMITS, useRedaction, type Who } from './fixtures/service.ts'
import { VIEWS } from './fixtures/views.ts'

const { send, register, subjectOf, session, publish, told, rows, keyRows, app, as, state, trust } = await useRedaction()
const link = linkingIn({ rows, subjectOf })
const ROUTE = 'POST /break-glass'
const somebody = (changes: Partial<Who> = {}): Who => ({
  ...{ agencyId: RECIPIENT.agencyId, user: randomUUID(), scope: 'identity:emergency' },
  ...changes,
})

/** A referral that redaction knows; nobody is assigned to it. */
async function refer(changes: object = {}, subjectRef?: string): Promise<string> {
  const referralId = randomUUID()
  const terms = { from: SENDER, to: RECIPIENT, protocolId: 'standard', protocolVersion: 1, ...changes }
  await publish(referralSubmitted, { referralId, subjectRef: subjectRef ?? (await register()), ...terms })
  return referralId
}
const breakGlass = async (referralId: string, who = somebody(), reason = 'danger_to_life') => {
  const request = await session.request(referralId, new Date(), ROUTE)
  const answer = await send(who, '/break-glass', { request, reason }, { jkt: session.jkt })
  const view = answer.status === 200 ? await session.open(answer.body.sealed, ROUTE) : undefined
  return { ...answer, view }
}
const shapeOf = ({ status, body }: { status: number; body: object }) => ({ status, ...body, instance: '' })
const entriesOf = (who: Who) => state.entries.filter(entry => entry.userId === who.user)
const journal = () => rows('select * from journal order by sequence')
const linesOf = (who: Who, found: Awaited<ReturnType<typeof journal>>) =>
  found
    .map(({ payload, signature, key_id: keyId }) =>
      verifyRecord(
        JournalLineSchema,
        'journal.v1',
        { $typeName: 'amparo.common.v1.Signed', type: 'journal.v1', payload, signature, keyId },
        trust.keyOf('redaction'),
      ),
    )
    .map(line => ({ ...line, entry: fromBinary(EntrySchema, line.entry) }))
    .filter(line => line.entry.userId === who.user)

beforeEach(() => {
  state.away.clear()
  state.places.clear()
  Object.assign(state, { denial: 'no_lawful_basis', denialRule: '' })
  state.unwitnessed = false
  for (const { agencyId } of [SENDER, RECIPIENT, STRANGER]) state.types.set(agencyId, AgencyType.SHELTER)
})

describe('an identity in an emergency', () => {
  test('is opened by one person alone, without assignment and without a basis: who it is, what threatens, no story, and of this only what such an agency may see', async () => {
    const who = somebody()
    const referralId = await refer()
    const { status, view } = await breakGlass(referralId, who)
    expect(status).toBe(200)
    expect(view).toMatchObject({ referralId, basis: 'vital_interest', notice: 'may be incomplete' })
    expect(view.policyHash).toBe(VIEWS.hash)
    expect(view.categories.identity.names).toEqual(['Yaneth Quillahuaman Osorio'])
    expect(Object.keys(view.categories).sort()).toEqual([
      // Addresses are not a shelter's, in an emergency either.
      ...['contact', 'health', 'identity', 'minors', 'needs', 'risk'],
    ])
    const left = new Date(view.until).getTime() - Date.now()
    expect([left > 55 * 60_000, left <= 60 * 60_000]).toEqual([true, true])
    expect(entriesOf(who)).toMatchObject([
      { action: Action.GLASS_BROKEN, code: 'danger_to_life', basis: Basis.VITAL_INTEREST, referralId },
    ])
    expect(entriesOf(who).map(entry => entry.viewPolicyHash)).toEqual([VIEWS.hash])
    expect(linesOf(who, await journal())).toEqual([])
    expect((await told(glassBroken)).filter(event => event.userId === who.user)).toMatchObject([
      { referralId, agencyId: RECIPIENT.agencyId, reason: 'danger_to_life' },
    ])
  })

  test('is opened also while nobody outside has seen the log for too long', async () => {
    const [who, referralId] = [somebody(), await refer()]
    state.unwitnessed = true
    expect((await breakGlass(referralId, who)).status).toBe(200)
    expect(entriesOf(who)).toMatchObject([{ action: Action.GLASS_BROKEN }])
    expect(linesOf(who, await journal())).toEqual([])
  })

  test('needs a sign-in of the last five minutes', async () => {
    const answer = await breakGlass(await refer(), somebody({ signedIn: 330 }))
    expect([answer.status, answer.body.code]).toEqual([401, 'step_up_required'])
  })

  test('needs a second factor, however recent the sign-in', async () => {
    const answer = await breakGlass(await refer(), somebody({ acr: 'urn:example:password' }))
    expect([answer.status, answer.body.code]).toEqual([401, 'step_up_required'])
  })

  test('needs one of the coded reasons', async () => {
    expect((await breakGlass(await refer(), somebody(), 'because Maria asked')).status).toBe(400)
  })

  test('may be opened again within its hour, each time in the log, without counting again', async () => {
    const who = somebody()
    const referralId = await refer()
    for (let i = 0; i <= LIMITS.emergencies; i++) expect((await breakGlass(referralId, who)).status).toBe(200)
    expect(entriesOf(who)).toHaveLength(LIMITS.emergencies + 1)
    expect((await told(glassBroken)).filter(event => event.userId === who.user)).toHaveLength(1)
  })

  test('is opened so many times a week by one user, also when they are asked for at once', async () => {
    const who = somebody()
    const referrals = []
    for (let i = 0; i < LIMITS.emergencies + 2; i++) referrals.push(await refer())
    const requests = []
    for (const id of referrals) requests.push(await session.request(id, new Date(), ROUTE))
    const answers = await Promise.all(
      requests.map(request => send(who, '/break-glass', { request, reason: 'danger_to_life' }, { jkt: session.jkt })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(LIMITS.emergencies)
    const refused = answers.filter(({ status }) => status !== 200)
    expect(new Set(refused.map(({ body }) => body.code))).toEqual(new Set(['glass_limit_reached']))
    expect((await breakGlass(referrals[0] ?? '', somebody())).status).toBe(200)
  })

  test('counts also when the person was erased since, of whom nothing stands in the count', async () => {
    const who = somebody()
    for (let i = 0; i < LIMITS.emergencies; i++) {
      const subjectRef = await register()
      expect((await breakGlass(await refer({}, subjectRef), who)).status).toBe(200)
      await rows('delete from subject where id = $1', [await subjectOf(subjectRef)])
    }
    expect((await breakGlass(await refer(), who)).body.code).toBe('glass_limit_reached')
    const [counted] = await rows('select * from glass_count where user_id = $1', [who.user])
    expect(Object.keys(counted)).toEqual(['user_id', 'opened_at'])
  })

  test('is let again once a week has gone by, and what was counted before goes', async () => {
    const who = somebody()
    for (let i = 0; i < LIMITS.emergencies; i++) await breakGlass(await refer(), who)
    await rows("update glass_count set opened_at = opened_at - interval '7 days' where user_id = $1", [who.user])
    expect((await breakGlass(await refer(), who)).status).toBe(200)
    expect(await rows('select 1 from glass_count where user_id = $1', [who.user])).toHaveLength(1)
  })
})

const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR)
const ofSender = () => somebody({ agencyId: SENDER.agencyId })

describe('it is opened by those whom the referral is with', () => {
  const { WITH_RECIPIENT, RETURNED, COMPLETED, OVER } = Place
  const inPlace = async (stands: NonNullable<ReturnType<typeof state.places.get>>) => {
    const referralId = await refer()
    state.places.set(referralId, { onDuty: true, ...stands })
    return referralId
  }

  test.each([
    ['the recipient who is on duty', { place: WITH_RECIPIENT }, somebody],
    ['the recipient who is assigned', { place: WITH_RECIPIENT, onDuty: false, assigned: true }, somebody],
    ['the recipient, within three days after it was completed', { place: COMPLETED, since: ago(71) }, somebody],
    ['who registered the person, while the recipient has them', { place: WITH_RECIPIENT, onDuty: false }, ofSender],
    [
      'who registered the person, where it was declined, however long ago',
      { place: RETURNED, since: ago(500) },
      ofSender,
    ],
    ['who registered the person, within three days after it ended', { place: OVER, since: ago(71) }, ofSender],
  ])('%s', async (_, stands, who) => {
    expect((await breakGlass(await inPlace(stands), who())).status).toBe(200)
  })

  test.each([
    ['the recipient that declined it, or which it never reached', { place: RETURNED }, somebody, SENDER],
    ['the recipient of one that was cancelled, stopped or passed on', { place: OVER }, somebody, SENDER],
    ['the recipient, three days after it was completed', { place: COMPLETED, since: ago(73) }, somebody, SENDER],
    [
      'who registered the person, three days after it was completed',
      { place: COMPLETED, since: ago(73) },
      ofSender,
      RECIPIENT,
    ],
    [
      'who registered the person, three days after it was cancelled',
      { place: OVER, since: ago(73) },
      ofSender,
      RECIPIENT,
    ],
  ])('not %s: told whom to call, and nothing leaves or is told', async (_, stands, whoever, other) => {
    const who = whoever()
    const { status, body } = await breakGlass(await inPlace(stands), who)
    expect([status, body.code]).toEqual([403, 'glass_elsewhere'])
    const dutyPhone = other === SENDER ? { dutyPhone: state.dutyPhone } : {}
    expect(body.refs).toEqual({ ...other, ...dutyPhone })
    expect(entriesOf(who)).toEqual([])
    expect((await told(glassBroken)).some(event => event.userId === who.user)).toBe(false)
  })

  test('not the recipient’s officer who is neither assigned nor on duty: told to call who is, or to take it on', async () => {
    const { status, body } = await breakGlass(await inPlace({ place: WITH_RECIPIENT, onDuty: false }))
    expect([status, body.code]).toEqual([403, 'glass_not_yours'])
    expect(body.refs).toEqual(RECIPIENT)
  })

  test('not who passed the person on and did not register them: they open by what they received', async () => {
    const first = await refer()
    const subjectId = (await rows('select subject_id from known_referral where referral_id = $1', [first]))[0]
      ?.subject_id
    const share = randomUUID()
    await rows(
      `insert into share (share_id, subject_id, agency_hub, agency_id, referral_id, code_name)
       values ($1, $2, $3, $4, $5, 'x')`,
      [share, subjectId, RECIPIENT.hub, RECIPIENT.agencyId, first],
    )
    const on = await refer({ from: RECIPIENT, to: STRANGER }, share)
    expect((await breakGlass(on)).body.code).toBe('glass_elsewhere')
    expect((await breakGlass(first)).status).toBe(200)
  })

  test('what is refused for the referral alone tells nothing of the person: whom they exclude, or who is in a compartment', async () => {
    const subjectRef = await register()
    const referralId = await refer({}, subjectRef)
    state.places.set(referralId, { place: RETURNED })
    const plain = shapeOf(await breakGlass(referralId))
    await publish(exclusionsRecorded, { subjectId: await subjectOf(subjectRef), exclusions: [{ hub: 'XA' }] })
    expect(shapeOf(await breakGlass(referralId))).toEqual(plain)
    await refer({ protocolId: 'protection' }, subjectRef)
    expect(shapeOf(await breakGlass(referralId))).toEqual(plain)
    const outside = somebody({ agencyId: STRANGER.agencyId })
    expect(shapeOf(await breakGlass(referralId, outside))).toEqual(shapeOf(await breakGlass(randomUUID(), outside)))
  })

  describe('while referral is away', () => {
    const away = () => state.away.add('referral')
    test('as it told last, and the journal says who was away', async () => {
      const [who, referralId] = [somebody(), await refer()]
      away()
      expect((await breakGlass(referralId, who)).status).toBe(200)
      expect(linesOf(who, await journal())).toMatchObject([{ away: ['referral'] }])
      const since = timestampFromDate(new Date())
      await publish(placed, { referralId, place: RETURNED, since })
      expect((await breakGlass(referralId)).body.code).toBe('glass_elsewhere')
      expect((await breakGlass(referralId, ofSender())).status).toBe(200)
      await publish(placed, { referralId, place: COMPLETED, since: timestampFromDate(ago(73)) })
      expect((await breakGlass(referralId)).body.code).toBe('glass_elsewhere')
      await publish(placed, { referralId, place: WITH_RECIPIENT, since })
      expect((await breakGlass(referralId)).status).toBe(200)
    })
    test('of a referral of before that was never told of, nobody until it answers', async () => {
      const referralId = await refer()
      await rows('update known_referral set place = null, placed_at = null where referral_id = $1', [referralId])
      away()
      expect((await breakGlass(referralId)).status).toBe(503)
      state.away.clear()
      expect((await breakGlass(referralId)).status).toBe(200)
    })
  })
})

describe.each([
  ['the access log', ['audit']],
  ['consent', ['consent']],
  ['both', ['consent', 'audit']],
])('while %s is away', (_, away) => {
  test('it is opened, after it was written into the own journal, which says who was away', async () => {
    const who = somebody()
    const referralId = await refer()
    for (const service of away) state.away.add(service)
    const { status, view } = await breakGlass(referralId, who, 'child_in_danger')
    expect(status).toBe(200)
    const all = await journal()
    expect(linesOf(who, all)).toMatchObject([
      { away, entry: { action: Action.GLASS_BROKEN, code: 'child_in_danger', referralId, source: 'redaction' } },
    ])
    expect(view.journal).toEqual({ sequence: Number(all.at(-1)?.sequence), hash: all.at(-1)?.hash })
    expect(entriesOf(who)).toHaveLength(away.includes('audit') ? 0 : 1)
    const sent = (await told(journalWritten)).at(-1)?.line
    expect(Buffer.from(sent?.payload ?? []).equals(all.at(-1)?.payload)).toBe(true)
  })
})

describe('the journal', () => {
  test('is numbered without gaps, each line over the one before, however many are written at once', async () => {
    const referralId = await refer()
    state.away.add('audit')
    const requests = []
    for (let i = 0; i < 6; i++) requests.push(await session.request(referralId, new Date(), ROUTE))
    const answers = await Promise.all(
      requests.map(request =>
        send(somebody(), '/break-glass', { request, reason: 'danger_to_life' }, { jkt: session.jkt }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual(requests.map(() => 200))
    const lines = (await journal()).map(({ payload, hash }) => ({
      hash,
      payload,
      line: fromBinary(JournalLineSchema, payload),
    }))
    expect(lines.map(({ line }) => Number(line.sequence))).toEqual(lines.map((_, index) => index + 1))
    expect(lines.map(({ line }) => line.previous)).toEqual(['', ...lines.map(({ hash }) => hash)].slice(0, -1))
    for (const { hash, payload } of lines) expect(createHash('sha256').update(payload).digest('hex')).toBe(hash)
  })
  test('is told line after line, as one thing: no line overtakes another', async () => {
    const told = await rows(
      "select aggregate_id, aggregate_version from outbox where type = 'redaction.journal-written.v1' order by position",
    )
    expect(told).toEqual((await journal()).map((_, at) => ({ aggregate_id: 'journal', aggregate_version: at + 1 })))
  })
  test('cannot be changed or cut, not even by the owner of the table', async () => {
    await expect(rows('delete from journal')).rejects.toThrow(/append-only/)
    await expect(rows("update journal set hash = 'x'")).rejects.toThrow(/append-only/)
  })
  test('stands in for no receipt and no permit that was forged: then nothing leaves', async () => {
    const referralId = await refer()
    state.tamperReceipt = () => ({ entryId: randomUUID() })
    const who = somebody()
    const answer = await breakGlass(referralId, who)
    state.tamperReceipt = () => ({})
    expect([answer.status, answer.body.code]).toEqual([503, 'statement_invalid'])
    Object.assign(state, { denial: undefined, tamperPermit: () => ({ userId: randomUUID() }) })
    expect((await breakGlass(referralId, who)).body.code).toBe('statement_invalid')
    state.tamperPermit = () => ({})
    expect((await told(glassBroken)).some(event => event.userId === who.user)).toBe(false)
  })
})

describe('how far the journal has come', () => {
  const heads: { sequence: bigint; hash: string; stored: bigint }[] = []
  const head = async () => {
    await app.tellJournal()
    const { sequence, hash, stored } = heads.at(-1) ?? { sequence: -1n, hash: '', stored: -1n }
    return { sequence: Number(sequence), hash, stored: Number(stored) }
  }
  beforeAll(async () => {
    const audit = await as('audit')
    audit.answer(journalHead, async ({ head }) => {
      heads.push(verifyRecord(JournalHeadSchema, 'journal-head.v1', head, trust.keyOf('redaction')))
      return {}
    })
    await audit.connection.flush()
  })
  const written = async () => {
    const referralId = await refer()
    state.away.add('audit')
    expect((await breakGlass(referralId)).status).toBe(200)
  }
  const cut = async () => {
    await rows('alter table journal disable trigger user')
    await rows('delete from journal where sequence = (select max(sequence) from journal)')
    await rows('alter table journal enable trigger user')
  }

  test('is noted apart from the vault before anybody reads, and is told signed, also when nothing happened', async () => {
    await written()
    const last = (await journal()).at(-1)
    expect((await keyRows('select * from journal_noted order by sequence')).at(-1)).toMatchObject({
      ...{ sequence: last?.sequence, hash: last?.hash },
    })
    const said = { sequence: Number(last?.sequence), hash: last?.hash, stored: Number(last?.sequence) }
    expect(await head()).toEqual(said)
    expect(await head()).toEqual(said)
  })

  test('is told as it was when the last line was cut off the vault', async () => {
    const before = await head()
    await cut()
    expect(await head()).toEqual({ ...before, stored: before.stored - 1 })
  })

  test('gives the number of the line that was cut off to no other, which follows it: so that it is missed', async () => {
    const { sequence, hash } = await head()
    await written()
    const last = (await journal()).at(-1)
    expect(Number(last?.sequence)).toBe(sequence + 1)
    expect(fromBinary(JournalLineSchema, last?.payload).previous).toBe(hash)
    expect(await head()).toEqual({ sequence: sequence + 1, hash: last?.hash, stored: sequence + 1 })
  })

  test('is told as it was when it was cut off both databases', async () => {
    await written()
    const before = await head()
    expect(before.stored).toBe(before.sequence)
    const { sequence, hash } = before
    await cut()
    const forget = async () => {
      await keyRows('alter table journal_noted disable trigger user')
      await keyRows('delete from journal_noted where sequence = (select max(sequence) from journal_noted)')
      await keyRows('alter table journal_noted enable trigger user')
    }
    await forget()
    const told = { sequence, hash, stored: before.stored - 1 }
    expect(await head()).toEqual(told)
    // What one place has lost it hears from the other.
    expect((await keyRows('select * from journal_noted order by sequence')).at(-1)).toMatchObject({ hash })
    expect(await head()).toEqual(told)
  })

  test('cannot be forgotten in the other database, not even by the owner of the table', async () => {
    await expect(keyRows('delete from journal_noted')).rejects.toThrow(/append-only/)
  })
})

describe('nobody hears more than of what is not there', () => {
  const nothing = async () => shapeOf(await breakGlass(randomUUID()))

  test('of another agency', async () => {
    const referralId = await refer()
    expect(shapeOf(await breakGlass(referralId, somebody({ agencyId: STRANGER.agencyId })))).toEqual(await nothing())
  })
  test('without the scope', async () => {
    const answer = await breakGlass(await refer(), somebody({ scope: 'view:open' }))
    expect(shapeOf(answer)).toEqual(await nothing())
  })
  test('of migration enforcement, whatever consent says or does not say', async () => {
    const referralId = await refer()
    state.types.set(RECIPIENT.agencyId, AgencyType.MIGRATION_ENFORCEMENT)
    expect(shapeOf(await breakGlass(referralId))).toEqual(await nothing())
    state.away.add('consent')
    expect(shapeOf(await breakGlass(referralId))).toEqual(await nothing())
  })
  test('of a consulate, whatever consent says or does not say', async () => {
    const referralId = await refer()
    state.types.set(RECIPIENT.agencyId, AgencyType.CONSULATE)
    expect(shapeOf(await breakGlass(referralId))).toEqual(await nothing())
    state.away.add('consent')
    expect(shapeOf(await breakGlass(referralId))).toEqual(await nothing())
  })
  test.each(['recipient_excluded', 'migration_enforcement_firewall', 'state_of_nationality'])(
    'whom consent refuses for good: %s',
    async code => {
      const referralId = await refer()
      for (const told of [code, 'disclosure_refused']) {
        Object.assign(state, { denial: told, denialRule: code })
        expect(shapeOf(await breakGlass(referralId))).toEqual(await nothing())
      }
    },
  )
  test.each([
    ['an officer', (who: Who) => ({ hub: 'XA', userId: who.user })],
    ['an agency', () => ({ hub: 'XA', agencyId: RECIPIENT.agencyId })],
    ['everybody of the hub', () => ({ hub: 'XA' })],
    ['agencies of one kind', () => ({ hub: 'XA', agencyType: AgencyType.SHELTER })],
  ])('whom the person excludes, while consent is away: %s', async (_, exclusion) => {
    const subjectRef = await register()
    const referralId = await refer({}, subjectRef)
    const who = somebody()
    await publish(exclusionsRecorded, { subjectId: await subjectOf(subjectRef), exclusions: [exclusion(who)] })
    state.away.add('consent')
    expect(shapeOf(await breakGlass(referralId, who))).toEqual(await nothing())
    expect(entriesOf(who)).toEqual([])
  })
  test('of a person in a compartment, be it by another referral', async () => {
    const subjectRef = await register()
    const ordinary = await refer({}, subjectRef)
    expect((await breakGlass(ordinary)).status).toBe(200)
    const hidden = await refer({ protocolId: 'protection' }, subjectRef)
    for (const id of [ordinary, hidden]) expect(shapeOf(await breakGlass(id))).toEqual(await nothing())
  })
  test('of a person in a compartment by another record, which two custodians have said to be theirs', async () => {
    const [one, other] = [await register(), await register()]
    const ordinary = await refer({}, one)
    await link(one, other)
    expect((await breakGlass(ordinary)).status).toBe(200)
    await refer({ protocolId: 'protection' }, other)
    expect(shapeOf(await breakGlass(ordinary))).toEqual(await nothing())
  })
})
