import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { duesOf, isFinal, loadBook, nextCall, nextFire, type Protocol, runOf, type Taken } from '../src/index.ts'
import { type Generator, pick, shuffled } from './fixtures/choice.ts'
import { isLawful, standings } from './fixtures/lawful.ts'
import { formsOf, optionsOf, PRIORITIES, SIDES, taken, walk } from './fixtures/walk.ts'

const book = loadBook()
const protocols = book.everyVersion().map(protocol => ({ name: `${protocol.protocol} v${protocol.version}`, protocol }))
const HUBS = ['XA', 'XB', 'XC', 'XZ'] as const
const RUNS = { numRuns: 60 }

const priorityOf = (gen: Generator) => pick(gen, PRIORITIES)
const hubOf = (gen: Generator) => ({ hub: pick(gen, HUBS) })
const check = (property: (gen: Generator) => void) => fc.assert(fc.property(fc.gen(), property), RUNS)

describe.each(protocols)('$name, on random walks', ({ protocol }) => {
  it('is never stuck: from wherever it is, a final state can be reached by steps that may really be taken', () => {
    check(gen => {
      const priority = priorityOf(gen)
      expect(wayOut(protocol, walk(protocol, gen, priority, 20), priority)).toBe(true)
    })
  })

  it('is never forgotten: where it is not over, it is somebody’s turn, something is due and somebody will hear of it', () => {
    check(gen => {
      const priority = priorityOf(gen)
      const run = runOf(protocol, walk(protocol, gen, priority, 25), { priority })
      const { protocol: here, calendars } = book.between(protocol, { sender: hubOf(gen), recipient: hubOf(gen) })
      const dues = duesOf(here, run, { priority, quick: gen(fc.boolean), calendars })
      if (isFinal(protocol, run.state)) {
        expect(dues).toEqual([])
        return
      }
      expect(protocol.states[run.state]?.turn).toBeDefined()
      expect(dues.length).toBeGreaterThan(0)
      expect(nextFire(dues, [])).toBeInstanceOf(Date)
      for (const one of dues) {
        const { since, due, escalations } = one
        expect(due.getTime()).toBeGreaterThan(since.getTime())
        expect(escalations.length).toBeGreaterThan(0)
        const last = escalations.at(-1)?.at ?? due
        expect(nextCall(one, []).at.getTime()).toBeGreaterThan(last.getTime())
      }
    })
  })

  it('is never the recipient’s alone: wherever it is, somebody of the sender’s side is called if nothing happens any more', () => {
    check(gen => {
      const priority = priorityOf(gen)
      const run = runOf(protocol, walk(protocol, gen, priority, 25), { priority })
      if (isFinal(protocol, run.state)) return
      const { protocol: here, calendars } = book.between(protocol, { sender: hubOf(gen), recipient: hubOf(gen) })
      const calls = duesOf(here, run, { priority, quick: false, calendars })
        .filter(({ owner }) => owner === 'sender')
        .flatMap(({ escalations }) => escalations.map(({ do: what }) => what))
      expect(
        calls.some(what => what === 'supervisor' || what === 'phone'),
        `${run.state}, ${priority}`,
      ).toBe(true)
    })
  })

  it('moves by no step that the protocol does not allow there, of that side', () => {
    check(gen => {
      const priority = priorityOf(gen)
      const log = walk(protocol, gen, priority, 15)
      const between = { priority, betweenHubs: true }
      const before = runOf(protocol, log, between)
      const [step, def] = pick(gen, Object.entries(protocol.steps))
      const side = pick(gen, SIDES)
      const after = runOf(protocol, taken(log, { step, side }, {}, 1), between)
      const standing = standings(protocol, before).at(-1)
      const legal = standing !== undefined && isLawful(protocol, { step, side }, standing, priority)
      expect(after.entries.at(-1)?.effective).toBe(legal)
      expect(after.state).toBe(legal ? (def.to ?? before.state) : before.state)
    })
  })

  it('every step that was offered has effect', () => {
    check(gen => {
      const priority = priorityOf(gen)
      const run = runOf(protocol, walk(protocol, gen, priority, 25), { priority })
      expect(run.entries.filter(({ effective }) => !effective)).toEqual([])
    })
  })

  it('the same steps give the same state, in whatever order they are read', () => {
    check(gen => {
      const priority = priorityOf(gen)
      const log = walk(protocol, gen, priority, 20)
      expect(runOf(protocol, shuffled(gen, log), { priority })).toEqual(runOf(protocol, log, { priority }))
    })
  })
})

/** Whether somebody can bring it to an end from here, each form being answered first where that is possible. */
function wayOut(protocol: Protocol, log: readonly Taken[], priority: string): boolean {
  const seen = new Set<string>()
  let logs = [log]
  while (logs.length > 0) {
    const next: (readonly Taken[])[] = []
    for (const from of logs) {
      const { state } = runOf(protocol, from, { priority })
      if (isFinal(protocol, state)) return true
      const assessed = formsOf(protocol).reduce<readonly Taken[]>(
        (so, form) =>
          SIDES.reduce<readonly Taken[]>((far, side) => taken(far, { step: 'assessed', side }, { form }, 1), so),
        from,
      )
      for (const option of optionsOf(protocol, runOf(protocol, assessed, { priority }))) {
        const key = `${state} ${option.step}`
        if (!seen.has(key)) next.push(taken(assessed, option, {}, 1))
        seen.add(key)
      }
    }
    logs = next
  }
  return false
}
