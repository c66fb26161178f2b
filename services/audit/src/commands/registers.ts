import { Action } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import type { Clock, NewId } from '@amparo/kernel'
import type { ProtocolBook } from '@amparo/protocols'
import { isUniqueViolation, type Replay, readPage, type Store, type Transaction } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { personKeyName } from '../domain/key-names.ts'
import { type CertifiedPost, checkCertified } from '../domain/registers/certification.ts'
import { checkStep, duesOf, type RegisterStep } from '../domain/registers/line.ts'
import type { RegisterPolicy } from '../domain/registers/register-policy.ts'
import type { Enter, Worker } from '../ports/own-log.ts'
import { postsOf } from '../store/certifications.ts'
import { keysNamed } from '../store/half-keys.ts'
import { holdPosition } from '../store/projection.ts'
import { addLine, addStep, findLine, type LineList, listLines, type RegisterLine, stepsOf } from '../store/registers.ts'
import { enterLook } from './enter-look.ts'
import type { ReadingDeps } from './read-as-logged.ts'

export interface RegisterDeps {
  readonly hub: string
  readonly store: Pick<Store, 'run' | 'read'>
  readonly registers: RegisterPolicy
  readonly book: Pick<ProtocolBook, 'calendarOf'>
  readonly enter: Enter
  readonly now: Clock
  readonly newId: NewId
}

export interface WholeLine {
  readonly line: RegisterLine
  readonly steps: readonly RegisterStep[]
  /** Of a certification. */
  readonly posts?: readonly CertifiedPost[] | undefined
}

export interface OpenLine {
  readonly register: string
  readonly kind: string
  readonly knownAt: Date
  readonly agencyId: string | undefined
  readonly subjectRef: string | undefined
  readonly entryIds: readonly string[]
  readonly by: Worker
  readonly replay: Replay
}

/** Its clocks begin when the matter was known, not when it was written down. Throws register_kind_unknown, register_known_ahead. */
export const openLine =
  ({ hub, store, registers, book, enter, now, newId }: RegisterDeps) =>
  async ({ by, replay, ...of }: OpenLine): Promise<WholeLine> => {
    const def = registers.registers[of.register]
    if (def === undefined || !Object.hasOwn(def.kinds, of.kind)) throw errors.register_kind_unknown()
    const openedAt = now()
    if (of.knownAt > openedAt) throw errors.register_known_ahead()
    const { register, kind, subjectRef = '' } = of
    await enter(by, { action: Action.REGISTER_OPENED, code: `${register}:${kind}`, subjectRef })
    const dues = duesOf(def, hub, book.calendarOf(hub), of.knownAt)
    const line = {
      ...of,
      userId: undefined,
      id: newId(),
      openedAt,
      openedBy: by.user,
      dues,
      policyHash: registers.hash,
    }
    return store.run(async tx => {
      const kept = { ...line, subjectRef: await stillThere(tx, line.subjectRef) }
      await addLine(tx, kept)
      return { line: kept, steps: [] }
    }, replay)
  }

/** The person, if nobody has erased them: held so that nobody does before the line stands. */
async function stillThere(tx: Transaction, subjectRef: string | undefined): Promise<string | undefined> {
  if (subjectRef === undefined) return undefined
  await holdPosition(tx)
  const [key] = await keysNamed(tx, [personKeyName(subjectRef)])
  return key?.destroyed ? undefined : subjectRef
}

export interface TakeRegisterStep {
  readonly id: string
  readonly step: string
  readonly by: Worker
  readonly replay: Replay
}

/** Throws not_found, register_kind_unknown, register_closed, register_clock_runs; register_moved_on if somebody else was first. */
export const takeRegisterStep =
  ({ store, registers, enter, now }: RegisterDeps) =>
  async ({ id, step, by, replay }: TakeRegisterStep): Promise<WholeLine> => {
    const { line, steps, posts } = await getLine(store, id)
    const def = registers.registers[line.register]
    if (def === undefined || !Object.hasOwn(def.steps, step)) throw errors.register_kind_unknown()
    checkStep(def, step, steps)
    checkCertified(step, def.closing, posts ?? [])
    const { register, subjectRef = '' } = line
    await enter(by, { action: Action.REGISTER_MOVED, code: `${register}:${step}`, subjectRef })
    const taken = { step, at: now(), userId: by.user }
    try {
      return await store.run(async tx => {
        await addStep(tx, id, { ...taken, number: steps.length + 1, ends: step === def.closing })
        return { line, steps: [...steps, taken], posts }
      }, replay)
    } catch (error) {
      if (isUniqueViolation(error)) throw errors.register_moved_on({ cause: error })
      throw error
    }
  }

export const listRegister =
  (deps: ReadingDeps) =>
  async (by: Worker, list: LineList): Promise<{ lines: WholeLine[]; next: string | undefined }> => {
    const page = await deps.store.read(async reader => {
      const { items, last } = await readPage(list.limit, limit => listLines(reader, { ...list, limit }))
      const ids = items.map(({ id }) => id)
      const [steps, posts] = [await stepsOf(reader, ids), await postsOf(reader, ids)]
      const whole = (line: RegisterLine) => ({ line, steps: steps.get(line.id) ?? [], posts: posts.get(line.id) })
      return { lines: items.map(whole), next: last?.id }
    })
    const shown = page.lines.map(({ line: { subjectRef } }) => ({ subjectRef }))
    await enterLook(deps, by, { code: `register:${list.register}`, shown })
    return page
  }

/** Throws not_found. */
export const getLine = (store: Pick<Store, 'read'>, id: string): Promise<WholeLine> =>
  store.read(async reader => {
    const line = await findLine(reader, id)
    if (line === undefined) throw httpErrors.not_found()
    const [steps, posts] = [await stepsOf(reader, [id]), await postsOf(reader, [id])]
    return { line, steps: steps.get(id) ?? [], posts: posts.get(id) }
  })
