import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  duesOf,
  leadsFrom,
  loadBook,
  type Protocol,
  type Run,
  runOf,
  type Side,
  type Taken,
  wouldOpen,
} from '../src/index.ts'
import { type Generator, pick, shuffled } from './fixtures/choice.ts'
import { isLawful, standings } from './fixtures/lawful.ts'
import { dataFor, type Option, optionsOf, PRIORITIES, SIDES, START, submitted } from './fixtures/walk.ts'

const book = loadBook()
const protocols = book.all().map(protocol => ({ name: protocol.protocol, protocol }))
const other = (side: Side): Side => (side === 'sender' ? 'recipient' : 'sender')
const keyOf = ({ side, number, at }: Taken) => `${side} ${number} ${at.getTime()}`

/** Two hubs with a copy each of the log, and the news on their way between them. Each news carries all steps of its side so far. */
class Exchange {
  readonly copies: Record<Side, Map<string, Taken>> = { sender: new Map(), recipient: new Map() }
  readonly underway: { to: Side; steps: Taken[] }[] = []
  readonly protocol: Protocol
  readonly priority: string
  private minute = 0

  constructor(protocol: Protocol, priority: string) {
    this.protocol = protocol
    this.priority = priority
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

  run(side: Side): Run {
    return runOf(this.protocol, this.steps(side), { priority: this.priority, betweenHubs: true })
  }

  /** All that was underway arrives, in this order, and then what was lost. */
  hearAll(underway: Exchange['underway']): void {
    for (const { to, steps } of underway) this.receive(to, steps)
    for (const side of SIDES)
      this.receive(
        other(side),
        this.steps(side).filter(t => t.side === side && !this.isPrivate(t)),
      )
  }

  /** What both may know of the course of things. */
  story(side: Side) {
    const { state, openedAt, enteredAt, entries } = this.run(side)
    return { state, openedAt, enteredAt, entries: entries.filter(({ taken }) => !this.isPrivate(taken)) }
  }
}

const open = (exchange: Exchange, side: Side): Option[] =>
  optionsOf(exchange.protocol, exchange.run(side)).filter(option => option.side === side)

/** A hub that is faulty or hostile does not ask whether a step may be taken. */
const forbidden = (exchange: Exchange, side: Side): Option[] => {
  const { protocol } = exchange
  const { state } = exchange.run(side)
  const bound = Object.entries(protocol.steps).filter(
    ([step, def]) => def.requires ?? def.priorities ?? wouldOpen({ protocol, state }, step),
  )
  const here = bound.filter(([, def]) => leadsFrom(protocol, def, state))
  return (here.length > 0 ? here : Object.entries(protocol.steps)).map(([step]) => ({ step, side }))
}

/** Steps are taken on both sides, some that may not be; news come late, twice, overtake each other or wait until the end. */
function exchanged(protocol: Protocol, gen: Generator): Exchange {
  const exchange = new Exchange(protocol, pick(gen, PRIORITIES))
  const turns = gen(fc.integer, { min: 1, max: 50 })
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
    const options = gen(fc.nat, { max: 3 }) === 0 ? forbidden(exchange, side) : open(exchange, side)
    if (options.length === 0) continue
    const option = pick(gen, options)
    exchange.take(option, dataFor(protocol, option.step, gen))
  }
  return exchange
}

describe.each(protocols)('$name: two hubs that exchange their steps', ({ protocol }) => {
  it('agree on state and order once both have heard everything, whatever was late, doubled or overtaken', () => {
    fc.assert(
      fc.property(fc.gen(), gen => {
        const exchange = exchanged(protocol, gen)
        exchange.hearAll(shuffled(gen, exchange.underway))
        expect(exchange.story('sender')).toEqual(exchange.story('recipient'))
      }),
      { numRuns: 80 },
    )
  })

  it('count no step that the file does not have there, at that priority, with all that it requires; and every one that it has', () => {
    fc.assert(
      fc.property(fc.gen(), gen => {
        const exchange = exchanged(protocol, gen)
        if (gen(fc.boolean)) exchange.hearAll(exchange.underway)
        for (const side of SIDES) {
          const run = exchange.run(side)
          const before = standings(protocol, run)
          for (const [index, { taken, effective }] of run.entries.entries()) {
            const standing = before[index - 1]
            if (standing === undefined) continue
            expect(effective, taken.step).toBe(isLawful(protocol, taken, standing, exchange.priority))
          }
          expect(run.state).toBe(before.at(-1)?.state)
        }
      }),
      { numRuns: 80 },
    )
  })

  it('agree on what is due', () => {
    fc.assert(
      fc.property(fc.gen(), gen => {
        const exchange = exchanged(protocol, gen)
        exchange.hearAll(exchange.underway)
        const { protocol: here, calendars } = book.between(protocol, {
          sender: { hub: 'XA' },
          recipient: { hub: 'XB' },
        })
        const due = (side: Side) =>
          duesOf(here, exchange.run(side), { priority: exchange.priority, quick: false, calendars })
        expect(due('sender')).toEqual(due('recipient'))
      }),
      { numRuns: 40 },
    )
  })

  it('what the recipient did is never undone by a step of the sender’s that it did not know of', () => {
    fc.assert(
      fc.property(fc.gen(), gen => {
        const exchange = exchanged(protocol, gen)
        const before = exchange.run('recipient')
        const effective = before.entries
          .filter(e => e.effective && e.taken.side === 'recipient')
          .map(e => keyOf(e.taken))
        for (const { to, steps } of exchange.underway) if (to === 'recipient') exchange.receive(to, steps)
        const after = exchange.run('recipient')
        const still = after.entries.filter(e => e.effective && e.taken.side === 'recipient').map(e => keyOf(e.taken))
        expect(still).toEqual(effective)
      }),
      { numRuns: 40 },
    )
  })
})
