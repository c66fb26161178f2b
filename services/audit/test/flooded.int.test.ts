import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { Action, timestampFromDate } from '@amparo/contracts'
import { checkpointText, formatNote, NoteAlgorithm, noteKeyOf, signNote } from '@amparo/crypto/tlog'
import { expect, test } from 'vitest'
import { anEntry, appended } from './support.ts'
import { useWitnessing } from './witnessing.ts'

/** A log of somebody else's, whose key makes as many other beginnings as it likes. */
const stranger = generateKeyPairSync('ed25519')
const origin = 'log.example/of-others'
const key = noteKeyOf(origin, NoteAlgorithm.ED25519, stranger.privateKey)
const SIZE = 5
const HEADS = 500

const { audit, redaction, url } = await useWitnessing([key])

interface Alert {
  readonly id: string
  readonly rule: string
  readonly weight: number
  readonly says: { readonly en: string }
}
/** Of all pages. */
async function alerts(limit: number): Promise<Alert[]> {
  const headers = { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` }
  const all: Alert[] = []
  for (let next = ''; ; ) {
    const response = await fetch(`${url()}/alerts?limit=${limit}${next && `&cursor=${next}`}`, { headers })
    const page = (await response.json()) as { alerts: Alert[]; next?: string }
    all.push(...page.alerts)
    if (page.next === undefined) return all
    next = page.next
  }
}
const rewritten = async () => (await alerts(200)).filter(({ rule }) => rule === 'witnessed_rewritten')
function add(previous: number) {
  const text = checkpointText({ origin, size: SIZE, root: randomBytes(32) })
  const note = formatNote({ text, signatures: [signNote(text, key, stranger.privateKey, new Date())] })
  return fetch(`${url()}/add-checkpoint`, { method: 'POST', body: `old ${previous}\n\n${note}` })
}
const days = (count: number) =>
  audit.sql(`update audit.refused_head set refused_at = refused_at - interval '${count} days'`)

test('A log whose key signs one other beginning after the other is told a few times, and buries no other alert', async () => {
  expect((await add(0)).status).toBe(200)
  const old = { occurredAt: timestampFromDate(new Date(Date.now() - 20 * 60_000)), code: 'confirmed_roster:none' }
  await appended(redaction, anEntry({ ...old, action: Action.BASIS_CONFIRMED, userId: randomUUID() }))
  const [light] = (await alerts(200)).filter(({ rule }) => rule === 'confirmed_off_duty')
  expect(light).toMatchObject({ weight: 55 })

  for (let sent = 0; sent < HEADS; sent += 50) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => add(SIZE)))
    expect(answers.every(({ status }) => status === 409)).toBe(true)
  }
  await expect.poll(async () => (await rewritten()).length, { timeout: 30_000 }).toBe(3)
  expect((await audit.sql('select from audit.refused_head')).length).toBe(3)
  expect((await alerts(200)).map(({ id }) => id)).toContain(light?.id)

  await audit.sql('alter table audit.refused_head disable trigger user')
  await days(2)
  for (let i = 0; i < 5; i++) await add(SIZE)
  await expect.poll(async () => (await rewritten()).length, { timeout: 30_000 }).toBe(4)
  // Those that were not kept, when it is told.
  expect((await rewritten()).at(-1)?.says.en).toMatch(/log\.example:of-others, .* 5 entries.* (49[7-9]|50[01]) more/)
}, 120_000)

test('The list of alerts goes on behind each page, in one order, until the last', async () => {
  const whole = (await alerts(200)).map(({ id }) => id)
  expect(whole.length).toBeGreaterThan(4)
  expect((await alerts(2)).map(({ id }) => id)).toEqual(whole)
  const headers = { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` }
  expect((await fetch(`${url()}/alerts?cursor=1_x`, { headers })).status).toBe(400)
})
