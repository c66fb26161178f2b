import { randomUUID } from 'node:crypto'
import type { ReferralView } from '@amparo/client'
import {
  actionsFor,
  checkData,
  duesOf,
  loadBook,
  type Protocol,
  type Requirement,
  type Run,
  runOf,
  SHIPPED,
  type Side,
  SUBMIT,
  servicePlan,
  stateOf,
  type Taken,
  wordsOf,
} from '@amparo/protocols'
import { id, ME } from './hub.ts'

export const book = loadBook([SHIPPED])

type Step = Taken & { readonly by: string }
type Reader = { readonly side: Side; readonly scopes: readonly string[] }

const PARTIES: Readonly<Record<Side, { hub: string; agencyId: string }>> = {
  sender: { hub: 'XA', agencyId: id(12) },
  recipient: { hub: 'XA', agencyId: id(11) },
}

/** A referral that lives in a test's memory, on the real protocols: each step is checked and folded as the hub does it. */
export class MadeUpReferral {
  readonly id = id(500)
  readonly protocol: Protocol
  readonly reader: Reader
  readonly assigned = new Set<string>()
  readonly priority: string
  /** What the made-up hub adds to the view. */
  extra: Partial<ReferralView> = {}
  #steps: Step[]
  #clock: number

  constructor(protocol: string, reader: Reader, { priority = 'urgent', since = Date.now() - 3_600_000 } = {}) {
    const found = book.latest(protocol)
    if (found === undefined) throw new Error(`${protocol} is not shipped`)
    this.protocol = found
    this.reader = reader
    this.priority = priority
    this.#clock = since
    this.#steps = [this.#made('sender', SUBMIT, {})]
  }

  get version(): number {
    return this.#steps.length
  }

  #made(side: Side, step: string, data: Step['data']): Step {
    const of = (party: Side) => (this.#steps ?? []).filter(taken => taken.side === party).length
    this.#clock += 60_000
    return {
      ...{ side, step, data, at: new Date(this.#clock), by: PARTIES[side].agencyId },
      ...{ number: of(side) + 1, seen: of(side === 'sender' ? 'recipient' : 'sender') },
    }
  }

  take(side: Side, step: string, data: Step['data'] = {}): void {
    this.#steps = [...this.#steps, this.#made(side, step, data)]
  }

  /** As the route: the answer of POST /referrals/:id/steps. */
  asked({ step, data = {} }: { step: string; data?: Step['data'] }): { status: number; body: unknown } {
    const action = this.#actions().find(open => open.step === step)
    const refused = (status: number, code: string, rest: object = {}) => ({
      status,
      body: { code, title: code, next: '', ...rest },
    })
    if (action === undefined) return refused(409, 'step_not_allowed')
    if (action.missing.length > 0) return refused(409, 'step_blocked')
    const errors = checkData(this.protocol, step, data)
    if (errors.length > 0)
      return refused(400, 'request_invalid', {
        errors: errors.map(({ pointer, code }) => ({ pointer: `/data${pointer}`, code })),
      })
    this.take(this.reader.side, step, data)
    return { status: 200, body: this.view() }
  }

  #run(): Run<Step> {
    return runOf(this.protocol, this.#steps, { priority: this.priority })
  }

  #actions() {
    const { side, scopes } = this.reader
    return actionsFor(this.protocol, this.#run(), { side, scopes: new Set(scopes) })
  }

  view(): ReferralView {
    const { protocol, reader, priority } = this
    const run = this.#run()
    const state = stateOf(protocol, run.state)
    const now = new Date()
    const services = ['housing', 'legal', 'mental_health']
    const calendars = { sender: book.calendarOf('XA'), recipient: book.calendarOf('XA') }
    const due = duesOf(protocol, run, { priority, quick: false, calendars }).map(({ deadline, owner, due: at }) => ({
      ...{ deadline, owner, at: at.toISOString(), overdue: at < now },
      text: protocol.deadlines[deadline]?.text ?? protocol.name,
    }))
    return {
      ...{ id: this.id, protocol: protocol.protocol, protocolVersion: protocol.version, priority, quick: false },
      ...{ status: state.status, state: run.state, stateText: state.text, turn: state.turn ?? null },
      ...{ from: PARTIES.sender, to: PARTIES.recipient, services, purpose: 'shelter' },
      plan: servicePlan(protocol, run, services),
      ...{ assignedTo: [...this.assigned], delivery: null, due, overdue: due.some(one => one.overdue) },
      submittedAt: run.openedAt.toISOString(),
      updatedAt: now.toISOString(),
      version: this.version,
      steps: run.entries.map(({ taken, effective, state: after }, i) => ({
        ...{ n: i + 1, step: taken.step, side: taken.side, at: taken.at.toISOString(), byAgency: taken.by },
        text: protocol.steps[taken.step]?.text ?? { es: 'Enviar', en: 'Send', fr: 'Envoyer', pt: 'Enviar' },
        ...{ data: { ...taken.data }, effective, state: after, status: protocol.states[after]?.status ?? 'requested' },
      })),
      ...{ links: [], messages: 0, assessed: [] },
      ...(reader.side === 'sender' ? { subjectRef: randomUUID() } : {}),
      allowedActions: this.#actions().map(({ step, def, missing }) => ({
        ...{ step, text: def.text, ...(def.hint && { hint: def.hint }), ...(def.grave && { grave: def.grave }) },
        ...(def.data && { data: { ...def.data, words: wordsOf(protocol, def) } }),
        ...(missing.length > 0 && { missing: missing.flatMap((one, group) => this.#missing(one, group)) }),
      })),
      ...this.extra,
    }
  }

  #missing(one: Requirement, anyOf: number): NonNullable<ReferralView['allowedActions'][number]['missing']>[number][] {
    if ('anyOf' in one) return one.anyOf.flatMap(other => this.#missing(other, anyOf).map(it => ({ ...it, anyOf })))
    const named = 'form' in one ? book.form(one.form)?.name : this.protocol.steps[one.step]?.text
    return [{ ...one, text: named ?? this.protocol.name }]
  }

  assign(end = false): ReferralView {
    if (end) this.assigned.delete(ME)
    else this.assigned.add(ME)
    return this.view()
  }
}
