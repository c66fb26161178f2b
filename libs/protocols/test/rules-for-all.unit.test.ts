import { agencyTypes, protocols as families } from '@amparo/contracts'
import { describe, expect, it } from 'vitest'
import { isFinal, loadBook, type Protocol } from '../src/index.ts'
import { shipped } from './fixtures/played.ts'

const book = loadBook()
const all = book.all().map(protocol => ({ name: protocol.protocol, protocol }))
const PRIORITIES = ['emergency', 'urgent', 'normal'] as const
const open = (protocol: Protocol) => Object.keys(protocol.states).filter(state => !isFinal(protocol, state))

describe.each(all)('$name', ({ protocol }) => {
  it('is of the family of its name, so that its rules of disclosure are the ones meant', () => {
    expect(families.all).toContain(protocol.family)
    expect(protocol.family).toBe(protocol.protocol)
  })

  it('says on what it rests', () => {
    expect(protocol.sources.length).toBeGreaterThan(1)
  })

  it('lets every deadline end with somebody who is called, or with another agency', () => {
    for (const [name, { then }] of Object.entries(protocol.deadlines))
      for (const priority of PRIORITIES) {
        const those = then
          .filter(({ priorities }) => priorities?.includes(priority) ?? true)
          .map(({ do: what }) => what)
        expect(
          those.some(what => what === 'supervisor' || what === 'phone' || what === 'offer-next'),
          `${name}, ${priority}`,
        ).toBe(true)
      }
  })

  it('leaves no open state to nobody', () => {
    for (const state of open(protocol)) expect(protocol.states[state]?.turn).toBeDefined()
  })

  it('keeps an attempt to reach the person inside the agency that made it', () => {
    const step = protocol.steps['record-contact']
    if (protocol.protocol === 'spontaneous-transmission') expect(step).toBeUndefined()
    else expect(step).toMatchObject({ private: true })
  })
})

describe('what was sent for one purpose', () => {
  it.each(['oas-64-standard', 'child-safeguarding', 'cross-border-transfer', 'formal-identification'])(
    'is asked for another and answered in %s from version 2 on, with a deadline of the sender’s; nobody is asked before',
    name => {
      expect(book.get(name, 1)?.steps).not.toHaveProperty('ask-permission')
      const { steps, deadlines } = shipped(name)
      expect(steps['ask-permission']).toMatchObject({ by: 'recipient', scopes: ['referral:decide'] })
      // Help does not wait: no state is left by asking.
      for (const step of ['ask-permission', 'permit-use', 'refuse-use']) expect(steps[step]).not.toHaveProperty('to')
      for (const step of ['permit-use', 'refuse-use']) expect(steps[step]).toMatchObject({ by: 'sender' })
      expect(deadlines['permission']).toMatchObject({ owner: 'sender', since: { step: 'ask-permission' } })
      expect(book.get(name, 2)?.migrates).toBeUndefined()
    },
  )

  it('is asked of nobody in the compartment, and nowhere for another country or for whom the person did not name', () => {
    expect(shipped('witness-protection').steps).not.toHaveProperty('ask-permission')
    for (const name of ['oas-64-standard', 'child-safeguarding', 'cross-border-transfer', 'formal-identification']) {
      const asked = JSON.stringify(shipped(name).steps['ask-permission']?.data)
      expect(asked).not.toMatch(/pass-to|migration|country/)
    }
  })
})

describe('who takes part', () => {
  it('the deciding authority is never migration enforcement', () => {
    expect(shipped('formal-identification').recipients.only).toBeDefined()
    expect(shipped('formal-identification').recipients.only).not.toContain('migration_enforcement')
  })

  it('migration enforcement receives no child and neither sends nor receives a transfer', () => {
    expect(shipped('child-safeguarding').recipients.not).toContain('migration_enforcement')
    const { senders, recipients } = shipped('cross-border-transfer')
    expect(senders.not).toContain('migration_enforcement')
    expect(recipients.only).not.toContain('migration_enforcement')
  })

  it('auditors take part in no referral', () => {
    const admits = (list: Protocol['senders']) =>
      agencyTypes.all.filter(type => (list.only?.includes(type) ?? true) && !list.not?.includes(type))
    for (const { protocol } of all)
      for (const list of [protocol.senders, protocol.recipients]) expect(admits(list)).not.toContain('audit')
  })

  it('protection is asked of a programme and of nobody else', () => {
    expect(shipped('witness-protection').recipients.only).toEqual(['witness_protection'])
  })

  it('what one authority tells another unasked stays between police, prosecution, courts and central authorities', () => {
    const justice = ['central_authority', 'court', 'police', 'prosecution']
    const { senders, recipients } = shipped('spontaneous-transmission')
    for (const { only } of [senders, recipients]) expect(only?.toSorted()).toEqual(justice)
  })

  it('child safeguarding is for children', () => {
    expect(shipped('child-safeguarding').subjects).toBe('minors')
  })
})
