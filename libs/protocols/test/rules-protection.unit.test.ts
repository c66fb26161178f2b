import { describe, expect, it } from 'vitest'
import { after, dueAfter, hours, type Move, may, shipped } from './fixtures/played.ts'

describe('witness protection', () => {
  const protocol = shipped('witness-protection')
  const assessing: Move[] = [['recipient', 'accept']]
  const protectedNow: Move[] = [...assessing, ['recipient', 'protect-at-once']]

  it('is a compartment, and no step of it looks for another agency', () => {
    expect(protocol.compartment).toBe(true)
    for (const { effects = [] } of Object.values(protocol.steps)) expect(effects).not.toContain('offer-next')
    for (const { then } of Object.values(protocol.deadlines))
      expect(then.map(({ do: what }) => what)).not.toContain('offer-next')
  })

  it('has the threat assessed within 24 hours, also of somebody who is protected at once', () => {
    expect(hours(dueAfter(protocol, assessing, 'threat-assessment'))).toBe(24)
    expect(hours(dueAfter(protocol, protectedNow, 'threat-assessment'))).toBe(24)
  })

  it('admits after the threat, the family and the terms are settled', () => {
    expect(may(protocol, assessing, ['recipient', 'admit'])).toEqual([
      'step:assess-threat',
      'step:settle-family',
      'step:agree-terms',
    ])
  })

  it('goes on after the sentence, with the threat assessed again', () => {
    const sentenced: Move[] = [...protectedNow, ['sender', 'record-sentence', { sentence: 'convicted' }]]
    expect(after(protocol, sentenced).state).toBe('protected')
    expect(dueAfter(protocol, sentenced, 'after-sentence').owner).toBe('recipient')
    expect(may(protocol, sentenced, ['sender', 'cancel'])).toBe('not_now')
  })

  it('changes an identity without a word about the new one', () => {
    expect(protocol.steps['change-identity']?.data).toEqual({
      type: 'object',
      additionalProperties: false,
      required: ['noLink'],
      properties: { noLink: { type: 'boolean', const: true } },
    })
  })

  it('acts within the hour when the protection is exposed, whoever noticed', () => {
    for (const side of ['sender', 'recipient'] as const) {
      const exposed: Move[] = [...protectedNow, [side, 'report-compromise', { exposed: 'not-sure' }]]
      expect(hours(dueAfter(protocol, exposed, 'secure'))).toBe(1)
    }
  })

  it('calls those who asked for the protection two hours after it was exposed', () => {
    const exposed: Move[] = [...protectedNow, ['recipient', 'report-compromise', { exposed: 'not-sure' }]]
    const due = dueAfter(protocol, exposed, 'safety-unconfirmed')
    expect([due.owner, hours(due)]).toEqual(['sender', 2])
  })

  it('does not give more time to decide for a question', () => {
    const asked: Move[] = [['recipient', 'ask', { about: ['languages'] }]]
    expect(dueAfter(protocol, asked, 'accept').due).toEqual(dueAfter(protocol, [], 'accept').due)
  })

  it('does not drop a protected person from one moment to the next when consent is withdrawn', () => {
    expect(after(protocol, [...protectedNow, ['sender', 'withdraw-under-protection', {}]]).state).toBe('ending')
    expect(after(protocol, [...protectedNow, ['sender', 'withdraw', {}]]).state).toBe('protected')
  })
})

describe('spontaneous transmission', () => {
  const protocol = shipped('spontaneous-transmission')

  it('is used after its conditions are accepted, and otherwise only after permission is asked and answered', () => {
    // The handling code is the sender's to say.
    expect(protocol.evaluated).toBe(true)
    expect(protocol.steps['accept']?.data).toMatchObject({ required: ['conditionsAccepted'] })
    expect(protocol.steps['accept']?.data).not.toHaveProperty('properties.handling')
    const asked: Move[] = [
      ['recipient', 'accept'],
      ['recipient', 'ask-permission', { use: 'as-evidence-in-court' }],
    ]
    expect(dueAfter(protocol, asked, 'permission').owner).toBe('sender')
    for (const step of ['permit-use', 'refuse-use'])
      expect(after(protocol, [...asked, ['sender', step, {}]]).state).toBe('in-use')
  })

  it('goes to the defence where it clears an accused and a treaty lets it, announced first or without delay; else it is asked', () => {
    const announce = protocol.steps['announce-exculpatory']
    expect(announce).toMatchObject({ by: 'recipient', from: ['in-use', 'permission-asked'] })
    // The sender hears of the step as of every other, and may still recall or ask; it waits for no permission.
    expect(announce).not.toHaveProperty('to')
    expect(announce?.data).toMatchObject({
      required: ['when', 'allowedBy'],
      properties: {
        when: { enum: ['before-disclosure', 'already-disclosed'] },
        allowedBy: { enum: ['untoc-18-19', 'other-treaty', 'permission-given'] },
      },
    })
    const inUse: Move[] = [['recipient', 'accept']]
    const said = { when: 'before-disclosure', allowedBy: 'untoc-18-19' }
    expect(after(protocol, [...inUse, ['recipient', 'announce-exculpatory', said]]).state).toBe('in-use')
    expect(protocol.steps['ask-permission']?.data).toMatchObject({
      properties: { use: { enum: expect.arrayContaining(['disclose-to-defence']) } },
    })
    expect(may(protocol, [], ['recipient', 'announce-exculpatory'])).toBe('not_now')
  })

  it('can be recalled, and the holder answers', () => {
    expect(
      dueAfter(
        protocol,
        [
          ['recipient', 'accept'],
          ['sender', 'recall', {}],
        ],
        'recall',
      ).owner,
    ).toBe('recipient')
  })
})
