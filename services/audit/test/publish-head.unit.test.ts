import { generateKeyPairSync } from 'node:crypto'
import { checkpointText, NoteAlgorithm, type NoteKey, noteKeyOf, signNote } from '@amparo/crypto/tlog'
import type { Reader, Store, Transaction } from '@amparo/store'
import { describe, expect, test } from 'vitest'
import { type PublishDeps, publishHead } from '../src/commands/publish-head.ts'
import type { AskWitness, WitnessAnswer } from '../src/ports/witness.ts'
import { memoryLog, numbered } from './memory-log.ts'

const { privateKey } = generateKeyPairSync('ed25519')
const key: NoteKey = noteKeyOf('log.example/own', NoteAlgorithm.ED25519, privateKey)
const named = (name: string) => ({
  key: noteKeyOf(`${name}.example/w`, NoteAlgorithm.COSIGNATURE, generateKeyPairSync('ed25519').privateKey),
  url: `http://${name}.example`,
})
const log = memoryLog(numbered(600))

/** A log that has so many leaves now, as its database answers. */
function storeOf(size: () => number): Pick<Store, 'read' | 'run'> {
  const one = (hashes: readonly Uint8Array[]) => [{ hashes: Buffer.concat(hashes) }]
  const sql = async (_text: string, params: readonly unknown[] = [], name = '') => {
    const [a, b, c] = params.map(Number) as [number, number, number]
    if (name === 'log_size') return [{ size: String(size()) }]
    if (name === 'leaf_hashes') return one(await log.read({ level: 0, first: a, count: b }))
    if (name === 'subtree_hashes') return one(await log.read({ level: a, first: b, count: c - b }))
    return []
  }
  const of = { sql } as unknown as Reader & Transaction
  return { read: async query => query(of), run: async work => work(of) }
}

const HOUR_MS = 3_600_000

function aHub(answers: Readonly<Record<string, (asked: Parameters<AskWitness>[1]) => WitnessAnswer>>) {
  const hub = { size: 300, at: new Date('2027-01-15T08:00:00Z'), told: [] as string[], failed: 0 }
  const witnesses = Object.keys(answers).map(named)
  const ask: AskWitness = async ({ key: { name } }, asked) =>
    answers[name.split('.')[0] ?? '']?.(asked) ?? { kind: 'away' }
  const publish = (more: Partial<PublishDeps> = {}) =>
    publishHead({
      ...{ store: storeOf(() => hub.size), witnesses, ask, now: () => hub.at },
      signHead: head => {
        const text = checkpointText({ origin: key.name, ...head })
        return { text, signatures: [signNote(text, key, privateKey, new Date(0))] }
      },
      alarm: async ({ name, size }) => void hub.told.push(`${name} ${size}`),
      failed: () => {
        hub.failed += 1
      },
      ...more,
    })
  return { hub, publish }
}

const signs = (): WitnessAnswer => ({
  ...{ kind: 'signed', time: Date.parse('2027-01-15T08:00:00Z') / 1_000 },
  signature: { name: 'honest.example/w', keyId: new Uint8Array(4), signature: new Uint8Array(72) },
})
const { signal } = new AbortController()

describe('A witness that says it has seen another log', () => {
  test('is told of once, as long as it says the same', async () => {
    const { hub, publish } = aHub({ liar: () => ({ kind: 'elsewhere', size: 400 }) })
    const round = publish()
    for (let i = 0; i < 5; i++) await round(signal)
    expect(hub.told).toEqual(['liar.example/w 400'])
  })
  test('and each time another one, is told of three times, then once a day: what it says is its own, and the list is auditors’', async () => {
    let said = 400
    const { hub, publish } = aHub({ liar: () => ({ kind: 'elsewhere', size: ++said }), honest: signs })
    const round = publish()
    for (let i = 0; i < 48; i++) {
      expect((await round(signal))?.names).toEqual(['honest.example/w'])
      hub.at = new Date(hub.at.getTime() + HOUR_MS)
    }
    expect(hub.told).toHaveLength(3 + 1)
  })
  test('is asked anew what it has seen: one false answer is no end of it', async () => {
    const asked: number[] = []
    const { publish } = aHub({
      honest: ({ previous }) => {
        asked.push(previous)
        return asked.length === 1 ? { kind: 'elsewhere', size: 2 ** 53 - 1 } : signs()
      },
    })
    const round = publish()
    expect(await round(signal)).toBeUndefined()
    expect((await round(signal))?.names).toEqual(['honest.example/w'])
    expect(asked).toEqual([0, 0])
  })
  test('holds up no other one’s signature while the log cannot be written, and is told of again', async () => {
    const { hub, publish } = aHub({ liar: () => ({ kind: 'elsewhere', size: 400 }), honest: signs })
    let away = true
    const round = publish({
      alarm: async ({ name, size }) => {
        if (away) throw new Error('the log is away')
        hub.told.push(`${name} ${size}`)
      },
    })
    expect((await round(signal))?.names).toEqual(['honest.example/w'])
    expect(hub.failed).toBe(1)
    away = false
    await round(signal)
    expect(hub.told).toEqual(['liar.example/w 400'])
  })
  test('is none, where another instance has shown it what was written since this one read', async () => {
    const { hub, publish } = aHub({
      honest: () => {
        hub.size = 320
        return { kind: 'elsewhere', size: 310 }
      },
    })
    expect(await publish()(signal)).toBeUndefined()
    expect(hub.told).toEqual([])
  })
})
