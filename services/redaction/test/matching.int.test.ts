import { hash, randomBytes, randomUUID } from 'node:crypto'
import {
  Action,
  AgencyRefSchema,
  create,
  EvidenceKind,
  exclusionsRecorded,
  fromBinary,
  type MatchAnswer,
  MatchMessageSchema,
  type MatchQuestion,
  matchBuilt,
  matchReceived,
  matchSettled,
  Protocol,
  referralSubmitted,
  toBinary,
} from '@amparo/contracts'
import { decryptAndVerify, encryptAndSign, poprf } from '@amparo/crypto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { epochAt, publicInput } from '../src/domain/matching/epoch.ts'
import { packSet } from '../src/domain/matching/match-set.ts'
import { DECIDED } from './fixtures/neighbours.ts'
import { AGENCY, custodian, FROM, TO, useTwoVaults } from './fixtures/two-vaults.ts'

const { xa, xb, carry, lose, register, ask, shown, find } = await useTwoVaults()

beforeEach(async () => {
  for (const { state, clock } of [xa, xb]) {
    Object.assign(state, { denial: undefined, tamperPermit: () => ({}), tamperReceipt: () => ({}) })
    state.away.clear()
    state.entries.length = 0
    clock.ahead = 0
  }
  await lose()
  // Each test has the whole quota.
  await xa.rows("update match_question set asked_at = asked_at - interval '2 days'")
  await xb.rows("update match_asked set received_at = received_at - interval '2 days'")
})

const WILDA = { names: ['Wilda Aguaytía Huancapaza'], dateOfBirth: '2001-02-03' }
const PASSPORT = { documents: [{ type: 'PASSPORT', number: 'XC-990731' }] }

/** What XA's vault sent last, as XB's opens it. */
async function lastSent(from: typeof xa, to: typeof xa) {
  const built = (await from.told(matchBuilt)).at(-1)
  const { armored: certificate, fingerprint } = from.certificates.packageSign
  const data = await decryptAndVerify({
    ...{ privateKey: to.certificates.recipient.privateKey, signer: { certificate, fingerprint }, now: new Date() },
    message: built?.ciphertext ?? new Uint8Array(),
  })
  return { data, body: fromBinary(MatchMessageSchema, data).body }
}
const questionIn = async (): Promise<MatchQuestion> => {
  const { body } = await lastSent(xa, xb)
  if (body.case !== 'question') throw new Error('no question')
  return body.value
}
const answerIn = async (): Promise<MatchAnswer> => {
  const { body } = await lastSent(xb, xa)
  if (body.case !== 'answer') throw new Error('no answer')
  return body.value
}
/** As the other vault would send it, but for what the test changes in it. */
const sealedBy = async (signer: typeof xa, recipient: typeof xa, body: object) => {
  const data = toBinary(MatchMessageSchema, create(MatchMessageSchema, { body } as never))
  const { packageSign } = signer.certificates
  const sealing = { recipient: recipient.certificates.recipient.armored, signingKey: packageSign.privateKey, data }
  const ciphertext = await encryptAndSign(sealing)
  return { ciphertext, sha256: hash('sha256', ciphertext, 'hex') }
}
const party = (hub: string, agencyId: string = randomUUID()) => create(AgencyRefSchema, { hub, agencyId })
const question = async (changes: object) =>
  sealedBy(xa, xb, { case: 'question', value: { ...(await questionIn()), ...changes } })
const answer = async (changes: object) =>
  sealedBy(xb, xa, { case: 'answer', value: { ...(await answerIn()), ...changes } })
const asked = async (id: string) =>
  (await xb.get(custodian(), '/match-evaluations')).body.asked.find(
    (one: { questionId: string }) => one.questionId === id,
  )

