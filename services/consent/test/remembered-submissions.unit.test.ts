import { describe, expect, it } from 'vitest'
import type { LastSubmission } from '../src/store/permits.ts'
import { rememberedSubmissions } from '../src/store/remembered-submissions.ts'

const submission = (referralId: string, part: Partial<LastSubmission> = {}): LastSubmission => ({
  ...{ permitId: `permit-${referralId}`, referralId, subjectId: 'subject', userId: 'user' },
  sender: { hub: 'XA', agencyId: 'police' },
  recipient: { hub: 'XA', agencyId: 'shelter', type: 'shelter' },
  ...{ protocol: 'oas-64-standard', priority: 'urgent', purpose: 'shelter', basisId: 'basis' },
  categories: ['identity', 'contact'],
  ...part,
})

describe('submissions that a process remembers', () => {
  it('are given back as they were', () => {
    const kept = rememberedSubmissions(3)
    for (const id of ['one', 'two']) kept.add(submission(id, { userId: `ñandú-${id}` }))
    expect(kept.get('one')).toEqual(submission('one', { userId: 'ñandú-one' }))
    expect(kept.get('two')).toEqual(submission('two', { userId: 'ñandú-two' }))
    expect(kept.get('three')).toBeUndefined()
  })

  it('of one referral only the last', () => {
    const kept = rememberedSubmissions(3)
    for (const permitId of ['first', 'second']) kept.add(submission('one', { permitId }))
    expect(kept.get('one')?.permitId).toBe('second')
  })

  it('go when as many have come after them, the place of one that was tried again too', () => {
    const kept = rememberedSubmissions(3)
    for (const id of ['one', 'one', 'two', 'three']) kept.add(submission(id))
    expect(['one', 'two', 'three'].map(id => kept.get(id)?.referralId)).toEqual(['one', 'two', 'three'])
    kept.add(submission('four'))
    expect(['one', 'two', 'three', 'four'].map(id => kept.get(id)?.referralId)).toEqual([
      undefined,
      'two',
      'three',
      'four',
    ])
  })

  it('are not cut: one that is too long is not remembered, nor what it replaces', () => {
    const kept = rememberedSubmissions(3)
    kept.add(submission('one'))
    kept.add(submission('one', { userId: 'u'.repeat(2_000) }))
    expect(kept.get('one')).toBeUndefined()
  })
})
