import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Action, AgencyType, Basis, exclusionsRecorded, Purpose, referralSubmitted } from '@amparo/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { SEARCH_REASONS } from '../src/domain/finding/reasons.ts'
import { INDEX_KEY_IDS } from '../src/store/index-key.ts'
import { holdSubject } from '../src/store/records.ts'
import { aPayload, CANARIES } from './fixtures/forms.ts'
import { linkingIn } from './fixtures/linked.ts'
import { RECIPIENT, SENDER, STRANGER } from './fixtures/parties.ts'
import { CASEWORKER, LIMITS, useRedaction, type Who } from './fixtures/service.ts'

const {
  indexOnce,
  get,
  post,
  sealed,
  send,
  register,
  refer,
  subjectOf,
  publish,
  rows,
  keyRows,
  everything,
  state,
  lines,
  store,
} = await useRedaction()
const link = linkingIn({ rows, subjectOf })
const custodian = (changes: Partial<Who> = {}): Who => ({
  ...{ agencyId: SENDER.agencyId, user: randomUUID(), scope: 'identity:custody' },
  ...changes,
})
const WHY = { purpose: 'formal_identification', reason: 'intake_without_papers' }
const search = (sought: object, who = custodian(), options = {}) =>
  post(who, '/searches', { ...WHY, ...sought }, options)
const KNOWN = { names: ['Janet QUILLAHUAMÁN'], dateOfBirth: '1998-05-17' }

/** Somebody of that name and no other mark. */
const registerOne = (name: string, identity: object = {}) => {
  const data = aPayload()
  const own = { names: [name], aliases: [], phones: [], documents: [], dateOfBirth: null, ...identity }
  return register(CASEWORKER, {
    data: { ...data, subject: { ...data.subject, identity: { ...data.subject.identity, ...own } } },
  })
}
const indexedOf = async (subjectRef: string) =>
  rows('select kind, token, version from blind_index where subject_id = $1', [await subjectOf(subjectRef)])

beforeEach(() => {
  state.away.clear()
  state.unwitnessed = false
  state.entries.length = 0
  state.types.clear()
  for (const { agencyId } of [SENDER, STRANGER]) state.types.set(agencyId, AgencyType.POLICE)
})
const subjectRef = await register()