describe('whether a person is known in another hub', () => {
  test('is said to the custodian with the keys that agree, however the name was written there', async () => {
    await register(xb, { ...WILDA, ...PASSPORT })
    const ref = await register(xa, { names: ['HUANCAPAZA, wilda aguaytia'], dateOfBirth: '2001-02-03' })
    expect(await find(ref)).toMatchObject({
      ...{ state: 'answered', hit: true, matched: ['name_birth_date', 'sound_birth_year'], code: null, to: TO },
    })
    const other = await register(xa, { names: ['Ulda Wotzbelí'], dateOfBirth: '1990-01-01' })
    expect(await find(other)).toMatchObject({ state: 'answered', hit: false, matched: [] })
  })

  test('is said between agencies that hold their keys themselves, too: their hubs’ vaults ask and answer', async () => {
    await register(xb, WILDA)
    const ref = await register(xa, WILDA)
    const before = [xa, xb].map(({ state }) => new Map(state.agencies))
    for (const hub of [xa, xb]) {
      const own = { ...(await hub.certificates.jurisdiction.certified('agency', AGENCY)), hubHeld: false }
      for (const { state } of [xa, xb]) state.agencies.set(`${hub === xa ? 'XA' : 'XB'}/${AGENCY}`, own)
    }
    expect(await find(ref)).toMatchObject({ state: 'answered', hit: true })
    for (const [i, { state }] of [xa, xb].entries())
      for (const [key, held] of before[i] ?? []) state.agencies.set(key, held)
  })

  test('is in both logs before anything leaves: who asked, for whom here and for nobody there, why, and what came of it', async () => {
    const ref = await register(xa, WILDA)
    const { questionId } = await find(ref)
    const own = { referralId: questionId, subjectRef: ref, recipient: TO }
    expect(xa.state.entries.slice(-2)).toMatchObject([
      { ...own, action: Action.MATCH_ASKED, code: 'request_of_the_person:XA-2026-07', agency: FROM },
      { ...own, action: Action.MATCH_RESULT, code: 'hit', agency: FROM },
    ])
    expect(xb.state.entries).toMatchObject([
      {
        action: Action.MATCH_EVALUATED,
        referralId: questionId,
        agency: FROM,
        recipient: TO,
        code: '8',
        subjectRef: '',
      },
    ])
    expect(await asked(questionId)).toMatchObject({ from: FROM, reason: 'request_of_the_person', state: 'answered' })
    // Auditors of both hubs join the two ends by the matter, too, of which the answering one has the hash alone.
    const inXa = xa.state.entries.find(({ action }) => action === Action.MATCH_ASKED)
    const [inXb] = xb.state.entries
    expect(inXa?.caseHash).toMatch(/^[0-9a-f]{64}$/)
    expect(inXb?.caseHash).toBe(inXa?.caseHash)
    expect(
      Object.values(inXb ?? {})
        .map(String)
        .join(' '),
    ).not.toContain('XA-2026-07')
  })

  test('is asked with as many elements whoever it is about, each time others, and nothing of the person in any of it', async () => {
    const [ref, poor] = [await register(xa, { ...WILDA, ...PASSPORT }), await register(xa, PASSPORT)]
    const sent = []
    for (const one of [ref, ref, poor]) {
      await ask(one)
      const { data } = await lastSent(xa, xb)
      sent.push(await questionIn())
      for (const word of ['Wilda', 'wilda', '990731', ref]) expect(Buffer.from(data).includes(word)).toBe(false)
    }
    expect(sent.map(({ elements }) => elements.length)).toEqual([8, 8, 8])
    const elements = sent.flatMap(one => one.elements.map(bytes => Buffer.from(bytes).toString('hex')))
    expect(new Set(elements).size).toBe(24)
    await carry(xa, xb)
    for (const vault of [xa, xb]) expect(await vault.everything()).not.toMatch(/Aguayt|aguayt|HUANCA|990731/)
  })

  test('is compared with one set a day, which is sent once, and of which no more is told than a power of two', async () => {
    const ref = await register(xa, WILDA)
    await find(ref)
    const [set] = await xa.rows('select * from match_peer_set')
    expect(set.entries.length).toBe(256 * 7)
    await find(ref)
    expect(await answerIn()).toMatchObject({ set: new Uint8Array(), setSha256: set.sha256 })
    expect(await xb.rows('select sha256 from match_set')).toEqual([{ sha256: set.sha256 }])
  })

  test('leaves no key behind of a set that was not made, or that another instance made first', async () => {
    const keys = async () =>
      (await xb.keyRows('select subject_id from wrapped_key order by 1')).map(row => row.subject_id)
    const known = await register(xb, WILDA)
    const ref = await register(xa, WILDA)
    await find(ref)
    const [set] = await xb.rows('select * from match_set')
    await xb.rows('delete from match_set')
    await xa.rows('delete from match_peer_set')
    const before = await keys()

    const damage =
      'update record set ciphertext = set_byte(ciphertext, 40, 255 - get_byte(ciphertext, 40)) where subject_id = $1'
    await xb.rows(damage, [await xb.subjectOf(known)])
    const { questionId } = await find(ref)
    expect(await asked(questionId)).toMatchObject({ state: 'waiting' })
    expect(await keys()).toEqual(before)
    await xb.rows(damage, [await xb.subjectOf(known)])

    const [begun, committed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const first = xb.store.run(async ({ sql }) => {
      await sql(
        'insert into match_set (peer, epoch, key_id, entries, sha256, made_at) values ($1, $2, $3, $4, $5, $6)',
        [set.peer, set.epoch, set.key_id, set.entries, set.sha256, set.made_at],
      )
      begun.resolve()
      await committed.promise
    })
    await begun.promise
    const second = xb.app.tendMatching()
    const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
    await expect.poll(async () => (await xb.rows(waiting)).length).toBe(1)
    committed.resolve()
    await Promise.all([first, second])
    expect(await keys()).toEqual(before)
    await xb.app.tendMatching()
    await carry(xb, xa)
    expect(await shown(questionId)).toMatchObject({ state: 'answered', hit: true })
    expect(await xb.rows('select sha256 from match_set')).toEqual([{ sha256: set.sha256 }])
  })

  test('is forgotten with the day: the key is destroyed, and what is left answers nothing', async () => {
    const ref = await register(xa, WILDA)
    const { questionId } = await find(ref)
    const [{ key_id: id }] = await xb.rows('select key_id from match_set')
    expect(await xb.keyRows('select 1 from wrapped_key where subject_id = $1', [id])).toHaveLength(1)
    await ask(ref)
    for (const { clock, app } of [xb, xa]) {
      clock.ahead = 3 * 86_400_000
      await app.tendMatching()
      clock.ahead = 0
    }
    expect(await xb.keyRows('select 1 from wrapped_key where subject_id = $1', [id])).toEqual([])
    expect(await xb.rows('select 1 from match_set')).toEqual([])
    expect(await xa.rows('select 1 from match_peer_set')).toEqual([])
    expect(await xa.rows('select 1 from match_question where ciphertext is not null')).toEqual([])
    expect(await shown(questionId)).toMatchObject({ state: 'answered' })
    await carry(xa, xb)
  })
})

test('what came of it is listed for no custodian whom the person excludes, and for none once they are in a compartment', async () => {
  const ref = await register(xa, WILDA)
  const { questionId } = await find(ref)
  const excluded = custodian()
  const exclusions = [{ hub: 'XA', agencyId: AGENCY, userId: excluded.user }]
  await xa.publish(exclusionsRecorded, { subjectId: await xa.subjectOf(ref), exclusions })
  expect(await shown(questionId, excluded)).toBeUndefined()
  expect(await shown(questionId)).toMatchObject({ state: 'answered' })
  const apart = { referralId: randomUUID(), from: FROM, to: FROM, subjectRef: ref }
  await xa.publish(referralSubmitted, { ...apart, protocol: Protocol.WITNESS_PROTECTION })
  expect(await shown(questionId)).toBeUndefined()
})

describe('a person whom the asking hub may not hear of is not in the set', () => {
  const fearing = { nationalities: ['XA'], migrationStatus: 'Irregular' }
  const newDay = async () => {
    await xb.rows('delete from match_set')
    await xa.rows('delete from match_peer_set')
  }
  test.each<[string, object, boolean]>([
    ['of its nationality, of whom nobody asked in private', fearing, false],
    ['of its nationality, seeking protection', { nationalities: ['XA'], migrationStatus: 'AsylumSeeker' }, false],
    [
      'of its nationality, who does not fear it',
      { ...fearing, fearOfReturn: { asked: true, inPrivate: true, answer: 'no' } },
      true,
    ],
    ['of another nationality', { nationalities: ['XC'] }, true],
    ['of no known nationality, of whom nobody asked in private', { nationalities: [] }, false],
    [
      'of no known nationality, who fears no return',
      { nationalities: [], fearOfReturn: { asked: true, inPrivate: true, answer: 'no' } },
      true,
    ],
  ])('%s', async (_, change, hit) => {
    await newDay()
    const name = `Perpetua Ndongo ${['Mbuyi', 'Tzunux', 'Xicara', 'Sicajau', 'Chavajay', 'Ixcoy'][made++]}`
    await register(xb, { names: [name], dateOfBirth: '1999-09-09', ...change })
    const ref = await register(xa, { names: [name], dateOfBirth: '1999-09-09' })
    expect(await find(ref)).toMatchObject({ state: 'answered', hit })
  })
  let made = 0

  test('nor whoever excludes anybody of that hub, or is in a compartment, or was erased', async () => {
    await newDay()
    const people = ['Casilda Zenaida', 'Florinda Zenaida', 'Leocadia Zenaida'].map(name => ({
      ...{ names: [name], dateOfBirth: '1988-08-08' },
    }))
    const refs: string[] = []
    for (const person of people) refs.push(await register(xb, person))
    const [excluding = '', hidden = '', erased = ''] = refs
    await xb.publish(exclusionsRecorded, {
      ...{ subjectId: await xb.subjectOf(excluding), exclusions: [{ hub: 'XA', agencyId: randomUUID() }] },
    })
    await xb.publish(referralSubmitted, {
      ...{
        referralId: randomUUID(),
        from: TO,
        to: TO,
        subjectRef: hidden,
        protocol: Protocol.WITNESS_PROTECTION,
      },
    })
    await xb.keysDatabase.erase(await xb.subjectOf(erased))
    for (const person of people) expect(await find(await register(xa, person))).toMatchObject({ hit: false })
  })
})

/** In a referral of theirs. */
async function complete(vault: typeof xa, ref: string, subject: object) {
  const who = { agencyId: AGENCY, user: randomUUID(), scope: 'subject:register' }
  const own = vault === xa ? FROM : TO
  const referralId = vault.refer(ref, { from: own, to: own, users: [who.user] })
  expect((await vault.post(who, '/supplements', { referralId, subject })).body.code).toBeUndefined()
}
/** Happens while something else is entered in the log, once. */
function meanwhile({ state }: typeof xa, change: () => Promise<unknown>) {
  state.tamperReceipt = async () => {
    state.tamperReceipt = () => ({})
    await change()
    return {}
  }
}

describe('a set of the day', () => {
  const person = { names: ['Natividad Ajpuac'], dateOfBirth: '1994-04-04', nationalities: ['XC'] }
  const newDay = async () => {
    await xb.rows('delete from match_set')
    await xa.rows('delete from match_peer_set')
  }
  const closed = async (id: string) => {
    expect(await asked(id)).toMatchObject({ state: 'lapsed', code: null })
    expect(xb.state.entries.at(-1)).toMatchObject({ action: Action.MATCH_EVALUATED, code: 'match_set_closed' })
  }
  test.each<[string, (ref: string) => Promise<unknown>]>([
    ['says that they may be of that state', ref => complete(xb, ref, { nationalities: ['XC', 'XA'] })],
    [
      'excludes somebody there',
      async ref =>
        xb.publish(exclusionsRecorded, {
          ...{ subjectId: await xb.subjectOf(ref), exclusions: [{ hub: 'XA', agencyId: randomUUID() }] },
        }),
    ],
  ])(
    'answers nothing more once somebody in it %s, and tells nobody why; the next day’s is another',
    async (_, change) => {
      await newDay()
      const theirs = await register(xb, person)
      const ref = await register(xa, person)
      expect(await find(ref)).toMatchObject({ hit: true })
      await complete(xb, theirs, { languages: ['spa'] })
      expect(await find(ref)).toMatchObject({ hit: true })
      await change(theirs)
      const built = (await xb.told(matchBuilt)).length
      const { questionId } = await find(ref)
      await closed(questionId)
      expect((await xb.told(matchBuilt)).length).toBe(built)
      // Nor what would be refused: a hub that is away refuses nothing.
      xb.state.denial = 'no_instrument'
      await closed((await find(ref)).questionId)
      xb.state.denial = undefined
      await xb.rows("update match_asked set received_at = now() - interval '10 minutes', code = null")
      const { questionId: beyond } = await find(ref)
      expect(await asked(beyond)).toMatchObject({ state: 'lapsed', code: 'match_quota_reached' })
      expect((await xb.told(matchBuilt)).length).toBe(built)
      await newDay()
      await xb.rows("update match_asked set received_at = received_at - interval '2 days'")
      expect(await find(ref)).toMatchObject({ hit: false })
    },
  )

  test('nor to the question for which it is made, if that is so by the time that the answer would leave', async () => {
    await newDay()
    const theirs = await register(xb, { ...person, names: ['Casimira Ajpuac'] })
    const { body } = await ask(await register(xa, { ...person, names: ['Casimira Ajpuac'] }))
    await carry(xa, xb)
    const built = (await xb.told(matchBuilt)).length
    meanwhile(xb, () => complete(xb, theirs, { nationalities: ['XC', 'XA'] }))
    await xb.app.tendMatching()
    expect((await xb.told(matchBuilt)).length).toBe(built)
    expect(await asked(body.questionId)).toMatchObject({ state: 'lapsed', code: null })
    await newDay()
  })

  test('nor once a record is linked by which somebody in it may be of that state', async () => {
    await newDay()
    const theirs = await register(xb, { ...person, names: ['Anastasia Ajpuac'] })
    const other = await register(xb, { names: ['Irmina Chavajay'], dateOfBirth: '1994-04-04', nationalities: ['XA'] })
    const ref = await register(xa, { ...person, names: ['Anastasia Ajpuac'] })
    expect(await find(ref)).toMatchObject({ hit: true })
    const records = [await xb.subjectOf(theirs), await xb.subjectOf(other)].sort()
    await xb.rows('insert into record_link (link_id, one, other, linked_at) values ($1, $2, $3, now())', [
      ...[randomUUID(), ...records],
    ])
    await closed((await find(ref)).questionId)
    await newDay()
    expect(await find(ref)).toMatchObject({ hit: false })
  })
})

describe('no question leaves', () => {
  const nothingLeft = async (work: () => Promise<{ status: number; body: { code?: string } }>) => {
    const before = (await xa.told(matchBuilt)).length
    const { status, body } = await work()
    expect((await xa.told(matchBuilt)).length).toBe(before)
    return [status, body.code]
  }
  test('to a state that the person may fear', async () => {
    const ref = await register(xa, { ...WILDA, nationalities: ['XB'] })
    expect(await nothingLeft(() => ask(ref))).toEqual([403, 'state_of_nationality'])
    expect(xa.state.entries.filter(({ action }) => action === Action.MATCH_ASKED)).toEqual([])
  })
  test('against a denial, on a permit for another question or person, or while consent or the log is away', async () => {
    const ref = await register(xa, WILDA)
    xa.state.denial = 'no_instrument'
    expect(await nothingLeft(() => ask(ref))).toEqual([403, 'no_instrument'])
    expect((await ask(ref)).body.refs).toEqual({ decisionId: DECIDED })
    xa.state.denial = undefined
    for (const change of [{ referralId: randomUUID() }, { subjectId: randomUUID() }, { userId: randomUUID() }]) {
      xa.state.tamperPermit = () => change
      expect(await nothingLeft(() => ask(ref))).toEqual([503, 'statement_invalid'])
    }
    xa.state.tamperPermit = () => ({})
    for (const service of ['consent', 'audit']) {
      xa.state.away.add(service)
      expect((await nothingLeft(() => ask(ref)))[0]).toBe(503)
      xa.state.away.clear()
    }
  })
  test('of whom something else is held by the time that it would leave', async () => {
    const ref = await register(xa, WILDA)
    meanwhile(xa, () => complete(xa, ref, { nationalities: ['XC', 'XB'] }))
    expect(await nothingLeft(() => ask(ref))).toEqual([409, 'record_changed'])
    expect(await nothingLeft(() => ask(ref))).toEqual([403, 'state_of_nationality'])
  })
  test('of whom nobody in the hub has, or of whom too little is known', async () => {
    expect(await nothingLeft(() => ask(randomUUID()))).toEqual([404, 'not_found'])
    const unknown = await register(xa, { names: ['Wilda'] })
    expect(await nothingLeft(() => ask(unknown))).toEqual([400, 'match_nothing_to_ask'])
  })
  test('with words in the place of a number, or for a reason that is none', async () => {
    const ref = await register(xa, WILDA)
    for (const change of [{ reference: 'Wilda' }, { reason: 'curiosity' }, { purpose: 'x' }])
      expect((await nothingLeft(() => ask(ref, change)))[0]).toBe(400)
  })
  test('beyond the quota of the asking hub itself', async () => {
    const ref = await register(xa, WILDA)
    for (let n = 0; n < 8; n++) expect((await ask(ref)).status).toBe(201)
    expect(await nothingLeft(() => ask(ref))).toEqual([403, 'match_quota_reached'])
    await carry(xa, xb)
  })
})

describe('the hub that is asked', () => {
  const arrive = async (sealed: { ciphertext: Uint8Array; sha256: string }) => {
    const questions = async () => (await xb.rows('select 1 from match_asked')).length
    const before = await questions()
    let isFirst = true
    await carry(xa, xb, built => {
      const changed = isFirst ? { ...built, ...sealed, matchId: randomUUID() } : built
      isFirst = false
      return changed
    })
    return (await questions()) - before
  }
  const refusal = async (changes: object) => {
    const { body } = await ask(await register(xa, WILDA))
    await arrive(await question(changes))
    await xb.app.tendMatching()
    await carry(xb, xa)
    return shown(body.questionId)
  }
  test.each([
    ['of another day', { epoch: '2026-01-01' }, 'match_epoch_other'],
    ['of a day to come', { epoch: epochAt(new Date(Date.now() + 2 * 86_400_000)) }, 'match_epoch_other'],
    ['by another list of keys', { keysHash: 'ab'.repeat(32) }, 'match_keys_differ'],
  ])('does not evaluate a question %s, and says so in its log', async (_, changes, code) => {
    expect(await refusal(changes)).toMatchObject({ state: 'refused', code, hit: null })
    expect(xb.state.entries).toMatchObject([{ action: Action.MATCH_EVALUATED, code, agency: FROM }])
  })
  test('evaluates no more than its quota, and tells the other hub', async () => {
    const ref = await register(xa, WILDA)
    await xb.rows("update match_asked set received_at = now() - interval '10 minutes', code = null")
    const { questionId } = await find(ref)
    expect(await shown(questionId)).toMatchObject({ state: 'refused', code: 'match_quota_reached', hit: null })
    expect(xb.state.entries).toMatchObject([{ code: 'match_quota_reached' }])
  })
  test('does not answer against its own consent, and not while consent or its log is away, but then', async () => {
    const ref = await register(xa, WILDA)
    xb.state.away.add('audit')
    const { questionId } = await find(ref)
    expect(await shown(questionId)).toMatchObject({ state: 'asked', hit: null })
    xb.state.away.clear()
    await xb.app.tendMatching()
    await carry(xb, xa)
    expect(await shown(questionId)).toMatchObject({ state: 'answered' })
    xb.state.denial = 'no_instrument'
    expect(await find(ref)).toMatchObject({ state: 'refused', code: 'match_not_permitted' })
  })
  test('takes a question once, and none that is not signed by the hub it is from, or is not for it, or malformed', async () => {
    const ref = await register(xa, WILDA)
    await ask(ref)
    await carry(xa, xb)
    await ask(ref)
    const first = (await xb.rows('select question_id from match_asked order by received_at desc limit 1'))[0]
      .question_id
    expect(await arrive(await question({ questionId: first }))).toBe(0)
    const value = await questionIn()
    for (const bad of [
      await sealedBy(xb, xb, { case: 'question', value }),
      await question({ questionId: randomUUID(), from: party('XC', FROM.agencyId) }),
      await question({ questionId: randomUUID(), to: party('XB') }),
      await question({ questionId: randomUUID(), elements: value.elements.slice(1) }),
      await question({ questionId: randomUUID(), elements: [...value.elements, ...value.elements] }),
      await question({ questionId: 'x' }),
      await question({ questionId: randomUUID(), reason: 'Wilda Aguaytía' }),
    ]) {
      expect((await ask(ref)).status).toBe(201)
      await xa.rows("update match_question set asked_at = asked_at - interval '2 days'")
      expect(await arrive(bad)).toBe(0)
    }
    expect(xb.lines.join('')).toContain('match_replayed')
  })
})

describe('an answer', () => {
  const waiting = async () => {
    const { body } = await ask(await register(xa, WILDA))
    await carry(xa, xb)
    await xb.app.tendMatching()
    return body.questionId as string
  }
  const settle = async (changes: object) => {
    const questionId = await waiting()
    const sealed = await answer(changes)
    await carry(xb, xa, built => ({ ...built, ...sealed }))
    return shown(questionId)
  }
  test('with a forged proof, another key, other elements or another set of the day is not believed', async () => {
    await find(await register(xa, WILDA))
    const info = publicInput('XA', 'XB', epochAt(new Date()))
    const forged = poprf(info).keyFrom(new Uint8Array(32).fill(9), new Uint8Array())
    const proof = new Uint8Array(64).fill(1)
    expect(await settle({ proof })).toMatchObject({ state: 'refused', code: 'evaluation_refused', hit: null })
    const elements = (await questionIn()).elements.map(element => new Uint8Array(element))
    const other = poprf(info).evaluateBlinded(forged, elements)
    expect(await settle({ elements: [...other.elements], proof: other.proof })).toMatchObject({
      code: 'evaluation_refused',
    })
    expect(await settle({ publicKey: forged.publicKey })).toMatchObject({ code: 'match_answer_differs' })
    expect(await settle({ setSha256: 'ab'.repeat(32) })).toMatchObject({ code: 'match_answer_differs' })
  })
  test('with another set of the day than one that is taken at the same moment is not believed either', async () => {
    await xa.rows('delete from match_peer_set')
    const ref = await register(xa, WILDA)
    const info = publicInput('XA', 'XB', epochAt(new Date()))
    const made = async (seed: number) => {
      const { body } = await ask(ref)
      const { questionId, from: to, to: from, epoch, keysHash, elements } = await questionIn()
      const key = poprf(info).keyFrom(new Uint8Array(32).fill(seed), new Uint8Array())
      const blinded = elements.map(element => new Uint8Array(element))
      const set = packSet([], randomBytes)
      const value = {
        ...{ questionId, from, to, epoch, keysHash, publicKey: key.publicKey, set },
        ...{ ...poprf(info).evaluateBlinded(key, blinded), setSha256: hash('sha256', set, 'hex') },
      }
      const sealed = await sealedBy(xb, xa, { case: 'answer', value })
      return { id: body.questionId, match: { matchId: randomUUID(), to: FROM, ...sealed } }
    }
    const both = [await made(1), await made(2)]
    let entered = 0
    xa.state.tamperReceipt = async () => {
      entered++
      await vi.waitUntil(() => entered > 1)
      return {}
    }
    await Promise.all(both.map(({ match }) => xa.publish(matchReceived, { fromHub: 'XB', match })))
    const seen = await Promise.all(both.map(({ id }) => shown(id)))
    expect(seen.map(({ code }) => code).toSorted()).toEqual([null, 'match_answer_differs'].toSorted())
    await xa.rows('delete from match_peer_set')
  })
  test('is in the log before it is shown: while the log is away nothing is', async () => {
    const questionId = await waiting()
    xa.state.away.add('audit')
    const carrying = carry(xb, xa).catch(() => undefined)
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(await shown(questionId)).toMatchObject({ state: 'asked', hit: null })
    xa.state.away.clear()
    await carrying
    expect(await shown(questionId)).toMatchObject({ state: 'answered' })
  })
  test('counts once, and only from the hub that was asked, for the agency that asked', async () => {
    const questionId = await waiting()
    for (const changes of [{ from: party('XB') }, { epoch: '2026-01-01' }, { keysHash: '' }]) {
      const sealed = await answer(changes)
      await xa.publish(matchReceived, {
        ...{ fromHub: 'XB', match: { matchId: randomUUID(), to: FROM, ...sealed } },
      })
      expect(await shown(questionId)).toMatchObject({ state: 'asked' })
    }
    await carry(xb, xa)
    expect(await shown(questionId)).toMatchObject({ state: 'answered', hit: true })
    const again = await answer({ code: 'match_not_permitted' })
    await xa.publish(matchReceived, {
      ...{ fromHub: 'XB', match: { matchId: randomUUID(), to: FROM, ...again } },
    })
    expect(await shown(questionId)).toMatchObject({ state: 'answered', hit: true })
  })
})

describe('while the other hub is away', () => {
  test('the custodian sees that nobody has answered, and that it did not get there once that is known', async () => {
    const ref = await register(xa, WILDA)
    const { body } = await ask(ref)
    expect(await shown(body.questionId)).toMatchObject({ state: 'asked', hit: null, answeredAt: null })
    await xa.publish(matchSettled, { matchId: body.questionId, kind: EvidenceKind.EXPIRED, code: '' })
    expect(await shown(body.questionId)).toMatchObject({ state: 'not_delivered', hit: null })
    expect((await ask(ref)).status).toBe(201)
  })
  test('and that no answer came, once the day is over', async () => {
    const { body } = await ask(await register(xa, WILDA))
    xa.clock.ahead = 2 * 86_400_000
    await xa.app.tendMatching()
    expect(await shown(body.questionId)).toMatchObject({ state: 'unanswered', hit: null })
  })
})
