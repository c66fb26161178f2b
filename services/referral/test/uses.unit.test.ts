import { loadBook, runOf, type Side } from '@amparo/protocols'
import { describe, expect, test } from 'vitest'
import { usesOf } from '../src/domain/uses.ts'

const protocol = loadBook().latest('spontaneous-transmission')
if (protocol === undefined) throw new Error('no such protocol')
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute))

/** Taken one after the other, each side knowing all before. */
function after(...steps: readonly (readonly [side: Side, step: string, data?: object])[]) {
  const last = { sender: 0, recipient: 0 }
  const taken = [['sender', 'submit'] as const, ...steps].map(([side, step, data = {}], i) => {
    const number = ++last[side]
    const seen = last[side === 'sender' ? 'recipient' : 'sender']
    return { side, step, number, seen, at: at(i), data: { ...data } }
  })
  if (protocol === undefined) throw new Error('no such protocol')
  return usesOf(runOf(protocol, taken, { priority: 'normal', betweenHubs: true }))
}
const ask = (use: string) => ['recipient', 'ask-permission', { use }] as const
const accepted = ['recipient', 'accept'] as const

describe('another use of what was sent', () => {
  test('is asked for, then permitted as its sender says, or refused', () => {
    expect(after(accepted)).toEqual([])
    expect(after(accepted, ask('other-investigation'))).toEqual([
      { use: 'other-investigation', n: 1, state: 'asked', how: '' },
    ])
    expect(after(accepted, ask('other-investigation'), ['sender', 'permit-use', { permitted: 'once-only' }])).toEqual([
      { use: 'other-investigation', n: 1, state: 'permitted', how: 'once-only' },
    ])
    const refused = after(accepted, ask('pass-to-police'), ['sender', 'refuse-use', { reason: 'danger-to-victim' }])
    expect(refused).toMatchObject([{ use: 'pass-to-police', state: 'refused' }])
  })
  test('stands by the last answer to it, also while it is asked for anew', () => {
    const first = [accepted, ask('as-evidence-in-court'), ['sender', 'permit-use', { permitted: 'as-asked' }]] as const
    const again = [...first, ask('as-evidence-in-court')] as const
    expect(after(...again)).toMatchObject([{ n: 1, state: 'permitted' }])
    expect(after(...again, ['sender', 'refuse-use', { reason: 'danger-to-investigation' }])).toMatchObject([
      { n: 2, state: 'refused' },
    ])
  })
  test('is nobody’s to permit but the sender’s, and of no use that was not asked for', () => {
    expect(after(accepted, ['sender', 'permit-use', { permitted: 'as-asked' }])).toEqual([])
    expect(after(accepted, ask('pass-to-court'), ['recipient', 'permit-use', { permitted: 'as-asked' }])).toMatchObject(
      [{ state: 'asked' }],
    )
  })
  test('is open to the defence after telling, where a treaty lets that; under permission only by permission', () => {
    const announce = (allowedBy: string) =>
      ['recipient', 'announce-exculpatory', { when: 'before-disclosure', allowedBy }] as const
    expect(after(accepted, announce('untoc-18-19'))).toEqual([
      { use: 'disclose-to-defence', n: 1, state: 'permitted', how: 'announced' },
    ])
    expect(after(accepted, announce('permission-given'))).toEqual([])
  })
})
