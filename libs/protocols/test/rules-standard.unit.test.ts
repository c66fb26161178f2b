import { describe, expect, it } from 'vitest'
import { isFinal } from '../src/index.ts'
import { after, dueAfter, hours, type Move, minutes, shipped } from './fixtures/played.ts'

describe('the standard service referral', () => {
  const protocol = shipped('oas-64-standard')

  it('is acknowledged in 15 minutes, accepted in 2 hours and begun in 24 hours in an emergency', () => {
    const emergency = { priority: 'emergency' }
    expect(minutes(dueAfter(protocol, [], 'acknowledge', emergency))).toBe(15)
    expect(hours(dueAfter(protocol, [], 'accept', emergency))).toBe(2)
    expect(hours(dueAfter(protocol, [['recipient', 'accept']], 'serve', emergency))).toBe(24)
  })

  it('is begun within 72 hours if urgent and within two weeks if not', () => {
    expect(hours(dueAfter(protocol, [['recipient', 'accept']], 'serve', { priority: 'urgent' }))).toBe(72)
    expect(hours(dueAfter(protocol, [['recipient', 'accept']], 'serve'))).toBe(14 * 24)
  })

  it('calls the duty phone and then asks the next agency when an emergency meets silence', () => {
    const { escalations } = dueAfter(protocol, [], 'accept', { priority: 'emergency' })
    const order = escalations.map(({ do: what }) => what)
    expect(order.indexOf('phone')).toBeGreaterThan(-1)
    expect(order.indexOf('offer-next')).toBeGreaterThan(order.indexOf('phone'))
  })

  it('goes to the next agency when declined or accepted in part, and the sender must act', () => {
    expect(protocol.steps['decline']?.effects).toContain('offer-next')
    expect(protocol.steps['accept-part']?.effects).toContain('offer-next')
    const declined: Move[] = [['recipient', 'decline', { reason: 'at-capacity' }]]
    expect(protocol.states[after(protocol, declined).state]).toMatchObject({ status: 'rejected', turn: 'sender' })
    expect(dueAfter(protocol, declined, 'find-another').owner).toBe('sender')
  })

  it('gives no more time for being asked and asking again: the answer stays due when it was', () => {
    const asking: Move[] = [
      ['recipient', 'acknowledge'],
      ['recipient', 'ask', { about: ['languages'] }],
    ]
    const answered: Move[] = [...asking, ['sender', 'answer', { answered: ['languages'] }]]
    const { due } = dueAfter(protocol, [], 'accept')
    for (const moves of [asking, answered, [...answered, ...asking.slice(1)]])
      expect(dueAfter(protocol, moves, 'accept').due).toEqual(due)
  })

  it('is not begun by being put on hold or on a waiting list', () => {
    const accepted: Move[] = [['recipient', 'accept']]
    const { due } = dueAfter(protocol, accepted, 'serve')
    for (const [step, data] of [
      ['hold', { reason: 'awaiting-documents' }],
      ['waitlist', { expected: '2027-01-01' }],
    ] as const)
      expect(dueAfter(protocol, [...accepted, ['recipient', step, data]], 'serve').due).toEqual(due)
    expect(() => dueAfter(protocol, [...accepted, ['recipient', 'start']], 'serve')).toThrow()
  })

  it('has the sender find out for itself whether help has begun, and how it goes later', () => {
    const accepted: Move[] = [['recipient', 'accept']]
    for (const [priority, most] of [
      ['emergency', 2],
      ['urgent', 5],
      ['normal', 18],
    ] as const) {
      const due = dueAfter(protocol, accepted, 'help-unconfirmed', { priority })
      expect(due.owner).toBe('sender')
      expect(hours(due)).toBeLessThanOrEqual(most * 24)
      expect(due.escalations.map(({ do: what }) => what)).toContain('supervisor')
    }
    const begun: Move[] = [...accepted, ['recipient', 'start']]
    expect(hours(dueAfter(protocol, begun, 'no-word'))).toBe(40 * 24)
    const told = dueAfter(
      protocol,
      [...begun, ['sender', 'ask-news'], ['recipient', 'give-news', { progress: 'as-planned' }]],
      'no-word',
    )
    expect(told.due.getTime()).toBeGreaterThan(dueAfter(protocol, begun, 'no-word').due.getTime())
  })

  it('starts its clocks anew when it is opened again', () => {
    const reopened = after(protocol, [
      ['recipient', 'decline', { reason: 'at-capacity' }],
      ['sender', 'reopen', { reason: 'place-free' }],
    ])
    expect(reopened).toMatchObject({ state: 'requested', openedAt: reopened.enteredAt })
  })

  it('halts when the consent is withdrawn, and the holder must say what became of the data', () => {
    const halted: Move[] = [
      ['recipient', 'accept'],
      ['sender', 'withdraw', { basis: 'consent' }],
    ]
    expect(protocol.states[after(protocol, halted).state]).toMatchObject({ opens: false, turn: 'recipient' })
    expect(dueAfter(protocol, halted, 'answer-withdrawal').owner).toBe('recipient')
    expect(isFinal(protocol, after(protocol, [...halted, ['recipient', 'answer-withdrawal', {}]]).state)).toBe(true)
  })

  it('asks for completion of an emergency referral sent in three minutes, and of no other', () => {
    expect(hours(dueAfter(protocol, [], 'complete-record', { quick: true }))).toBe(24)
    expect(() => dueAfter(protocol, [], 'complete-record')).toThrow()
  })

  it('raises the alarm within the hour when the person is trafficked again', () => {
    const again: Move[] = [
      ['recipient', 'accept'],
      ['recipient', 'start'],
      ['recipient', 'trafficked-again'],
    ]
    const { since, escalations } = dueAfter(protocol, again, 'protect')
    expect(escalations[0]).toMatchObject({ do: 'supervisor', at: since })
  })
})
