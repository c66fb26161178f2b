import { describe, expect, it } from 'vitest'
import { isOfAdults } from '../src/index.ts'
import { after, answered, dueAfter, hours, type Move, may, shipped, stepsOf } from './fixtures/played.ts'

const PRIORITIES = ['emergency', 'urgent', 'normal'] as const

describe('child safeguarding', () => {
  const protocol = shipped('child-safeguarding')
  const accepted: Move[] = [['recipient', 'accept']]

  it('tells the child-protection authority within the hour, if need be by itself', () => {
    for (const priority of PRIORITIES) {
      const due = dueAfter(protocol, [], 'notify-authority', { priority })
      expect(hours(due)).toBe(1)
      expect(stepsOf(due)).toEqual(['alert-authority'])
    }
    expect(protocol.steps['alert-authority']?.effects).toContain('alert-child-protection')
  })

  it('does not end because an agency says that the person is an adult while their record makes a child of them', () => {
    for (const step of ['establish-adult', 'come-of-age']) {
      const def = protocol.steps[step]
      expect([step, def && isOfAdults(def, {})]).toEqual([step, true])
    }
  })

  it('has an independent guardian appointed within 24 to 72 hours', () => {
    const within = PRIORITIES.map(priority => hours(dueAfter(protocol, accepted, 'guardian', { priority })))
    expect(within).toEqual([24, 48, 72])
    expect(protocol.steps['appoint-guardian']?.data).toMatchObject({ required: ['guardian', 'conflictChecked'] })
  })

  it('calls those who sent a missing child two hours later if the police are not known to search', () => {
    const due = dueAfter(protocol, [...accepted, ['recipient', 'report-missing']], 'search-unconfirmed')
    expect(due.owner).toBe('sender')
    expect(hours(due)).toBe(2)
    expect(due.escalations.map(({ do: what }) => what)).toEqual(['supervisor', 'phone'])
  })

  it('does not give more time to accept for a question', () => {
    const asked: Move[] = [['recipient', 'ask', { about: ['languages'] }]]
    expect(dueAfter(protocol, asked, 'accept').due).toEqual(dueAfter(protocol, [], 'accept').due)
  })

  it('places no child before best interests are assessed and the child is heard', () => {
    expect(may(protocol, accepted, ['recipient', 'place'])).toEqual([
      'form:best-interests:recipient',
      'step:hear-child',
    ])
    const heard: Move[] = [...accepted, answered('recipient', 'best-interests'), ['recipient', 'hear-child']]
    expect(may(protocol, heard, ['recipient', 'place'])).toBe('ok')
  })

  it('returns no child without a determination', () => {
    const heard: Move[] = [...accepted, answered('recipient', 'best-interests'), ['recipient', 'hear-child']]
    const placed: Move[] = [...heard, ['recipient', 'place']]
    expect(may(protocol, placed, ['recipient', 'carry-out-return'])).toBe('not_now')
    expect(may(protocol, placed, ['recipient', 'determine-return'])).toEqual([
      'form:family-assessment:recipient',
      'form:protection-screening:recipient',
      'step:appoint-guardian',
    ])
    expect(protocol.steps['determine-return']?.requires).toEqual(
      expect.arrayContaining([{ form: 'best-interests', by: 'recipient' }, { step: 'hear-child' }]),
    )
  })

  it('traces no family before it is known that tracing does no harm', () => {
    expect(may(protocol, accepted, ['recipient', 'start-tracing'])).toContain('form:family-assessment:recipient')
  })

  it('goes on when a guardian takes consent back', () => {
    const withdrawn = after(protocol, [...accepted, ['sender', 'withdraw', { basis: 'consent' }]])
    expect(withdrawn).toMatchObject({ state: 'safeguarding' })
    expect(dueAfter(protocol, [...accepted, ['sender', 'withdraw', {}]], 'renew-basis').owner).toBe('sender')
  })

  it('has shorter deadlines than other referrals', () => {
    const [child, anyone] = [protocol, shipped('oas-64-standard')].map(one =>
      PRIORITIES.map(priority => hours(dueAfter(one, [], 'accept', { priority }))),
    )
    expect(child?.every((within, index) => within <= (anyone?.[index] ?? 0))).toBe(true)
    expect(child).not.toEqual(anyone)
  })
})