describe('a search', () => {
  test('finds who was written otherwise, under a name of its own, with a score and what agreed, and nothing more', async () => {
    const answer = await search(KNOWN)
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({
      searchId: expect.any(String),
      candidates: [{ pseudonym: expect.any(String), score: 16.5, matched: ['name_sounds', 'birth_date'] }],
    })
    const { pseudonym } = answer.body.candidates[0]
    expect([subjectRef, await subjectOf(subjectRef)]).not.toContain(pseudonym)
  })

  test('is in the access log before it is answered, with its reason and how many were shown, also when nobody was', async () => {
    const who = custodian()
    await search(KNOWN, who)
    await search({ names: ['Nadie Inventado'] }, who)
    const entry = { action: Action.PEOPLE_SEARCHED, userId: who.user, purpose: Purpose.FORMAL_IDENTIFICATION }
    expect(state.entries).toMatchObject([
      { ...entry, code: 'intake_without_papers:1', subjectRef: '' },
      { ...entry, code: 'intake_without_papers:0' },
    ])
  })

  test.each(['migration_control', 'non_removal', 'consular_notification'])(
    'is not made for what no person may be referred for: %s',
    async purpose => {
      const answer = await search({ ...KNOWN, purpose })
      expect(answer).toMatchObject({ status: 400, body: { code: 'request_invalid' } })
      expect(state.entries).toEqual([])
    },
  )

  test('is not answered while the log is away', async () => {
    state.away.add('audit')
    expect((await search(KNOWN)).status).toBe(503)
  })

  test('goes on while nobody outside sees the log for the safeguarding of a child, on that basis, and for nothing else', async () => {
    const who = custodian()
    state.unwitnessed = true
    expect((await search({ ...KNOWN, reason: 'safeguarding_of_a_child' }, who)).status).toBe(200)
    expect(state.entries).toMatchObject([{ action: Action.PEOPLE_SEARCHED, basis: Basis.CHILD_SAFEGUARDING }])
    for (const reason of SEARCH_REASONS.filter(one => one !== 'safeguarding_of_a_child'))
      expect((await search({ ...KNOWN, reason }, who)).body.code).toBe('log_unwitnessed')
    expect(await rows('select 1 from search where user_id = $1', [who.user])).toHaveLength(1)
  })

  test('calls the same person otherwise each time and for each custodian, so that two answers cannot be joined', async () => {
    const who = custodian()
    const answers = [await search(KNOWN, who), await search(KNOWN, who), await search(KNOWN)]
    const names = answers.map(answer => answer.body.candidates[0].pseudonym)
    expect(new Set(names).size).toBe(3)
  })

  test('that is sent twice with one key is one search, answered alike', async () => {
    const who = custodian()
    const [key, form] = [randomUUID(), await sealed(who, { route: 'POST /searches', data: { ...WHY, ...KNOWN } })]
    const [one, again] = [
      await send(who, '/searches', { sealed: form }, { key }),
      await send(who, '/searches', { sealed: form }, { key }),
    ]
    expect(again.body).toEqual(one.body)
    expect(await rows('select 1 from search where user_id = $1', [who.user])).toHaveLength(1)
  })

  test.each([
    ['a date of birth alone', { dateOfBirth: '1998-05-17' }],
    ['nothing', {}],
    ['a name that half a country has', { names: ['María'] }],
  ])('by %s is refused: it would list people', async (_, sought) => {
    const answer = await search(sought)
    expect([answer.status, answer.body.code]).toEqual([400, 'search_too_wide'])
  })

  test('needs a recent sign-in above so many a day, and ends at so many in all', async () => {
    const who = custodian({ signedIn: 600 })
    const codes = []
    for (let i = 0; i < LIMITS.searches.free + 1; i++) codes.push((await search(KNOWN, who)).body.code)
    expect(codes).toEqual([...Array(LIMITS.searches.free).fill(undefined), 'step_up_required'])
    const fresh = { ...who, signedIn: 20 }
    for (let i = LIMITS.searches.free; i < LIMITS.searches.most; i++)
      expect((await search(KNOWN, fresh)).status).toBe(200)
    expect((await search(KNOWN, fresh)).body.code).toBe('search_quota_reached')
    expect((await search(KNOWN)).status).toBe(200)
  })

  test('does not exist for migration enforcement or a consulate, nor for an agency that is not in the directory', async () => {
    const statuses: number[] = []
    for (const type of [AgencyType.MIGRATION_ENFORCEMENT, AgencyType.CONSULATE, undefined]) {
      state.types.delete(STRANGER.agencyId)
      if (type !== undefined) state.types.set(STRANGER.agencyId, type)
      const who = custodian({ agencyId: STRANGER.agencyId })
      statuses.push((await search(KNOWN, who)).status, (await get(who, '/duplicates')).status)
    }
    expect(statuses).toEqual(Array(6).fill(404))
    expect(state.entries).toEqual([])
  })

  test.each([
    ['an officer', 'Serafina Chuquitanta', '2003-04-05', (who: Who) => ({ hub: 'XA', userId: who.user })],
    ['an agency', 'Domitila Mbarete', '2004-07-11', (who: Who) => ({ hub: 'XA', agencyId: who.agencyId })],
    ['agencies of one kind', 'Griselda Xocoyotl', '2005-10-23', () => ({ hub: 'XA', agencyType: AgencyType.POLICE })],
  ])(
    'does not find who excludes the one who asks, also by a linked record, and nothing says so: %s',
    async (_, name, dateOfBirth, excluding) => {
      const who = custodian()
      const sought = { names: [name], dateOfBirth }
      const ref = await registerOne(name, { dateOfBirth })
      const other = await registerOne('Nadie Parecido', { dateOfBirth: '1960-01-01' })
      expect((await search(sought, who)).body.candidates).toHaveLength(1)
      await link(ref, other)
      await publish(exclusionsRecorded, { subjectId: await subjectOf(other), exclusions: [excluding(who)] })
      const nobody = await search({ names: ['Nunca Vista Jamasoída'], dateOfBirth: '1931-01-02' }, who)
      const { status, body } = await search(sought, who)
      expect([status, body]).toEqual([nobody.status, { ...nobody.body, searchId: expect.any(String) }])
      expect(state.entries.at(-1)?.code).toBe('intake_without_papers:0')
      state.types.set(STRANGER.agencyId, AgencyType.SHELTER)
      expect((await search(sought, custodian({ agencyId: STRANGER.agencyId }))).body.candidates).toHaveLength(1)
    },
  )

  test('leaves neither what was sought nor what is held anywhere in clear', async () => {
    await search({ ...KNOWN, documents: ['70731731-4'], phones: ['+599 55 0731'] })
    const all = (await everything()) + lines.join('\n')
    for (const canary of [...CANARIES, 'QUILLAHUAM', 'Janet']) expect(all).not.toContain(canary)
  })
})

