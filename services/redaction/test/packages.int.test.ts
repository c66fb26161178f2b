import { hash, randomUUID } from 'node:crypto'
import {
  Action,
  AgencyType,
  DataCategory,
  fromBinary,
  grantRefused,
  Occasion,
  Priority,
  Protocol,
  Purpose,
  packageBuilt,
  packageNotBuilt,
  referralRefused,
  referralSubmitted,
  ServiceCategory,
  SignedGrantSchema,
  timestampDate,
  timestampFromDate,
} from '@amparo/contracts'
import { DELIVERY_ENDS, ENDING_MS } from '@amparo/kernel'
import { hashOf } from '@amparo/protocols'
import { beforeEach, describe, expect, test } from 'vitest'
import { FORMS } from './fixtures/assessment-forms.ts'
import { backUp, readWith, restore } from './fixtures/backup.ts'
import { aJurisdiction } from './fixtures/certificates.ts'
import { CANARIES } from './fixtures/forms.ts'
import { CONTACT, HEALTH, IDENTITY, NARRATIVE, NEEDS, RISK } from './fixtures/neighbours.ts'
import { PEER, READER, RECIPIENT, SENDER, STRANGER, WORKER } from './fixtures/parties.ts'
import { A_VIEW, usePeer } from './fixtures/peer.ts'
import { restrictingMeanwhile } from './fixtures/restricting.ts'
import { SHELTER, useRedaction } from './fixtures/service.ts'
import { VIEWS } from './fixtures/views.ts'

const service = await useRedaction()
const { register, publish, told, rows, keyRows, everything, state, certificates, refer, view, session } = service
const { app, keyStore } = service
const { jurisdiction, known, aPackage, takeIn, openPackage } = await usePeer(service)
const peerSeal = await jurisdiction.certified('redaction-seal')
const subjectRef = await register()
const OTHER = { agencyId: STRANGER.agencyId, user: READER }

beforeEach(() => {
  known()
  Object.assign(state, { denial: undefined, codeNameOnly: false, tamperPermit: () => ({}) })
  state.categories = [IDENTITY, CONTACT, NARRATIVE, NEEDS, RISK]
  state.entries.length = 0
  state.away.clear()
})

