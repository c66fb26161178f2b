import { randomUUID } from 'node:crypto'
import { AgencyType, DataCategory, referralSubmitted } from '@amparo/contracts'
import { beforeEach, describe, expect, test } from 'vitest'
import { aStatement } from './fixtures/forms.ts'
import { CONTACT, NARRATIVE, NEEDS, RISK } from './fixtures/neighbours.ts'
import { READER, RECIPIENT, SENDER, STRANGER, WORKER } from './fixtures/parties.ts'
import { CASEWORKER, SHELTER, useRedaction } from './fixtures/service.ts'

const { register, refer, post, send, publish, view, session, state } = await useRedaction()
const OTHER = { agencyId: STRANGER.agencyId, user: READER }
const recipients = [
  { who: SHELTER, to: RECIPIENT },
  { who: OTHER, to: STRANGER },
] as const

beforeEach(() => {
  Object.assign(state, { codeNameOnly: true, categories: [CONTACT, NARRATIVE, NEEDS, RISK, DataCategory.EXPLOITATION] })
})

type Json = ReturnType<typeof JSON.parse>
const leaves = (value: Json): string[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [String(value)]

/** What looks like a name of one thing among many: ids, hashes, points in time, code names. */
const NAMES_ONE = /[0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-f]{16}|\d\d:\d\d|^[A-Z][a-z]+-[A-Z][a-z]+-\d{4}$/
const identifiers = (seen: Json) => new Set(leaves(seen).filter(leaf => NAMES_ONE.test(leaf)))

/** A person with a statement and an assessment, referred to both; what each of them sees. */
async function seenByBoth() {
  const subjectRef = await register()
  const referrals = recipients.map(({ to }) => refer(subjectRef, { to, users: [READER, WORKER] }))
  const at = { referralId: referrals[0] }
  const statement = {
    ...aStatement('El capataz guardaba todo.'),
    recording: { sha256: 'cd'.repeat(32), mediaType: 'audio/ogg', seconds: 1847 },
  }
  const first = await post(CASEWORKER, '/statements', { ...at, ...statement })
  const later = { ...at, ...statement, supersedes: first.body.statementId }
  expect((await post(CASEWORKER, '/statements', later)).status).toBe(201)
  const answers = { form: 'risks', version: 1, answers: { followed: 'no', alone: 'no' } }
  expect((await post(CASEWORKER, '/assessments', { ...at, ...answers })).status).toBe(201)
  const open = async (n: 0 | 1): Promise<Json> =>
    session.open((await view(referrals[n] ?? '', recipients[n].who)).body.sealed)
  return { open, shelter: await open(0), other: await open(1) }
}

describe('what two recipients see of one person', () => {
  test('has no id, code name, hash or point in time in common by which they could join it', async () => {
    const { shelter, other } = await seenByBoth()
    // Both see it all: else there would be nothing to compare.
    for (const seen of [shelter, other]) {
      expect(seen.categories.narrative.statements).toHaveLength(2)
      expect(seen.categories.risk.assessments).toHaveLength(1)
      expect(identifiers(seen).size).toBeGreaterThan(6)
    }
    // What is in the view of somebody else as well says nothing of whom it is about: the file of the policy, who assessed.
    const anybody = identifiers((await seenByBoth()).shelter)
    const common = [...identifiers(shelter)].filter(one => identifiers(other).has(one) && !anybody.has(one))
    expect(common).toEqual([])
    expect(shelter.subjectRef).not.toBe(other.subjectRef)
    expect(shelter.categories.identity.codeName).not.toBe(other.categories.identity.codeName)
    const references = (seen: Json) => seen.categories.narrative.statements.map((one: Json) => one.reference)
    expect(references(shelter).filter((one: string) => references(other).includes(one))).toEqual([])
  })

  test('is none of the agency’s that registered the person, nor in common, when each opens it alone in an emergency', async () => {
    const subjectRef = await register()
    const terms = { from: SENDER, protocolId: 'standard', protocolVersion: 1, subjectRef }
    const views: Json[] = []
    for (const { who, to } of recipients) {
      state.types.set(to.agencyId, AgencyType.SHELTER)
      const referralId = randomUUID()
      await publish(referralSubmitted, { ...terms, referralId, to })
      const request = await session.request(referralId, new Date(), 'POST /break-glass')
      const emergency = { ...who, scope: 'identity:emergency' }
      const { body } = await send(
        emergency,
        '/break-glass',
        { request, reason: 'danger_to_life' },
        { jkt: session.jkt },
      )
      views.push(await session.open(body.sealed, 'POST /break-glass'))
    }
    const [shelter, other] = views
    expect(shelter.categories.identity.names).toEqual(other.categories.identity.names)
    expect(JSON.stringify(views)).not.toContain(subjectRef)
    // The log that these tests ask has one hash for every entry.
    const anybody = new Set([shelter.policyHash, shelter.auditEntry.leafHash])
    const common = [...identifiers(shelter)].filter(one => identifiers(other).has(one) && !anybody.has(one))
    expect(common).toEqual([])
  })

  test('is the same for each of them whenever they look', async () => {
    const { open, shelter } = await seenByBoth()
    const again = await open(0)
    const stable = ({ subjectRef, categories }: Json) => ({
      subjectRef,
      codeName: categories.identity.codeName,
      statements: categories.narrative.statements.map(({ reference, supersedes }: Json) => ({ reference, supersedes })),
    })
    expect(stable(again)).toEqual(stable(shelter))
    expect(stable(again).statements[1].supersedes).toBe(stable(again).statements[0].reference)
  })

  test('has another name in another referral of the same recipient', async () => {
    const subjectRef = await register()
    const [one, other] = [refer(subjectRef), refer(subjectRef, {}, randomUUID())]
    const inTurn: string[] = []
    for (const id of [one, other]) inTurn.push((await session.open((await view(id)).body.sealed)).subjectRef)
    expect(new Set(inTurn).size).toBe(2)
  })
})
