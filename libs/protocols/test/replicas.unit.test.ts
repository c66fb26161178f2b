import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { duesOf, loadBook, type Protocol, runOf, type Side, type Taken } from '../src/index.ts'
import { type Generator, pick, shuffled } from './fixtures/choice.ts'
import { dataFor, type Option, optionsOf, SIDES, START, submitted } from './fixtures/walk.ts'

const book = loadBook()
const protocols = book.all().map(protocol => ({ name: protocol.protocol, protocol }))
const other = (side: Side): Side => (side === 'sender' ? 'recipient' : 'sender')
const keyOf = ({ side, number, at }: Taken) => `${side} ${number} ${at.getTime()}`

/** Two hubs with a copy each of the log, and the news on their way between them. Each news carries all steps of its side so far. */
class Exchange {
  readonly copies: Record<Side, Map<string, Taken>> = { sender: new Map(), recipient: new Map() }
  readonly underway: { to: Side; steps: Taken[] }[] = []
  readonly protocol: Protocol
  private minute = 0

  constructor(protocol: Protocol) {
    this.protocol = protocol
    this.receive('sender', [submitted()])
    this.receive('recipient', [submitted()])
  }

  steps(side: Side): Taken[] {
    return [...this.copies[side].values()]
  }

  /** A hub takes a step by what it knows, and tells the other unless it is private: then it takes no number of its own. */
  take(option: Option, data: Taken['data']): void {
    const { step, side } = option
    this.minute += 7
    const last = (of: Side) =>
      Math.max(
        0,
        ...this.steps(side)
          .filter(t => t.side === of)
          .map(t => t.number),
      )
    const at = new Date(START + this.minute * 60_000)
    const number = last(side) + (this.protocol.steps[step]?.private ? 0 : 1)
    this.receive(side, [{ step, side, number, seen: last(other(side)), at, data }])
    const told = this.steps(side).filter(t => t.side === side && !this.isPrivate(t))
    this.underway.push({ to: other(side), steps: told })
  }

  receive(side: Side, steps: readonly Taken[]): void {
    for (const step of steps) this.copies[side].set(keyOf(step), step)
  }

  isPrivate({ step }: Taken): boolean {
    return this.protocol.steps[step]?.private === true
  }

  /** What both may know of the course of things. */
  story(side: Side) {
    const { state, openedAt, enteredAt, entries } = runOf(this.protocol, this.steps(side))
    return { state, openedAt, enteredAt, entries: entries.filter(({ taken }) => !this.isPrivate(taken)) }
  }
}

/** Steps are taken on both sides; news come late, twice, overtake each other or wait until the end. */
function exchanged(protocol: Protocol, gen: Generator): Exchange {
  const exchange = new Exchange(protocol)
  const turns = gen(fc.integer, { min: 1, max: 30 })
  for (let turn = 0; turn < turns; turn += 1) {
    const what = pick(gen, ['take', 'deliver'])
    const side = pick(gen, SIDES)
    const news = exchange.underway
    if (what === 'deliver' && news.length > 0) {
      const index = gen(fc.nat, { max: news.length - 1 })
      const delivered = news[index]
      if (delivered !== undefined) exchange.receive(delivered.to, delivered.steps)
      if (gen(fc.boolean)) news.splice(index, 1)
      continue
    }
    const options = optionsOf(protocol, runOf(protocol, exchange.steps(side)), 'urgent').filter(o => o.side === side)
    if (options.length === 0) continue
    const option = pick(gen, options)
    exchange.take(option, dataFor(protocol, option.step, gen))
  }
  return exchange
}

describe.each(protocols)('$name: two hubs that exchange their steps', { timeout: 60_000 }, ({ protocol }) => {
  it('agree on state and order once both have heard everything, whatever was late, doubled or overtaken', () => {
    fc.assert(
      fc.property(fc.gen(), gen => {
        const exchange = exchanged(protocol, gen)
        const left = shuffled(gen, exchange.underway)
        for (const { to, steps } of left) exchange.receive(to, steps)
        for (const side of SIDES)
          exchange.receive(
            other(side),
            exchange.steps(side).filter(t => t.side === side && !exchange.isPrivate(t)),
          )
        expect(exchange.story('sender')).toEqual(exchange.story('recipient'))
      }),
      { numRuns: 80 },
    )
  })

  it('agree on what is due', () => {
    fc.assert(
      fc.property(fc.gen(), gen => {
        const exchange = exchanged(protocol, gen)
        for (const side of SIDES)
          exchange.receive(
            other(side),
            exchange.steps(side).filter(t => t.side === side && !exchange.isPrivate(t)),
          )
        const { protocol: here, calendars } = book.between(protocol, {
          sender: { hub: 'XA' },
          recipient: { hub: 'XB' },
        })
        const due = (side: Side) =>
          duesOf(here, runOf(protocol, exchange.steps(side)), { priority: 'urgent', quick: false, calendars })
        expect(due('sender')).toEqual(due('recipient'))
      }),
      { numRuns: 40 },
    )
  })

  it('what the recipient did is never undone by a step of the sender’s that it did not know of', () => {
    fc.assert(
      fc.property(fc.gen(), gen => {
        const exchange = exchanged(protocol, gen)
        const before = runOf(protocol, exchange.steps('recipient'))
        const effective = before.entries
          .filter(e => e.effective && e.taken.side === 'recipient')
          .map(e => keyOf(e.taken))
        for (const { to, steps } of exchange.underway) if (to === 'recipient') exchange.receive(to, steps)
        const after = runOf(protocol, exchange.steps('recipient'))
        const still = after.entries.filter(e => e.effective && e.taken.side === 'recipient').map(e => keyOf(e.taken))
        expect(still).toEqual(effective)
      }),
      { numRuns: 40 },
    )
  })
})
