import { createLog } from '@amparo/observability'
import { afterEach, expect, test } from 'vitest'
import { keepPeers, type Peers } from '../src/keep-peers.ts'

const peer = (hub: string) => ({ hub, url: 'tls://192.0.2.1:4222', seedFile: '/run/secrets/peer' })
const log = createLog({ service: 'exchange', hub: 'XA', level: 'silent' })

let peers: Peers | undefined
afterEach(() => peers?.stop())

async function kept() {
  const file = { hubs: ['XB'] }
  const known = new Set<string>()
  const [taken, sentTo] = [[] as string[], [] as string[]]
  const left: string[] = []
  const streams = new Set(['XB', 'XC'])
  peers = await keepPeers({
    read: () => file.hubs.map(peer),
    take: async hub => {
      if (!streams.has(hub)) throw new Error('no stream of that hub')
      taken.push(hub)
      return { stop: async () => void left.push(hub) }
    },
    send: all => {
      sentTo.push(all.map(({ hub }) => hub).join(' '))
      return { ring: () => {}, stop: async () => {} }
    },
    known,
    log,
    // Not within this test.
    everyMs: 3_600_000,
  })
  return { file, known, taken, left, sentTo, streams, reaches: peers.reaches }
}

test('a hub that has joined since the last look is reached when something is for it, and taken from', async () => {
  const { file, taken, sentTo, reaches } = await kept()
  expect(await reaches('XC')).toBe(false)
  file.hubs.push('XC')
  expect(await Promise.all([reaches('XC'), reaches('XC'), reaches('XB')])).toEqual([true, true, true])
  expect({ taken, sentTo }).toEqual({ taken: ['XB', 'XC'], sentTo: ['XB', 'XB XC'] })
})

test('while the file names a hub without a stream nothing for it is judged, and the others are as they were', async () => {
  const { file, known, sentTo, streams, reaches } = await kept()
  file.hubs.push('XD')
  await expect(reaches('XD')).rejects.toThrow('no stream')
  expect({ known: [...known], sentTo }).toEqual({ known: ['XB'], sentTo: ['XB'] })
  expect(await reaches('XB')).toBe(true)
  streams.add('XD')
  expect(await reaches('XD')).toBe(true)
})

test('of hubs that join together nothing is taken in while one of them has no stream, nor after the file is put right', async () => {
  const { file, taken, left, streams, reaches } = await kept()
  file.hubs.push('XC', 'XD')
  await expect(reaches('XD')).rejects.toThrow('no stream')
  expect(left).toEqual(['XC'])
  file.hubs = ['XB']
  expect(await reaches('XC')).toBe(false)
  file.hubs.push('XC', 'XD')
  streams.add('XD')
  expect(await reaches('XD')).toBe(true)
  expect({ taken, left }).toEqual({ taken: ['XB', 'XC', 'XC', 'XD'], left: ['XC'] })
})
