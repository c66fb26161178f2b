import { Action } from '@amparo/contracts'
import { httpErrors } from '@amparo/http'
import { holdName, isUniqueViolation, type Replay } from '@amparo/store'
import { errors } from '../domain/errors.ts'
import { decided, type PostDecision, stepOf } from '../domain/registers/certification.ts'
import type { Worker } from '../ports/own-log.ts'
import { addDecisions, endedSince, postsOf } from '../store/certifications.ts'
import { addStep, openLinesOf, stepsOf } from '../store/registers.ts'
import { getLine, type RegisterDeps, type WholeLine } from './registers.ts'

const REGISTER = 'certification'
const MOST = 20
/** Who takes a step that nobody took. */
const ITSELF = 'audit'

type Deps = Pick<RegisterDeps, 'hub' | 'store' | 'registers' | 'enter' | 'now'>

/** For a supervisor: what the own agency is to certify, the last first, until it is closed. In the log if there is anything. Undefined: it is what they were shown. */
export const certificationsOf =
  ({ hub, store, enter }: Pick<Deps, 'hub' | 'store' | 'enter'>) =>
  async (by: Worker, isShown: (lines: readonly WholeLine[]) => boolean): Promise<WholeLine[] | undefined> => {
    const lines = await store.read(async reader => {
      if (by.hub !== hub) return []
      const lines = await openLinesOf(reader, { register: REGISTER, agencyId: by.agency, limit: MOST })
      const ids = lines.map(({ id }) => id)
      const [steps, posts] = [await stepsOf(reader, ids), await postsOf(reader, ids)]
      // One that an auditor opened names no posts: it is theirs.
      return lines
        .filter(({ id }) => posts.has(id))
        .map(line => ({ line, steps: steps.get(line.id) ?? [], posts: posts.get(line.id) ?? [] }))
    })
    if (isShown(lines)) return undefined
    if (lines.length > 0) await enter(by, { action: Action.LOG_READ, code: 'certifications' })
    return lines
  }

export interface DecidePosts {
  readonly id: string
  readonly decisions: readonly PostDecision[]
  /** Only of their own agency. Otherwise an auditor, of any. */
  readonly ofOwnAgency: boolean
  readonly by: Worker
  readonly replay: Replay
}

/**
 * Whether accounts are still needed, each said once, by anybody but whom it is of. With the last of them the line has its step. Throws
 * not_found, register_closed, what `decided` throws, and register_moved_on if somebody else was first.
 */
export const decidePosts =
  ({ hub, store, registers, enter, now }: Deps) =>
  async ({ id, decisions, ofOwnAgency, by, replay }: DecidePosts): Promise<WholeLine> => {
    const { line, steps, posts = [] } = await getLine(store, id)
    const isTheirs = !ofOwnAgency || (by.hub === hub && line.agencyId === by.agency)
    if (line.register !== REGISTER || posts.length === 0 || !isTheirs) throw httpErrors.not_found()
    const def = registers.registers[REGISTER]
    if (steps.some(({ step }) => step === def?.closing)) throw errors.register_closed()
    const after = decided(posts, decisions, by.user)
    const step = stepOf(after)
    const recipient = { hub, agencyId: line.agencyId ?? '' }
    await enter(by, { action: Action.REGISTER_MOVED, code: `${REGISTER}:posts_decided`, recipient })
    if (step !== undefined) await enter(by, { action: Action.REGISTER_MOVED, code: `${REGISTER}:${step}`, recipient })
    const at = now()
    const taken = step === undefined ? [] : [{ step, at, userId: by.user }]
    try {
      return await store.run(async tx => {
        await holdName(tx, `certification ${id}`)
        await addDecisions(tx, id, decisions, { by: by.user, at })
        // Somebody else may have spoken of the others meanwhile: then which step this makes is another question.
        if (stepOf((await postsOf(tx, [id])).get(id) ?? []) !== step) throw errors.register_moved_on()
        for (const one of taken) await addStep(tx, id, { ...one, number: steps.length + 1, ends: false })
        return { line, steps: [...steps, ...taken], posts: after }
      }, replay)
    } catch (error) {
      if (isUniqueViolation(error)) throw errors.register_moved_on({ cause: error })
      throw error
    }
  }

/** Once each account that was not needed is in the register of leavers, the line says so by itself. */
export const settleCertifications =
  ({ hub, store, registers, enter, now }: Deps) =>
  async (): Promise<void> => {
    const step = 'some_ended'
    if (registers.registers[REGISTER]?.steps[step] === undefined) return
    for (const { lineId, agencyId, steps } of await store.read(endedSince)) {
      const recipient = { hub, agencyId }
      await enter(undefined, { action: Action.REGISTER_MOVED, code: `${REGISTER}:${step}`, recipient })
      const taken = { step, at: now(), userId: ITSELF, number: steps + 1, ends: false }
      await store
        .run(tx => addStep(tx, lineId, taken))
        .catch((error: unknown) => {
          // An auditor has said so while the log was told.
          if (!isUniqueViolation(error)) throw error
        })
    }
  }
