import { randomUUID } from 'node:crypto'
import { Action, encode, encodeEnvelope, eventSubject, subjectErased } from '@amparo/contracts'
import { waitFor } from '@amparo/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { readTrusted } from '../../scripts/lib/audit/trusted.ts'
import { tellErasure, verifyErasure } from '../../scripts/lib/audit/verify-erasure.ts'
import { anEntry, appended, untilWriting, useAudit } from '../../services/audit/test/support.ts'

const audit = await useAudit()
const redaction = await audit.nats.as('redaction')
let [url, keys] = ['', '']

interface Document {
  keys: string[]
  entriesCut: number
  decisions: { entryId: string; action: string; userId?: string; proof?: string }[]
}
const get = async (path: string) => {
  const headers = { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` }
  return fetch(`${url}${path}`, { headers })
}
const proofOf = async (erasureId: string) => (await get(`/erasures/${erasureId}/proof`)).text()

interface Erased {
  readonly asked: string
  readonly confirmed: string
  readonly views?: number
  /** What entries say beside the reason. */
  readonly named?: (erasureId: string) => string
  readonly beforeConfirmed?: (reference: string) => Promise<unknown>
}

/** A person whom somebody looked at `views` times, erased by these decisions. */
async function erased({ asked, confirmed, views = 0, named = id => `:${id}`, beforeConfirmed }: Erased) {
  const [reference, erasureId] = [randomUUID(), randomUUID()]
  const about = { subjectRef: reference, code: `asked_by_person${named(erasureId)}` }
  const looks = Array.from({ length: views }, () => anEntry({ subjectRef: reference }))
  for (const look of looks) await appended(redaction, look)
  await appended(redaction, anEntry({ ...about, action: Action.ERASURE_REQUESTED, userId: asked }))
  await beforeConfirmed?.(reference)
  await appended(redaction, anEntry({ ...about, action: Action.ERASURE_CONFIRMED, userId: confirmed }))
  await appended(redaction, anEntry({ ...about, action: Action.SUBJECT_ERASED, userId: '' }))
  const meta = { id: erasureId, aggregateId: erasureId, aggregateVersion: 1, correlationId: erasureId }
  const event = encode(subjectErased, { erasureId, shareIds: [reference] }, { ...meta, occurredAt: new Date() })
  redaction.connection.publish(eventSubject(subjectErased), encodeEnvelope(event, 1n))
  await waitFor(async () => (await get(`/erasures/${erasureId}/proof`)).status === 200)
  return { reference, erasureId, looks }
}
const verify = (document: string, reference?: string) =>
  verifyErasure(Buffer.from(document), readTrusted(keys), reference)
/** The same with something changed. */
const changed = (document: string, change: (document: Document) => void): string => {
  const copy = JSON.parse(document) as Document
  change(copy)
  return JSON.stringify(copy)
}

beforeAll(async () => {
  url = (await audit.start()).url
  await untilWriting(redaction)
  keys = await (await fetch(`${url}/keys`)).text()
})

describe('a proof of erasure', () => {
  test('shows offline who asked, who confirmed and that it was done, and to who has the reference whose keys they were', async () => {
    const [ana, bea] = [randomUUID(), randomUUID()]
    const { reference, erasureId, looks } = await erased({ asked: ana, confirmed: bea, views: 3 })
    const document = await proofOf(erasureId)
    const { decisions, stated } = verify(document, reference)
    expect(decisions.map(({ entry }) => entry.userId)).toEqual([ana, bea, ''])
    // Three who looked, and the three entries of the erasure itself.
    expect(stated.entriesCut).toBe(6)
    const told = tellErasure({ decisions, stated }, reference)
    expect(told).toContain(`erasure_confirmed by ${bea}`)
    expect(told).toContain('The decisions are proven.')
    // It brings back neither the person nor their trail.
    for (const { entryId = '', userId = '' } of looks) {
      expect(document).not.toContain(entryId)
      expect(document).not.toContain(userId)
    }
    expect(document).not.toContain(reference)
    const { erasures } = (await (await get('/erasures')).json()) as { erasures: { erasureId: string }[] }
    expect(erasures.map(one => one.erasureId)).toContain(erasureId)
  })

  test('does not hold where one decided alone', async () => {
    const ana = randomUUID()
    const { erasureId } = await erased({ asked: ana, confirmed: ana })
    const document = await proofOf(erasureId)
    expect(() => verify(document)).toThrow('not decided by two')
  })

  test('does not hold for another person, nor with anything of it taken away or put in another’s place', async () => {
    const { erasureId } = await erased({ asked: randomUUID(), confirmed: randomUUID() })
    const { erasureId: another } = await erased({ asked: randomUUID(), confirmed: randomUUID() })
    const [document, other] = [await proofOf(erasureId), await proofOf(another)]
    expect(() => verify(document)).not.toThrow()
    expect(() => verify(document, randomUUID())).toThrow('no key of this reference')
    const foreign = (JSON.parse(other) as Document).decisions
    for (const [change, fault] of [
      [({ decisions }) => decisions.pop(), 'no proof of the entry subject_erased'],
      [({ decisions }) => delete decisions[1]?.proof, 'no proof of the entry erasure_confirmed'],
      [({ decisions }) => Object.assign(decisions[1] ?? {}, { proof: decisions[0]?.proof }), 'is of another entry'],
      [({ decisions }) => Object.assign(decisions[0] ?? {}, { proof: foreign[0]?.proof }), 'is of another entry'],
      [({ decisions }) => Object.assign(decisions[1] ?? {}, foreign[1]), 'erasure_confirmed is not of this erasure'],
      [one => Object.assign(one, { erasureId: another }), 'erasure_requested is not of this erasure'],
      [({ decisions }) => Object.assign(decisions[2] ?? {}, { proof: `${decisions[2]?.proof?.slice(0, -40)}` }), ''],
      [one => Object.assign(one, { keys: [] }), 'no proof of an erasure'],
    ] as [(document: Document) => unknown, string][]) {
      expect(() => verify(changed(document, change))).toThrow(fault)
    }
  })

  test('does not hold by the confirmation of another erasure, though it came when this one’s should have', async () => {
    let foreign: Document['decisions'] = []
    const { erasureId } = await erased({
      ...{ asked: randomUUID(), confirmed: randomUUID() },
      beforeConfirmed: async () => {
        const { erasureId: another } = await erased({ asked: randomUUID(), confirmed: randomUUID() })
        foreign = (JSON.parse(await proofOf(another)) as Document).decisions
      },
    })
    const document = await proofOf(erasureId)
    expect(() => verify(document)).not.toThrow()
    const forged = changed(document, ({ decisions }) => Object.assign(decisions[1] ?? {}, foreign[1]))
    expect(() => verify(forged)).toThrow('erasure_confirmed is not of this erasure')
  })

  test('has the decisions of this erasure, also where the person was asked for once more meanwhile', async () => {
    const again = (reference: string) => {
      const about = { subjectRef: reference, code: `no_longer_needed:${randomUUID()}`, userId: randomUUID() }
      return appended(redaction, anEntry({ ...about, action: Action.ERASURE_REQUESTED }))
    }
    const asked = randomUUID()
    const { erasureId } = await erased({ asked, confirmed: randomUUID(), beforeConfirmed: again })
    expect(verify(await proofOf(erasureId)).decisions[0]?.entry.userId).toBe(asked)
  })

  test('is none by entries of before they named their erasure: they are shown, and prove nothing', async () => {
    const { erasureId } = await erased({ asked: randomUUID(), confirmed: randomUUID(), named: () => '' })
    const document = await proofOf(erasureId)
    expect((JSON.parse(document) as Document).decisions).toHaveLength(3)
    expect(() => verify(document)).toThrow('erasure_requested is not of this erasure')
  })

  test('is there of no erasure that was not heard of', async () => {
    expect((await get(`/erasures/${randomUUID()}/proof`)).status).toBe(404)
  })

  test('is never changed, whoever writes to the database', async () => {
    for (const statement of ['delete from audit.erasure_heard', 'update audit.erasure_heard set cut = 0'])
      await expect(audit.sql(statement)).rejects.toThrow('append-only')
  })
})
