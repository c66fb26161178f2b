import { generateKeyPairSync } from 'node:crypto'
import { checkpointText, formatNote, NoteAlgorithm, noteKeyOf, signNote } from '@amparo/crypto/tlog'
import { expect, test } from 'vitest'
import { hashRanges } from '../src/domain/levels.ts'
import { consistencyRanges } from '../src/domain/ranges.ts'
import { hasher } from '../src/hasher.ts'
import { memoryLog, numbered } from './memory-log.ts'
import { useWitnessing } from './witnessing.ts'

/** Logs of others: one is rewritten by whoever holds its key, who sends no proof of it; of the other somebody sends junk. */
const logOf = (origin: string) => {
  const { privateKey } = generateKeyPairSync('ed25519')
  return { origin, privateKey, key: noteKeyOf(origin, NoteAlgorithm.ED25519, privateKey) }
}
type LogOf = ReturnType<typeof logOf>
const [rewriter, honest] = [logOf('log.example/rewritten'), logOf('log.example/honest')]
const before = memoryLog(numbered(60))
const forked = memoryLog(numbered(60).map((entry, i) => (i === 3 ? Buffer.from('changed') : entry)))

const { audit, url } = await useWitnessing([rewriter.key, honest.key])

const JUNK = [Buffer.alloc(32)]
async function add(of: LogOf, log: typeof before, [from, size]: readonly [number, number], junk?: readonly Buffer[]) {
  const text = checkpointText({ origin: of.origin, size, root: log.roots[size] ?? Buffer.alloc(32) })
  const note = formatNote({ text, signatures: [signNote(text, of.key, of.privateKey, new Date())] })
  const proof = junk ?? (from === 0 ? [] : await hashRanges(consistencyRanges(from, size), log.read, hasher))
  const lines = proof.map(hash => `${Buffer.from(hash).toString('base64')}\n`).join('')
  return (await fetch(`${url()}/add-checkpoint`, { method: 'POST', body: `old ${from}\n${lines}\n${note}` })).status
}
interface Alert {
  readonly rule: string
  readonly says: { readonly en: string }
  readonly [field: string]: unknown
}
async function told(): Promise<Alert[]> {
  const headers = { authorization: `Bearer ${await audit.issuer.token({ scope: 'audit:read' })}` }
  const { alerts } = (await (await fetch(`${url()}/alerts?limit=200`, { headers })).json()) as { alerts: Alert[] }
  return alerts.filter(({ rule }) => rule.startsWith('witnessed'))
}
const someRounds = () => new Promise(resolve => setTimeout(resolve, 4_000))
/** As if it had come so much earlier. */
const hoursLater = async (hours: number) => {
  await audit.sql('alter table audit.refused_head disable trigger user')
  await audit.sql(`update audit.refused_head set refused_at = refused_at - interval '${hours} hours'`)
}

test('That a log has shown no proof for an hour is told once, and what anybody sends of a log that goes on never', async () => {
  for (const of of [rewriter, honest]) expect(await add(of, before, [0, 30])).toBe(200)
  for (const size of [35, 40, 45, 50, 55]) expect(await add(rewriter, forked, [30, size], JUNK)).toBe(422)
  expect(await add(honest, before, [30, 35], JUNK)).toBe(422)
  expect(await add(honest, before, [30, 35])).toBe(200)
  expect(await add(honest, before, [35, 40], JUNK)).toBe(422)
  await someRounds()
  expect(await told()).toEqual([])

  expect(await add(honest, before, [35, 40])).toBe(200)
  await hoursLater(2)
  expect(await add(honest, before, [40, 45], JUNK)).toBe(422)
  await expect.poll(told, { timeout: 30_000 }).toMatchObject([
    {
      ...{ rule: 'witnessed_unshown', weight: 85, proof: 'unshown' },
      says: { en: expect.stringMatching(/log\.example:rewritten, .* 30 entries/) },
    },
  ])
  await add(rewriter, forked, [30, 56], JUNK)
  await someRounds()
  expect(await told()).toHaveLength(1)
  const kept = await audit.sql<{ count: number }>('select count(*)::int from audit.refused_head group by origin')
  expect(kept.map(({ count }) => count)).toEqual([3, 3])
})
