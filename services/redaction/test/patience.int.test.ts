import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { asBytes, usePeer } from './fixtures/peer.ts'
import { useRedaction } from './fixtures/service.ts'

const service = await useRedaction()
const peer = await usePeer(service)
const startedAgain = await useRedaction('XA', { upSince: new Date() })
const itsPeer = await usePeer(startedAgain)
beforeEach(() => {
  peer.known()
  itsPeer.known()
})

const aMinuteAgo = () => new Date(Date.now() - 70_000)
const content = asBytes({ lang: 'es', text: 'Llega mañana.', attachments: [] })

describe('A message that came with its referral is kept, whichever of the two is tried first', () => {
  test('where the log was away for more than a minute', async () => {
    const { lines, state } = service
    const referralId = randomUUID()
    state.away.add('audit')
    const coming = peer.came({}, { referralId })
    await expect.poll(() => lines.some(line => line.includes('event.delayed'))).toBe(true)
    const receiving = peer.receive(await peer.aMessage({ referralId, content }), aMinuteAgo())
    state.away.clear()
    await coming
    expect(await receiving).toMatchObject({ stored: [{ referralId }], refused: undefined })
  })

  test('where this service itself was', async () => {
    const referralId = randomUUID()
    const receiving = itsPeer.receive(await itsPeer.aMessage({ referralId, content }), aMinuteAgo())
    await expect.poll(() => startedAgain.lines.some(line => line.includes('event.delayed'))).toBe(true)
    await itsPeer.came({}, { referralId })
    expect(await receiving).toMatchObject({ stored: [{ referralId }], refused: undefined })
  })
})