describe('the index', () => {
  const holds = async (ref: string) => (await indexedOf(ref)).length > 0

  test('holds hashes of 16 bytes, under another key for each kind', async () => {
    const ref = await registerOne('Zenaida Tlalpan', {
      ...{ documents: [{ type: 'DNI', number: '5551234' }], phones: ['5551234'] },
    })
    const found = await indexedOf(ref)
    const token = (kind: string): string => found.find(row => row.kind === kind).token.toString('hex')
    expect(token('document')).toHaveLength(32)
    expect(token('document')).not.toBe(token('phone'))
  })

  test('follows a record that is corrected, in the same transaction', async () => {
    const ref = await registerOne('Hermelinda Sicajau')
    const referralId = refer(ref, { users: [CASEWORKER.user] })
    const names = ['Florinda Tzunux']
    await post(CASEWORKER, '/supplements', { referralId, subject: { identity: { names } } })
    expect((await search({ names: ['Hermelinda Sicajau'] })).body.candidates).toEqual([])
    expect((await search({ names })).body.candidates).toHaveLength(1)
  })

  test('is made for whoever was there before it, and goes on where it was stopped', async () => {
    const refs = [await registerOne('Ulda Wotzbelí'), await registerOne('Irmina Xicará')]
    for (const ref of refs) {
      await rows('delete from blind_index where subject_id = $1', [await subjectOf(ref)])
      await rows('delete from indexed where subject_id = $1', [await subjectOf(ref)])
    }
    await indexOnce()
    for (const ref of refs) expect(await holds(ref)).toBe(true)
    expect((await search({ names: ['Irmina Xicara'] })).body.candidates).toHaveLength(1)
  })

  test('holds nobody of a compartment, from the moment that such a referral is sent, and never again', async () => {
    const ref = await registerOne('Perpetua Ndongo')
    expect(await holds(ref)).toBe(true)
    const terms = { subjectRef: ref, from: SENDER, to: RECIPIENT, protocolId: 'protection', protocolVersion: 1 }
    await publish(referralSubmitted, { referralId: randomUUID(), ...terms })
    expect(await holds(ref)).toBe(false)
    await indexOnce()
    expect(await holds(ref)).toBe(false)
    const referralId = refer(ref, { users: [CASEWORKER.user] })
    const corrected = { referralId, subject: { identity: { names: ['Perpetua Ndongo Mba'] } } }
    expect((await post(CASEWORKER, '/supplements', corrected)).status).toBe(200)
    expect(await holds(ref)).toBe(false)
    expect((await search({ names: ['Perpetua Ndongo'] })).body.candidates).toEqual([])
  })

  test('holds none of a person of whom one record is in a compartment, be it another than that which is looked for', async () => {
    const [one, other, third] = [
      await registerOne('Anastasia Mokwena'),
      await registerOne('Anastasia Mokwena'),
      await registerOne('Anastasia Mokwena'),
    ]
    await link(one, other)
    await link(other, third)
    expect((await search({ names: ['Anastasia Mokwena'] })).body.candidates).toHaveLength(3)
    const terms = { subjectRef: one, from: SENDER, to: RECIPIENT, protocolId: 'protection', protocolVersion: 1 }
    await publish(referralSubmitted, { referralId: randomUUID(), ...terms })
    for (const ref of [one, other, third]) expect(await holds(ref)).toBe(false)
    await indexOnce()
    expect((await search({ names: ['Anastasia Mokwena'] })).body.candidates).toEqual([])
  })

  test('holds none of those either who were linked with one of a compartment before that was so', async () => {
    const [one, other, apart] = [
      await registerOne('Eduvigis Tembo'),
      await registerOne('Eduvigis Tembo'),
      await registerOne('Eduvigis Tembo'),
    ]
    await link(one, other)
    await rows('update indexed set barred = true where subject_id = $1', [await subjectOf(one)])
    await rows(readFileSync(new URL('../migrations/060.do.compartments-of-linked.sql', import.meta.url), 'utf8'))
    expect([await holds(one), await holds(other), await holds(apart)]).toEqual([false, false, true])
  })

  describe('is made by another key once somebody was erased', () => {
    const keysThere = async () =>
      (await keyRows('select 1 from wrapped_key where subject_id = any ($1)', [[...INDEX_KEY_IDS]])).length
    const erased = () =>
      keyRows('insert into erased_subject (subject_id, erased_at) values ($1, now())', [randomUUID()])

    test('and the older one stays while something cannot be written: nothing that only it has indexed is lost', async () => {
      const subjectId = await subjectOf(await registerOne('Escolástica Pop'))
      await erased()
      await store.run(async tx => {
        await holdSubject(tx, subjectId)
        await expect(indexOnce()).rejects.toMatchObject({ code: 'database_unavailable' })
      })
      expect(await keysThere()).toBe(2)
      await indexOnce()
      expect(await keysThere()).toBe(1)
    })

    test('and the older one stays while a key-encryption key is away; the others are indexed all the same', async () => {
      const [away, here] = [await registerOne('Filiberta Cux'), await registerOne('Gaudencia Cux')]
      const id = await subjectOf(away)
      const [{ wrapped }] = await keyRows('select wrapped from wrapped_key where subject_id = $1', [id])
      await erased()
      // Behind the first byte stands which key-encryption key it needs.
      const [elsewhere, set] = [
        Buffer.alloc(16, 7),
        "key_id = encode(substring($2::bytea from 2 for 16), 'hex'), wrapped = $2",
      ]
      const [before, after] = [wrapped, Buffer.concat([wrapped.subarray(0, 1), elsewhere, wrapped.subarray(17)])]
      await keyRows(
        `insert into key_encryption_key (key_id, state, retired_at, keep_until) values ($1, 'retired', now(), now())`,
        [elsewhere.toString('hex')],
      )
      await keyRows(`update wrapped_key set ${set} where subject_id = $1`, [id, after])
      await indexOnce()
      expect(await keysThere()).toBe(2)
      expect(await holds(here)).toBe(true)
      expect(lines.findLast(line => line.includes('index.rebuilt'))).toMatch(/"left":[1-9]/)
      await keyRows(`update wrapped_key set ${set} where subject_id = $1`, [id, before])
      await indexOnce()
      expect(await keysThere()).toBe(1)
    })

    test('and the older one goes though something can never be opened again', async () => {
      const id = await subjectOf(await registerOne('Heriberta Coc'))
      await keyRows('delete from wrapped_key where subject_id = $1', [id])
      await erased()
      await indexOnce()
      expect(await keysThere()).toBe(1)
      expect(lines.findLast(line => line.includes('index.rebuilt'))).toMatch(/"failed":[1-9]/)
    })
  })

  test('finds nobody whose key was destroyed, though a backup bring back every row of the vault', async () => {
    const ref = await registerOne('Casilda Mbuyi')
    expect((await search({ names: ['Casilda Mbuyi'] })).body.candidates).toHaveLength(1)
    await keyRows('delete from wrapped_key where subject_id = $1', [await subjectOf(ref)])
    expect((await search({ names: ['Casilda Mbuyi'] })).body.candidates).toEqual([])
  })
})