describe('a referral to another hub', () => {
  const submit = async (changes: object = {}, referralId: string = randomUUID()) => {
    const event = { referralId, from: SENDER, to: PEER, subjectRef, protocol: Protocol.OAS_64_STANDARD }
    const rest = { priority: Priority.URGENT, services: [ServiceCategory.HOUSING] }
    expect(await publish(referralSubmitted, { ...event, ...rest, ...changes })).toBe('done')
    const built = (await told(packageBuilt)).find(e => e.referralId === referralId)
    const notBuilt = (await told(packageNotBuilt)).find(e => e.referralId === referralId)
    return { referralId, built, notBuilt }
  }
  const open = async (built: Parameters<typeof openPackage>[0]) => {
    const opened = await openPackage(built)
    expect(opened.content.viewPolicyHash).toBe(VIEWS.hash)
    return opened
  }

  test('gets a package that only its agency opens, signed, with its grant, recipient and expiry inside', async () => {
    const { referralId, built } = await submit()
    expect(built).toMatchObject({ from: SENDER, to: PEER, sha256: hash('sha256', built?.ciphertext ?? '', 'hex') })
    const { content, view } = await open(built)
    expect(content).toMatchObject({
      packageId: built?.packageId,
      referralId,
      from: SENDER,
      to: PEER,
      purpose: Purpose.SHELTER,
    })
    expect(content.grant?.signature).toBe('checked by consent')
    expect(Object.keys(view.categories).sort()).toEqual(['contact', 'identity', 'narrative', 'needs', 'risk'])
    for (const canary of CANARIES) expect(JSON.stringify(view.categories.narrative)).not.toContain(canary)
    expect(view.facts).toMatchObject({ minor: false, protectionSeeker: false })
    // Beside the JSON, in which hubs of before would refuse it.
    expect(content.accountWhole).toBe(false)
    expect(view).not.toHaveProperty('accountWhole')
  })

  test.each([
    [Priority.EMERGENCY, DELIVERY_ENDS.emergency],
    [Priority.NORMAL, DELIVERY_ENDS.normal],
  ])('has one expiry, inside and on its way, by its priority (%s)', async (priority, endsAfter) => {
    const { built } = await submit({ priority })
    const expiresAt = built?.expiresAt && timestampDate(built.expiresAt)
    expect((await open(built)).content.expiresAt).toEqual(built?.expiresAt)
    const left = (expiresAt?.getTime() ?? 0) - Date.now()
    expect([left <= endsAfter - ENDING_MS, left > endsAfter - ENDING_MS - 60_000]).toEqual([true, true])
  })

  test('gets none once its sender has taken it back: nothing is decided, logged or made', async () => {
    const referralId = randomUUID()
    state.ended.add(referralId)
    const { built, notBuilt } = await submit({}, referralId)
    expect([built, notBuilt]).toMatchObject([undefined, { code: 'referral_over' }])
    expect(state.entries).toEqual([])
    // Its own agency knows it all the same.
    expect(await rows('select 1 as one from known_referral where referral_id = $1', [referralId])).toHaveLength(1)
  })

  test('gets none where one agency alone came to open the person while it was made', async () => {
    const restricted = await register()
    restrictingMeanwhile(service)(restricted)
    const { built, notBuilt } = await submit({ subjectRef: restricted })
    expect([built, notBuilt]).toMatchObject([undefined, { code: 'identity_restricted' }])
  })

  test('says inside what this hub means by the version of its protocol', async () => {
    const { built } = await submit(HERE(OWN_HASH))
    expect((await open(built)).content).toMatchObject(HERE(OWN_HASH))
  })

  test('says inside that nothing was cut from its account where its recipient may have what incriminates', async () => {
    const agreed = { recipientType: AgencyType.PROSECUTION, selfIncriminatingAgreed: true }
    state.tamperPermit = () => agreed
    const { built } = await submit()
    expect((await open(built)).content.accountWhole).toBe(true)
  })

  test('is in the log under the name that the recipient’s package alone has', async () => {
    const { referralId } = await submit()
    expect(state.entries).toMatchObject([
      { action: Action.PACKAGE_RELEASED, agency: SENDER, recipient: PEER, referralId },
    ])
    expect(state.entries[0]?.subjectRef).not.toBe(subjectRef)
    expect(state.decided.at(-1)).toMatchObject({ occasion: Occasion.PACKAGE, token: '', recipient: PEER })
  })

  test('is in the log with who sent it, how they had signed in, by which scope, and as part of what', async () => {
    const by = { userId: WORKER, acr: 'urn:amparo:acr:mfa', scope: 'referral:submit' }
    await submit({ by })
    const { userId, acr: authentication, scope } = by
    expect(state.entries).toMatchObject([
      {
        action: Action.PACKAGE_RELEASED,
        userId,
        authentication,
        scope,
        correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    ])
  })

  test('that an older start has submitted goes all the same, and the log says of nobody that they sent it', async () => {
    const { built } = await submit()
    expect(built).toBeDefined()
    expect(state.entries).toMatchObject([{ userId: '', authentication: '', scope: '', roles: [] }])
  })

  test('is in the log with the hashes of what was decided, of what of the consent goes with it, and of the package itself', async () => {
    const { built } = await submit()
    const grant = (await open(built)).content.grant?.grant ?? Buffer.alloc(0)
    expect(state.entries).toMatchObject([
      { packageId: built?.packageId, packageHash: built?.sha256, grantHash: hash('sha256', grant, 'hex') },
    ])
    expect(state.entries[0]?.basisHash).toBe('ba'.repeat(32))
    expect(state.entries[0]?.decisionHash).toMatch(/^[0-9a-f]{64}$/)
  })

  test('that is denied gets none, and the sender is told the code', async () => {
    state.denial = 'state_of_nationality'
    expect(await submit()).toMatchObject({ built: undefined, notBuilt: { code: 'state_of_nationality' } })
    expect(state.entries).toEqual([])
  })

  test.each([
    ['an agency that the directory does not know', undefined, 'recipient_unknown'],
    ['a certificate for another use', peerSeal, 'certificate_not_trusted'],
    ['a certificate of our own jurisdiction', certificates.recipient, 'certificate_not_trusted'],
  ])('to %s gets none', async (_, certificate, code) => {
    state.agencies.clear()
    if (certificate) state.agencies.set(`XB/${PEER.agencyId}`, certificate)
    expect(await submit()).toMatchObject({ built: undefined, notBuilt: { code } })
    expect(state.entries).toEqual([])
  })

  test('under a reference that is not the sender’s gets none', async () => {
    expect(await submit({ from: STRANGER })).toMatchObject({ built: undefined, notBuilt: { code: 'not_found' } })
  })

  test('waits while the log cannot take it, and goes out once it can', async () => {
    state.away.add('audit')
    setTimeout(() => state.away.clear(), 400)
    const { built } = await submit()
    expect(built).toBeDefined()
    expect(state.entries).toHaveLength(1)
  })

  test('inside this hub needs none', async () => {
    expect(await submit({ to: RECIPIENT })).toMatchObject({ built: undefined, notBuilt: undefined })
  })
})

/** A protocol of which this hub has that version. */
const HERE = (protocolHash: string) => ({ protocolId: 'standard', protocolVersion: 1, protocolHash })
const standard = FORMS.get('standard', 1)
const OWN_HASH = standard === undefined ? '' : hashOf(standard)
const OTHER_HASH = 'ab'.repeat(32)

describe('a package that comes', () => {
  const VIEW = {
    ...A_VIEW,
    categories: { ...A_VIEW.categories, needs: { needs: ['Housing Services'] } },
    withheld: [{ category: 'documents', reason: 'outside_consent' }],
  }
  const make = (changes: object = {}, options: Parameters<typeof aPackage>[1] = {}) =>
    aPackage(changes, { view: VIEW, ...options, grant: { categories: [IDENTITY, NEEDS], ...options.grant } })
  const receive = async (event: Awaited<ReturnType<typeof make>>) => {
    const before = Number((await rows('select count(*) from subject'))[0].count)
    const taken = await takeIn(event)
    return { ...taken, kept: Number((await rows('select count(*) from subject'))[0].count) - before }
  }

  test('is taken into the own vault, and consent hears of its grant', async () => {
    const event = await make()
    const { opened, kept } = await receive(event)
    expect(kept).toBe(1)
    expect(opened).toMatchObject({ referralId: event.referralId, from: PEER, to: RECIPIENT, purpose: Purpose.SHELTER })
    expect(fromBinary(SignedGrantSchema, opened?.grant ?? new Uint8Array()).signature).toBe('checked by consent')
    expect(state.entries).toMatchObject([
      {
        action: Action.PACKAGE_TAKEN_IN,
        agency: RECIPIENT,
        subjectRef: opened?.subjectRef,
        referralId: event.referralId,
      },
    ])
  })

  test('is shown by what it holds and the permit allows, no more, under the name it brought', async () => {
    const event = await make()
    const { opened } = await receive(event)
    const referralId = refer(opened?.subjectRef ?? '', { from: PEER }, event.referralId)
    state.categories = [IDENTITY, HEALTH, RISK]
    const seen = await session.open((await view(referralId)).body.sealed)
    expect(seen.categories).toEqual({ identity: { names: ['Odalis Kintunaru'] } })
    expect(seen.withheld).toEqual([{ category: 'documents', reason: 'outside_consent' }])
    state.codeNameOnly = true
    const again = await session.open((await view(referralId)).body.sealed)
    expect(again.categories.identity).toEqual({ codeName: 'Tameluko' })
  })

  test('is masked again for whoever it is passed on to, and shows them no account that may hold what incriminates', async () => {
    const reference = 'ab'.repeat(16)
    const label = { mode: 'proceedings', policyHash: 'ef'.repeat(32), madeAt: '2026-03-04T10:00:00.123Z' }
    const text = 'El 3 de marzo de 2026 llegó el capataz Fermín Uclés. Guardaba los documentos.'
    const derivativeOf = { original: 'statement', textSha256: 'ba'.repeat(32), recordingSha256: 'cd'.repeat(32) }
    const statement = {
      ...{ reference, derivativeOf, ...label, lang: 'es', text, takenAt: '2026-03-03T10:20:00.000Z' },
      ...{ place: 'court', supersedes: null, current: true, present: [] },
    }
    const narrative = { lang: 'es', text, attachments: [], derivative: { derivativeOf: 'narrative', ...label } }
    const categories = { ...A_VIEW.categories, narrative: { ...narrative, statements: [statement] } }
    const bring = async (changes: object) => {
      const event = await make(changes, { view: { ...VIEW, categories }, grant: { categories: [IDENTITY, NARRATIVE] } })
      const { opened } = await receive(event)
      return { event, subjectRef: opened?.subjectRef ?? '' }
    }
    const readAs = async (reader: AgencyType, purpose: Purpose, referralId: string, who?: typeof OTHER) => {
      Object.assign(state, { reader, tamperPermit: () => ({ purpose }) })
      state.categories = [IDENTITY, NARRATIVE, ...(reader === AgencyType.PROSECUTION ? [DataCategory.SUSPECTS] : [])]
      const seen = await session.open((await view(referralId, who)).body.sealed)
      Object.assign(state, { reader: AgencyType.SHELTER, tamperPermit: () => ({}) })
      return seen.categories.narrative
    }
    const asFirst = ({ event, subjectRef: ref }: Awaited<ReturnType<typeof bring>>) =>
      readAs(AgencyType.PROSECUTION, Purpose.CRIMINAL_INVESTIGATION, refer(ref, { from: PEER }, event.referralId))
    const asLater = ({ subjectRef: ref }: Awaited<ReturnType<typeof bring>>) =>
      readAs(AgencyType.SHELTER, Purpose.SHELTER, refer(ref, { from: RECIPIENT, to: STRANGER }), OTHER)
    const whole = await bring({ accountWhole: true })
    const first = await asFirst(whole)
    expect(first.text).toBe(text)
    expect(first.statements).toMatchObject([{ text, place: 'court', takenAt: statement.takenAt, derivativeOf }])
    expect(await asLater(whole)).toBeUndefined()
    const cut = await bring({ accountWhole: false })
    expect((await asFirst(cut)).text).toBe(text)
    const later = await asLater(cut)
    expect(later.text).toContain('Guardaba los documentos.')
    expect(later.statements).toMatchObject([{ mode: 'assistance', policyHash: VIEWS.hash, takenAt: '2026-03' }])
    const told = JSON.stringify(later)
    for (const one of [
      'Fermín',
      '3 de marzo',
      reference,
      first.statements[0].reference,
      '10:20',
      'court',
      label.madeAt,
    ])
      expect([one, told.includes(one)]).toEqual([one, false])
    for (const one of Object.values(derivativeOf).slice(1)) expect(told).not.toContain(one)
  })

  test('and what is written here of others call no two people by one word, whichever is read first', async () => {
    const label = { mode: 'assistance', policyHash: VIEWS.hash, madeAt: '2026-03-04T10:00:00.123Z' }
    const told = { lang: 'es', text: 'La testigo [testigo A] vio la casa.', attachments: [] }
    const narrative = { ...told, statements: [], derivative: { derivativeOf: 'narrative', ...label } }
    const categories = { ...A_VIEW.categories, narrative }
    const grant = { categories: [IDENTITY, NARRATIVE] }
    const { opened } = await receive(await make({ accountWhole: false }, { view: { ...VIEW, categories }, grant }))
    state.categories = grant.categories
    const passedOn = async () => {
      const referralId = refer(
        opened?.subjectRef ?? '',
        { from: RECIPIENT, to: STRANGER, users: [READER, WORKER] },
        randomUUID(),
      )
      const message = { referralId, lang: 'es', text: 'La testigo Inés Tacuri firma.', attachments: [] }
      expect((await service.post(SHELTER, '/messages', message)).status).toBe(201)
      return {
        account: async () =>
          (await session.open((await view(referralId, OTHER)).body.sealed)).categories.narrative.text,
        message: async () => (await service.readMessages(referralId, OTHER)).opened.messages[0].text,
      }
    }
    const one = await passedOn()
    expect(await one.account()).toBe('La testigo [testigo A] vio la casa.')
    expect(await one.message()).toBe('La testigo [testigo B] firma.')
    const other = await passedOn()
    expect(await other.message()).toBe('La testigo [testigo A] firma.')
    expect(await other.account()).toBe('La testigo [testigo B] vio la casa.')
    expect([await one.account(), await one.message()]).toEqual([
      'La testigo [testigo A] vio la casa.',
      'La testigo [testigo B] firma.',
    ])
  })

  test('brings no words of another hub into the log of access by way of what it withholds', async () => {
    const lines = [
      { category: 'documents', reason: 'odalis_kintunaru' },
      { category: 'odalis', reason: 'outside_consent' },
      { category: 'family', reason: 'outside_basis' },
    ]
    const event = await make({}, { view: { ...VIEW, withheld: lines } })
    const { opened } = await receive(event)
    const referralId = refer(opened?.subjectRef ?? '', { from: PEER }, event.referralId)
    state.categories = [IDENTITY]
    const seen = await session.open((await view(referralId)).body.sealed)
    expect(seen.withheld).toEqual([{ category: 'family', reason: 'outside_basis' }])
    expect(state.entries.at(-1)?.withheld.map(({ reason }) => reason)).not.toContain('odalis_kintunaru')
  })

  test('under a protocol that means the same here, or that this hub does not have, goes on with what it means there', async () => {
    const same = await receive(await make(HERE(OWN_HASH)))
    expect(same).toMatchObject({ kept: 1, opened: { protocolHash: OWN_HASH } })
    const unknown = await receive(await make({ ...HERE(OTHER_HASH), protocolVersion: 9 }))
    expect(unknown).toMatchObject({ kept: 1, opened: { protocolHash: OTHER_HASH } })
  })

  test('that comes twice is taken in once', async () => {
    const event = await make()
    await receive(event)
    expect(await receive(event)).toMatchObject({ kept: 0 })
  })

  type Refused = { packageId: string; referralId: string; fromHub: string; code: string }

  describe('and is sent again', () => {
    const sentTwice = async (name = 'Odalis K.') => {
      const event = await make()
      const { opened: first } = await receive(event)
      const { referralId } = event
      const categories = { identity: { names: [name] }, needs: { needs: ['Legal Services'] } }
      const again = await make({}, { referralId, view: { ...VIEW, categories } })
      const second = await receive(again)
      refer(first?.subjectRef ?? '', { from: PEER }, referralId)
      state.categories = [IDENTITY]
      const named = async () =>
        (await session.open((await view(referralId)).body.sealed)).categories.identity.names as string[]
      return { event, again, first, second, named }
    }

    test('is what is held of the same person from then on, under the same name, and consent hears of its grant', async () => {
      const { again, first, second, named } = await sentTwice()
      const { subjectId, subjectRef: name } = first ?? {}
      expect(second).toMatchObject({ kept: 0, opened: { subjectId, subjectRef: name, packageId: again.packageId } })
      expect(await named()).toEqual(['Odalis K.'])
    })

    test('is let go of again when its grant is refused, and what came before stays', async () => {
      const { again, first, named } = await sentTwice()
      const { packageId, referralId } = again
      await publish(grantRefused, { packageId, referralId, fromHub: 'XB', code: 'grant_mismatch' })
      const { subjectId } = first ?? {}
      expect(await keyRows('select 1 from wrapped_key where subject_id = $1', [subjectId])).toHaveLength(1)
      expect(await rows('select version from record where subject_id = $1', [subjectId])).toEqual([{ version: 1 }])
      expect(await rows('select 1 from package_in where package_id = $1', [packageId])).toEqual([])
      expect(await rows('select 1 from indexed where subject_id = $1 and record_version > 1', [subjectId])).toEqual([])
      expect(await named()).toEqual(['Odalis Kintunaru'])
    })

    test('opens with no key of now once it is refused, though a backup of the vault bring it back', async () => {
      const name = 'Odalis Refused'
      const { again, first, named } = await sentTwice(name)
      const { packageId, referralId } = again
      const read = () => readWith(rows, keyRows, keyStore)
      const versions = () =>
        rows('select version from record where subject_id = $1 order by version', [first?.subjectId])
      await backUp(rows)
      expect(await read()).toContain(name)
      await publish(grantRefused, { packageId, referralId, fromHub: 'XB', code: 'grant_mismatch' })
      await restore(rows)
      expect(await versions()).toEqual([{ version: 1 }, { version: 2 }])
      expect(await read()).not.toContain(name)
      expect(await named()).toEqual(['Odalis Kintunaru'])
      // As at a start.
      await app.eraseAgain()
      expect(await versions()).toEqual([{ version: 1 }])
      expect(await named()).toEqual(['Odalis Kintunaru'])
    })

    test('leaves its number behind when it is refused: what comes next is another version', async () => {
      const { again, first } = await sentTwice()
      const { packageId, referralId } = again
      await publish(grantRefused, { packageId, referralId, fromHub: 'XB', code: 'grant_mismatch' })
      await takeIn(await make({ supplement: true }, { referralId }))
      const sql = 'select version from record where subject_id = $1 order by version'
      expect(await rows(sql, [first?.subjectId])).toEqual([{ version: 1 }, { version: 3 }])
    })

    test.each([
      ['its grant was', (refused: Refused) => publish(grantRefused, refused)],
      ['its referral was', (refused: Refused) => publish(referralRefused, refused)],
    ])('stays where what came before goes, because %s refused; and goes by itself', async (_, isRefused) => {
      const { event, again, first, named } = await sentTwice()
      const { subjectId } = first ?? {}
      const letGo = ({ packageId, referralId }: typeof event) =>
        isRefused({ packageId, referralId, fromHub: 'XB', code: 'protocol_unknown' })
      const keys = () => keyRows('select 1 from wrapped_key where subject_id = $1', [subjectId])
      await letGo(event)
      expect(await keys()).toHaveLength(1)
      expect(await rows('select version from record where subject_id = $1', [subjectId])).toEqual([{ version: 2 }])
      expect(await named()).toEqual(['Odalis K.'])
      await letGo(again)
      expect([await keys(), await rows('select 1 from subject where id = $1', [subjectId])]).toEqual([[], []])
    })

    test('goes with what came before, and so does what completed that, where both are refused', async () => {
      const { event, again, first } = await sentTwice()
      const { referralId } = event
      await takeIn(await make({ supplement: true }, { referralId }))
      for (const { packageId } of [again, event])
        await publish(grantRefused, { packageId, referralId, fromHub: 'XB', code: 'grant_mismatch' })
      expect(await keyRows('select 1 from wrapped_key where subject_id = $1', [first?.subjectId])).toEqual([])
    })

    test('by another agency is another person’s', async () => {
      const { referralId } = await make()
      const { opened: first } = await receive(await make({}, { referralId }))
      const other = await make({ from: { ...PEER, agencyId: randomUUID() } }, { referralId })
      const { kept, opened } = await receive(other)
      expect([kept, opened?.subjectId === first?.subjectId]).toEqual([1, false])
    })
  })

  test.each([
    ['is meant for another agency', { to: STRANGER }, {}, 'package_not_for_us'],
    ['says that it comes from another hub', { from: { ...PEER, hub: 'XC' } }, {}, 'package_not_for_us'],
    ['belongs to another referral', { referralId: randomUUID() }, {}, 'package_not_for_us'],
    ['has another id inside', { packageId: randomUUID() }, {}, 'package_not_for_us'],
    ['comes too late', { expiresAt: timestampFromDate(new Date(Date.now() - 1_000)) }, {}, 'package_expired'],
    ['has no grant', { grant: undefined }, {}, 'package_malformed'],
    ['holds no view', {}, { view: { names: ['Odalis'] } }, 'package_malformed'],
    [
      'holds more than was granted',
      {},
      { view: { ...VIEW, categories: { documents: { documents: [] } } } },
      'package_malformed',
    ],
    [
      'has a field in its grant that nobody here knows',
      {},
      { appended: [0x9a, 0x06, 3, 65, 110, 97] },
      'package_malformed',
    ],
    ['has words for an id in its grant', {}, { grant: { basisId: 'Odalis Kintunaru' } }, 'package_malformed'],
    ['is of a protocol that says something else here', HERE(OTHER_HASH), {}, 'protocol_differs'],
    ['says in words what its protocol means', HERE('Odalis Kintunaru'), {}, 'package_malformed'],
    ['has words for the number of a paper form', { fallback: { number: 'Odalis Kintunaru' } }, {}, 'package_malformed'],
  ])('and %s is refused, and nothing of it kept', async (_, changes, options, code) => {
    const event = await make(changes, options)
    expect(await receive(event)).toMatchObject({ opened: undefined, refused: { code, fromHub: 'XB' }, kept: 0 })
    expect(state.entries).toEqual([])
  })

  test('and was changed on the way, or is for an agency without a key here, is refused', async () => {
    const event = await make()
    expect(await receive({ ...event, sha256: 'ab'.repeat(32) })).toMatchObject({
      refused: { code: 'ciphertext_altered' },
    })
    const other = await make({ to: STRANGER })
    expect(await receive({ ...other, to: STRANGER })).toMatchObject({
      refused: { code: 'package_not_for_us' },
      kept: 0,
    })
    const evil = await make()
    const outside = { ...evil, to: { hub: 'XA', agencyId: '../seal' } }
    expect(await receive(outside)).toMatchObject({ refused: { code: 'package_not_for_us' } })
  })

  test('from a hub whose certificate its jurisdiction did not certify is refused', async () => {
    const forged = await (await aJurisdiction('XB')).certified('redaction-sign')
    state.hubs.set('XB', { jurisdiction, sign: forged })
    const event = await make({}, { signer: forged.privateKey })
    expect(await receive(event)).toMatchObject({ refused: { code: 'certificate_not_trusted' }, kept: 0 })
  })

  test.each([
    ['its grant is refused', (refused: Refused) => publish(grantRefused, refused)],
    ['its referral is not to be received here', (refused: Refused) => publish(referralRefused, refused)],
  ])('is destroyed again when %s: key and rows', async (_, isRefused) => {
    const event = await make()
    const { opened } = await receive(event)
    const { packageId, referralId } = event
    await isRefused({ packageId, referralId, fromHub: 'XC', code: 'protocol_unknown' })
    expect(await keyRows('select 1 from wrapped_key where subject_id = $1', [opened?.subjectId])).toHaveLength(1)
    await isRefused({ packageId, referralId, fromHub: 'XB', code: 'protocol_unknown' })
    expect(await keyRows('select 1 from wrapped_key where subject_id = $1', [opened?.subjectId])).toEqual([])
    for (const table of [
      'subject where id',
      'record where subject_id',
      'share where subject_id',
      'package_in where subject_id',
    ])
      expect(await rows(`select 1 from ${table} = $1`, [opened?.subjectId])).toEqual([])
  })

  test('leaves nothing of the person in clear anywhere', async () => {
    const all = await everything()
    for (const canary of [...CANARIES, 'Odalis', 'Kintunaru'])
      expect([canary, all.includes(canary)]).toEqual([canary, false])
  })
})