describe('a person who is registered twice', () => {
  const birth = { dateOfBirth: '2001-02-03' }
  const listed = async (user = randomUUID()): Promise<{ pseudonyms: string[]; matched: string[] }[]> => {
    return (await get(custodian({ user }), '/duplicates')).body.pairs
  }

  test('is flagged to custodians as two pseudonyms, and one who only has the same name is not', async () => {
    const known = (await listed()).length
    await registerOne('Wilda Aguaytía', birth)
    await registerOne('Wilda Aguaytía')
    expect(await listed()).toHaveLength(known)
    await registerOne('Gilda AGUAITIA, Wilda', birth)
    const pairs = await listed()
    expect(pairs).toHaveLength(known + 1)
    expect(pairs.map(pair => pair.matched)).toContainEqual(['name_sounds', 'birth_date'])
  })
  test('is not among those of a custodian whom one of the two excludes', async () => {
    const ref = await registerOne('Melchora Yumbato', birth)
    await registerOne('Melchora Yumbato', birth)
    const user = randomUUID()
    const known = await listed(user)
    await publish(exclusionsRecorded, { subjectId: await subjectOf(ref), exclusions: [{ hub: 'XA', userId: user }] })
    expect(await listed(user)).toHaveLength(known.length - 1)
    expect(await listed()).toHaveLength(known.length)
  })
  test('is called the same in each pair by one custodian, and otherwise by another', async () => {
    await registerOne('Orfelina Chipoco', birth)
    await registerOne('Orfelina Chipoco', birth)
    await registerOne('Orfelina Chipoco', birth)
    const [user, other] = [randomUUID(), randomUUID()]
    const named = async (who: typeof user) => new Set((await listed(who)).flatMap(pair => pair.pseudonyms))
    expect(await named(user)).toEqual(await named(user))
    const theirs = await named(other)
    for (const name of await named(user)) expect(theirs).not.toContain(name)
  })
})
